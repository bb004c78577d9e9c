import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { expected, say } from './run-command.mjs'

const askEveryMs = 250
const longestWaitMs = 15 * 60_000

/** Runs `work` while no other set-up of this clone runs. A lock whose process is gone is taken over. */
export async function withLock(root, work) {
  const folder = join(root, '.set-up.lock')
  const holder = join(folder, 'pid')
  for (let waited = 0; ; waited += askEveryMs) {
    try {
      mkdirSync(folder)
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw expected(`this folder cannot be written to: ${error.message}`)
    }
    if (waited === 0) say('waiting for another set-up of this folder')
    if (waited > longestWaitMs) throw expected(`another set-up seems stuck: remove ${folder} and try again`)
    // A holder that has not written its pid after a second died between two lines.
    if (!isAlive(holder) && waited >= 1_000) rmSync(folder, { recursive: true, force: true })
    await new Promise((resolve) => setTimeout(resolve, askEveryMs))
  }
  try {
    writeFileSync(holder, String(process.pid))
    return await work()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function isAlive(holder) {
  try {
    process.kill(Number(readFileSync(holder, 'utf8')), 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
