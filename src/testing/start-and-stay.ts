import { spawn } from 'node:child_process'
import { endWithThisProcess } from './end-with-process.ts'

/** A process for tests: starts another one that would outlive it, says its number, and stays until it is killed. */
const child = spawn('sleep', ['1000'], { detached: true, stdio: 'ignore' })
endWithThisProcess(child.pid!, 'TERM', process.argv[2])
process.stdout.write(`${child.pid}\n`)
setInterval(() => {}, 60_000)
