import { execFileSync } from 'node:child_process'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { expected, hearCommands, say } from './run-command.mjs'

const askEveryMs = 250
const longestWaitMs = 15 * 60_000

/** Runs `work` while no other set-up works in `folder`. A lock whose process is gone is taken over. */
export async function withLock(folder, work) {
  const lock = join(folder, '.set-up.lock')
  const mine = JSON.stringify({ pid: process.pid, started: startOf(process.pid) })
  for (let waited = 0; !(await take(lock, mine)); waited += askEveryMs) {
    if (waited === 0) say('waiting for another set-up')
    if (waited > longestWaitMs) throw expected(`another set-up seems stuck: remove ${lock} and try again`)
    await new Promise((resolve) => setTimeout(resolve, askEveryMs))
  }
  const journal = `${lock}.command`
  try {
    endLeftOver(journal)
    hearCommands((pid) => {
      if (pid === null) rmSync(journal, { force: true })
      else writeFileSync(journal, JSON.stringify({ pid, started: startOf(pid) }))
    })
    return await work()
  } finally {
    hearCommands(() => {})
    rmSync(journal, { force: true })
    rmSync(lock, { force: true })
  }
}

/** A set-up that was killed leaves its npm or apt at work on the files that are ours now. */
function endLeftOver(journal) {
  const left = read(journal)
  if (left === null || !isHeld(left)) return
  try {
    process.kill(-JSON.parse(left).pid, 'SIGKILL')
  } catch {
    // It ended by itself.
  }
}

/** Linked, not written: a lock names its holder from its first moment on. */
async function take(lock, mine) {
  const draft = `${lock}.${process.pid}`
  try {
    writeFileSync(draft, mine)
    linkSync(draft, lock)
    return true
  } catch (error) {
    if (error.code !== 'EEXIST')
      throw error.code === 'ENOSPC'
        ? error
        : expected(`the folder of ${lock} cannot be written to: ${error.message}`)
  } finally {
    rmSync(draft, { force: true })
  }
  const holder = read(lock)
  if (holder === null || isHeld(holder)) return false
  // Several may find it dead at once: who moves it away looks at what has been moved, and puts back a lock that is new.
  const dead = `${lock}.dead-${process.pid}`
  try {
    renameSync(lock, dead)
    if (read(dead) !== holder) linkSync(dead, lock)
  } catch {
    // Another was faster.
  } finally {
    rmSync(dead, { force: true })
  }
  return false
}

function read(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

function isHeld(holder) {
  try {
    const { pid, started } = JSON.parse(holder)
    return startOf(pid) === started
  } catch {
    return false
  }
}

/** Tells a process from a later one with its pid; null when there is none. */
function startOf(pid) {
  try {
    if (process.platform !== 'linux')
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(Number(pid))], { encoding: 'utf8' }).trim()
    const stat = readFileSync(`/proc/${Number(pid)}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z'
      ? null
      : `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${fields[19]}`
  } catch {
    return null
  }
}
