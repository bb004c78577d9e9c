import { mkdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describeError } from '../../errors.ts'
import type { Log } from '../../log.ts'
import { keptHistoryBytes } from '../../machine-memory.ts'
import { historyFileBytes, type ReadHistory, readHistoryFile, writeHistoryFile } from './history-file.ts'
import { countParents, type History } from './read-history.ts'

/** Of what is kept so much may be reached by no ref any more. */
const mostUnreached = 1 / 5

/**
 * A mirror's history from scan to scan. A cache and no more: whatever is wrong with it or the disk is said in a line
 * for who looks for it, and the history is read from nothing.
 */
export interface KeptHistory {
  /** @returns null where there is none that the repository's own would be the same as. */
  load(gitDir: string): Promise<ReadHistory | null>
  /** @param tips all commits that refs lead to. @param known how many commits were kept before; 0: none was. */
  save(gitDir: string, read: ReadHistory, tips: readonly string[], known: number): Promise<void>
}

/** Each history is read from nothing. */
export const noneKept: KeptHistory = { load: async () => null, save: async () => {} }

/** @param path a file of its own, in a folder that is made when it is needed. */
export function openKeptHistory(
  path: string,
  log: Log,
  now: () => number,
  mostBytes = keptHistoryBytes(),
): KeptHistory {
  return {
    async load(gitDir) {
      try {
        if (await isCut(gitDir)) return null
        const read = await readHistoryFile(path, mostBytes)
        if (read !== null && !isWhole(read.history)) throw new Error('it lacks commits')
        return read
      } catch (error) {
        log.debug({ path, error: describeError(error) }, 'kept history not used')
        return null
      }
    },
    async save(gitDir, read, tips, known) {
      try {
        if ((await isCut(gitDir)) || !isWhole(read.history)) return
        const reached = findReached(read.history, tips)
        const isSpare =
          read.history.commits.size - reached.length >= read.history.commits.size * mostUnreached
        if (read.history.commits.size === known && !isSpare) return
        const kept = isSpare ? pick(read, reached) : read
        if (kept.history.commits.size === 0 || historyFileBytes(kept.history) > mostBytes) return
        await mkdir(dirname(path), { recursive: true, mode: 0o700 })
        const written = await writeHistoryFile(path, kept, now())
        log.debug({ path, commits: kept.history.commits.size, written }, 'history kept')
      } catch (error) {
        log.debug({ path, error: describeError(error) }, 'history not kept')
      }
    },
  }
}

/** Commits that are nobody's parent: they reach all others. */
export function findChildless(history: History): string[] {
  const { commits, parents } = history
  const isParent = new Uint8Array(commits.size)
  for (const parent of parents.subarray(0, countParents(history))) isParent[parent] = 1
  const childless: string[] = []
  for (let commit = 0; commit < commits.size; commit++)
    if (isParent[commit] === 0) childless.push(commits.id(commit))
  return childless
}

/** Where a repository is shallow or has grafts, a commit has other parents than its id says. */
async function isCut(gitDir: string): Promise<boolean> {
  for (const name of ['shallow', 'info/grafts']) {
    const length = await readFile(join(gitDir, name)).then(
      (content) => content.length,
      (error) => (error.code === 'ENOENT' ? 0 : 1),
    )
    if (length > 0) return true
  }
  return false
}

/** Whether each commit that is named was told. */
export function isWhole({ commits, committedAt }: History): boolean {
  for (let commit = 0; commit < commits.size; commit++)
    if (commit >= committedAt.length || Number.isNaN(committedAt[commit])) return false
  return true
}

/** Commits that the tips reach, by number. */
function findReached(
  { commits, parentsFrom, parentsUntil, parents }: History,
  tips: readonly string[],
): number[] {
  const isReached = new Uint8Array(commits.size)
  const next: number[] = []
  const reach = (commit: number) => {
    if (commit === -1 || isReached[commit] === 1) return
    isReached[commit] = 1
    next.push(commit)
  }
  for (const tip of tips) reach(commits.find(tip))
  for (let commit = next.pop(); commit !== undefined; commit = next.pop())
    for (let at = parentsFrom[commit]!; at < parentsUntil[commit]!; at++) reach(parents[at]!)
  const reached: number[] = []
  for (let commit = 0; commit < commits.size; commit++) if (isReached[commit] === 1) reached.push(commit)
  return reached
}

/** Some commits alone, and all that these reach. */
function pick({ history, facts }: ReadHistory, chosen: readonly number[]): ReadHistory {
  const places = new Int32Array(history.commits.size)
  chosen.forEach((commit, place) => {
    places[commit] = place
  })
  const { parentsFrom, parentsUntil } = history
  const parents = new Int32Array(countParents(history))
  const from = new Int32Array(chosen.length)
  const until = new Int32Array(chosen.length)
  let end = 0
  chosen.forEach((commit, place) => {
    from[place] = end
    for (let at = parentsFrom[commit]!; at < parentsUntil[commit]!; at++)
      parents[end++] = places[history.parents[at]!]!
    until[place] = end
  })
  const doubles = (column: Float64Array) => Float64Array.from(chosen, (commit) => column[commit]!)
  return {
    history: {
      commits: history.commits.pick(chosen),
      parentsFrom: from,
      parentsUntil: until,
      parents: parents.subarray(0, end),
      committedAt: doubles(history.committedAt),
    },
    facts: {
      committedAt: doubles(facts.committedAt),
      keys: doubles(facts.keys),
      pulls: Int32Array.from(chosen, (commit) => facts.pulls[commit]!),
    },
  }
}
