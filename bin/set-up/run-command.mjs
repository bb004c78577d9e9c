import { spawn } from 'node:child_process'
import process from 'node:process'

/** An error that a person can act on: shown as its one line. */
export function expected(message) {
  return Object.assign(new Error(message), { expected: true })
}

export function say(line) {
  process.stderr.write(`${line}\n`)
}

/** Runs a command with nothing on stdout; on failure the last lines of what it said go into the error. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
    let said = ''
    const keep = (chunk) => {
      said = (said + chunk).slice(-4_000)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.once('error', (error) => reject(expected(`${command} could not be started: ${error.message}`)))
    child.once('close', (code) => {
      if (code === 0) return resolve()
      reject(
        expected(
          `${command} ${args.slice(0, 2).join(' ')} failed (${code}):\n${said.trim().split('\n').slice(-8).join('\n')}`,
        ),
      )
    })
  })
}
