import { mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lockFileNames } from '../../triage/index.ts'
import type { GitOptions } from '../git.ts'
import { readPairFiles } from './missing-blobs.ts'

/**
 * Attributes by which git says that a lock file differs, and does not compare its lines: `parsePatch` forgets them
 * beside other files, and of the newest 500 of a repository with a lock file they may be half of all that git prints.
 */
const withoutLockLines = lockFileNames.map((name) => `${name} -diff\n`).join('')

let opened: number | undefined | null

/**
 * These, as an open file that has no name any more, so that none is left wherever the process ends. Undefined where
 * none can be written: git then prints lines that are forgotten. (macOS gives each file one place for all who read it,
 * so only the first git gets them there.)
 */
export function openLockAttributes(): number | undefined {
  if (opened === undefined) opened = writeUnnamed(withoutLockLines)
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

/**
 * Which of the pairs change lock files and nothing else: their lines are what is compared.
 * @param lines as `describePairs` gives them; one of which the repository lacks a tree is none of these.
 */
export async function findLocksAlone(
  lines: readonly string[],
  options: GitOptions,
): Promise<ReadonlySet<number>> {
  const alone = new Set<number>()
  for (const [index, files] of (await readPairFiles(lines, options, true)).entries())
    if (files?.isLocksAlone) alone.add(index)
  return alone
}
