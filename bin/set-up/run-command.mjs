import { spawn } from 'node:child_process'
import { statfsSync } from 'node:fs'
import process from 'node:process'

/** An error that a person can act on: shown as its one line. */
export function expected(message, more = {}) {
  return Object.assign(new Error(message), { expected: true, ...more })
}

export function say(line) {
  process.stderr.write(`${line}\n`)
}

const kept = 8_000
/** npm and apt take a minute or two; on a slow line some more. */
const longestMs = 20 * 60_000
const lookEveryMs = 500
/** How long a command may take to tidy up when it is interrupted: npm now and then does not listen at all. */
const usualGraceMs = 1_000
/** Nothing can be installed into less. apt does not end when the disk is full: it waits for ever. */
const leastFreeBytes = 512 * 1024
/** Commands that run now: an interrupted set-up ends them, too. */
const running = new Map()
let interrupted = null
/** Told of each command's pid, so that a later set-up can end what this one leaves when it is killed. */
let onSpawn = () => {}

/** Tells `hear` the pid of each command that is run from now on, and null when it has ended. */
export function hearCommands(hear) {
  onSpawn = hear
}

/**
 * Runs a command with nothing on stdout, until it ends, the disk is full, or it takes too long.
 * @param options.graceMs how long it may take to end in order when it is interrupted.
 * @param options.into the folder that it fills, when it is not its working directory.
 * @returns what it wrote to stdout.
 * @throws an error with `expected: true`: one line that says what went wrong, and what to do where that can be told.
 */
export function run(command, args, { limit = kept, into, graceMs = usualGraceMs, ...options } = {}) {
  if (interrupted !== null) return Promise.reject(interrupted)
  return new Promise((resolve, reject) => {
    // A process group of its own: npm's and apt's own children are ended with them.
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true, ...options })
    running.set(child, graceMs)
    if (child.pid !== undefined) onSpawn(child.pid)
    let said = ''
    let out = ''
    let stopped = null
    const began = Date.now()
    const watch = setInterval(() => {
      if (stopped !== null) return
      if (isFull(into ?? options.cwd)) stopped = 'ENOSPC'
      else if (Date.now() - began > longestMs) stopped = 'ETIMEDOUT'
      if (stopped === null) return
      said += stopped
      endGroup(child)
    }, lookEveryMs)
    child.stdout.on('data', (chunk) => {
      said = (said + chunk).slice(-kept)
      out = (out + chunk).slice(-limit)
    })
    child.stderr.on('data', (chunk) => {
      said = (said + chunk).slice(-kept)
    })
    child.once('error', (error) => {
      clearInterval(watch)
      running.delete(child)
      reject(
        error.code === 'ENOENT'
          ? expected(`${command} was not found on PATH`)
          : expected(`${command} could not be started: ${error.message}`),
      )
    })
    child.once('close', (code, signal) => {
      clearInterval(watch)
      running.delete(child)
      onSpawn(null)
      if (code === 0) resolve(out)
      else reject(interrupted ?? expected(explain(command, args, code ?? signal, said), { said }))
    })
  })
}

/** The one line for what a tool said in many. */
function explain(command, args, code, said) {
  const doing = [command, ...args].slice(0, 2).join(' ')
  if (/ENOSPC|No space left on device|not have enough free space|EDQUOT|Disk quota/i.test(said))
    return `The disk is full (${doing} ran out of space): free some and run this again; it goes on from there`
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ECONNRESET|ERR_SOCKET|ConnectionRefused|Could not resolve|Temporary failure resolving|Could not connect|Failed to fetch|Network is unreachable/i.test(
      said,
    )
  )
    return `${doing} could not reach its server: check the network (and proxy settings), and run this again`
  const lines = said.trim().split('\n').filter(isTelling)
  return `${doing} failed (${code}): ${(lines.find((line) => /error|E:/i.test(line)) ?? lines.at(-1) ?? 'it did not say why').trim().slice(0, 300)}`
}

function isTelling(line) {
  return line.trim() !== '' && !/complete log of this run|npm error\s*$|^\s*at /.test(line)
}

/** What any failure of set-up means to a person: a full disk can meet every step, ours too. */
export function describeSetUpFailure(error) {
  if (error?.code === 'ENOSPC' || error?.code === 'EDQUOT')
    return expected('The disk is full: free some space and run this again; it goes on from there')
  if (error?.code === 'EACCES' || error?.code === 'EROFS' || error?.code === 'EPERM')
    return expected(`Set-up cannot write: ${error.message}`)
  return error
}

/**
 * While `work` runs, Ctrl-C, SIGTERM, a closed terminal and a reader who has gone end the command that it waits for, so
 * that it can tidy up: an npm that goes on alone would write into the next set-up's files. A second one ends this
 * process at once.
 */
export async function interruptible(work) {
  const end = (name) => {
    if (interrupted !== null && name === 'SIGINT') {
      for (const child of running.keys()) endGroup(child, 'SIGKILL')
      process.exit(1)
    }
    interrupted ??= expected('interrupted; the next run goes on from here', { signal: name })
    for (const child of running.keys()) endGroup(child)
  }
  const ends = ['SIGINT', 'SIGTERM', 'SIGHUP'].map((name) => [name, () => end(name)])
  for (const [name, tell] of ends) process.on(name, tell)
  // It stays: what is said afterwards must not end us either.
  process.stderr.on('error', () => end('SIGPIPE'))
  try {
    return await work()
  } finally {
    for (const [name, tell] of ends) process.off(name, tell)
  }
}

function isFull(folder) {
  if (folder === undefined) return false
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize < leastFreeBytes
  } catch {
    return false
  }
}

function endGroup(child, signal = 'SIGTERM') {
  try {
    process.kill(-child.pid, signal)
  } catch {
    child.kill(signal)
  }
  // unref: what ends by itself is not waited for.
  if (signal !== 'SIGKILL')
    setTimeout(
      () => running.has(child) && endGroup(child, 'SIGKILL'),
      running.get(child) ?? usualGraceMs,
    ).unref()
}
