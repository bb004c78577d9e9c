import { mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lockFileNames } from '../../triage/index.ts'

/**
 * Attributes by which git says that a lock file differs, and does not compare its lines: `parsePatch` forgets them
 * beside other files, and of the newest 500 of a repository with a lock file they may be half of all that git prints.
 */
const withoutLockLines = lockFileNames.map((name) => `${name} -diff\n`).join('')

let opened: number | undefined | null

/**
 * These, as an open file that has no name any more, so that none is left wherever the process ends. Undefined where
 * none can be written, and on macOS, which gives each file one place for all who read it, so that only the first git
 * would get them: git then reads lock files, and prints lines that are forgotten.
 */
export function openLockAttributes(): number | undefined {
  if (opened === undefined) opened = process.platform === 'darwin' ? null : writeUnnamed(withoutLockLines)
  return opened ?? undefined
}

function writeUnnamed(text: string): number | null {
  let folder: string | undefined
  try {
    folder = mkdtempSync(join(tmpdir(), 'clawtriage-'))
    const path = join(folder, 'attributes')
    writeFileSync(path, text)
    return openSync(path, 'r')
  } catch {
    return null
  } finally {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
  }
}
