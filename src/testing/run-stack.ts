import { readConfig } from '../config.ts'
import { openLog } from '../log.ts'
import { startStack } from '../supervise/stack.ts'

/** A supervisor of its own for tests that kill one: starts the servers in the folder given, says so, and stays. */
const config = readConfig({ DATA_DIR: process.argv[2] })
await startStack({ config, log: openLog('test', 'silent'), programs: [] })
process.stdout.write('up\n')
setInterval(() => {}, 1_000_000)
