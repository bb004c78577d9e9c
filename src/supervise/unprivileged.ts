import { execFileSync } from 'node:child_process'
import { chownSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { AppError } from '../errors.ts'

export interface Unprivileged {
  uid: number
  gid: number
}

/**
 * Whom a server runs as when we are root: the system's own account for it, else `nobody`. Postgres refuses to run as
 * root, and Redis has no need to. Null when we are not root: it runs as ourselves.
 */
export function findAccount(names: readonly string[]): Unprivileged | null {
  if (process.getuid?.() !== 0) return null
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n')
  for (const name of [...names, 'nobody'])
    for (const line of lines) {
      const [login, , uid, gid] = line.split(':')
      if (login === name) return { uid: Number(uid), gid: Number(gid) }
    }
  return { uid: 65_534, gid: 65_534 }
}

/**
 * Whom our own programs run as when we are root: the account `clawtriage`, which an image has and which owns none of
 * the app's files. It must share its group with the servers' accounts, or it could not enter the folders of their
 * sockets. Null elsewhere: they run as ourselves.
 */
export function findProgramAccount(): Unprivileged | null {
  if (process.getuid?.() !== 0) return null
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n')
  const groups = ['clawtriage', 'postgres', 'redis'].map((name) => {
    const [, , uid, gid] = (lines.find((line) => line.startsWith(`${name}:`)) ?? '').split(':')
    return uid === undefined ? null : { uid: Number(uid), gid: Number(gid) }
  })
  const [programs] = groups
  return programs != null && groups.every((one) => one?.gid === programs.gid) ? programs : null
}

/** Whether setpriv was seen to give the right below. */
let canGiveRight = false

/**
 * How to run a program as `account` when its data lies in `folder`. The account may be unable to enter a folder above
 * it (one under /root, or made by mktemp -d): then it is given the one right to search folders, and no other.
 * @throws AppError UNAVAILABLE when that cannot be had, saying what to do.
 */
export function runAs(
  account: Unprivileged | null,
  folder: string,
  command: string,
  args: string[],
): { command: string; args: string[]; user?: Unprivileged | undefined } {
  if (account === null) return { command, args }
  if (canEnter(account, folder) && canEnter(account, dirname(command)))
    return { command, args, user: account }
  const wrapped = [
    `--reuid=${account.uid}`,
    `--regid=${account.gid}`,
    '--clear-groups',
    '--inh-caps=+dac_read_search',
    '--ambient-caps=+dac_read_search',
  ]
  try {
    // The right is this process' to give or not, whichever account gets it.
    if (!canGiveRight) execFileSync('setpriv', [...wrapped, 'true'], { stdio: 'ignore' })
    canGiveRight = true
  } catch (error) {
    throw new AppError(
      'UNAVAILABLE',
      `DATA_DIR ${folder} lies in a folder that user ${account.uid} cannot enter: set DATA_DIR to a place open to it, or run as another user than root`,
      { cause: error },
    )
  }
  return { command: 'setpriv', args: [...wrapped, command, ...args] }
}

/** Gives a folder and all in it to the account, when it is not theirs already. Links are not followed. */
export function giveTo(account: Unprivileged | null, folder: string): void {
  if (account === null || lstatSync(folder).uid === account.uid) return
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) giveTo(account, path)
    else if (entry.isFile()) chownSync(path, account.uid, account.gid)
  }
  // The folder last: its owner says whether all of it has been given.
  chownSync(folder, account.uid, account.gid)
}

function canEnter(account: Unprivileged, folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    const { uid, gid, mode } = statSync(at)
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
    if ((mode & bit) === 0) return false
    if (at === dirname(at)) return true
  }
}
