import { detach } from '../../triage/index.ts'
import { GitFailure, type GitOptions, readGitLines, runGit } from '../git.ts'
import { isObjectId } from '../names.ts'

/**
 * Files of one side that are looked at: GitHub lists 3,000 of a pull request, a branch may have changed all of its own
 * since.
 */
const mostChanged = 20_000
/**
 * Blobs asked for to find what was renamed; a branch that has moved more of its files costs the merge, and not the
 * disk.
 */
const mostForRenames = 5_000
const longestPath = 4_096

const entry = /^:(\d{6}) (\d{6}) ([0-9a-f]{40,64}) ([0-9a-f]{40,64}) ([A-Z])\d*\t/
const submoduleMode = '160000'
const noObject = /^0+$/

interface Change {
  path: string
  kind: string
  blobs: string[]
}

/**
 * The blobs that git reads when it merges heads into a branch, and each after each other one, by the trees alone:
 * what a head changes, what the branch has made of the same files since, and, where one side has removed what
 * another changes, all that it might have been renamed to.
 * @param onto the branch's tip.
 * @throws GitFailure when a tree is missing.
 */
export async function readMergeBlobs(
  onto: string,
  heads: readonly string[],
  options: GitOptions,
): Promise<Set<string>> {
  const wanted = new Set<string>()
  const sides: { base: string; changes: Map<string, Change> }[] = []
  /** What any head removes, since it may come after any other. */
  const removed = new Set<string>()
  for (const head of heads) {
    for (const base of await findBases(onto, head, options)) {
      const changes = new Map<string, Change>()
      for await (const change of readChanges(base, head, options)) {
        if (changes.size >= mostChanged) break
        changes.set(change.path, change)
        for (const blob of change.blobs) wanted.add(blob)
        if (change.kind === 'D') removed.add(change.path)
      }
      sides.push({ base, changes })
    }
  }
  for (const { base, changes } of sides) {
    const grown = new Set(
      [...changes.values()].filter(({ kind }) => kind === 'A').map(({ path }) => folderOf(path)),
    )
    let mayBeRenamed = [...changes.values()].some(
      ({ kind, path }) => kind !== 'A' && kind !== 'D' && removed.has(path),
    )
    const candidates: string[] = []
    for await (const { path, kind, blobs } of readChanges(base, onto, options)) {
      if (changes.has(path)) for (const blob of blobs) wanted.add(blob)
      if (kind === 'D') mayBeRenamed ||= changes.has(path) || grown.has(folderOf(path))
      if (kind !== 'M' && candidates.length <= mostForRenames) candidates.push(...blobs)
    }
    if (mayBeRenamed && candidates.length <= mostForRenames) for (const blob of candidates) wanted.add(blob)
  }
  return wanted
}

/** Where both come from; none when they share no history. */
async function findBases(onto: string, head: string, options: GitOptions): Promise<string[]> {
  try {
    const printed = await runGit(['merge-base', '--all', onto, head], options)
    return printed.toString('latin1').split('\n').filter(isObjectId)
  } catch (error) {
    if (error instanceof GitFailure && error.exitCode === 1) return []
    throw error
  }
}

/** Files that differ, by their paths as git quotes them: of one repository each path is quoted in one way. */
async function* readChanges(from: string, to: string, options: GitOptions): AsyncGenerator<Change> {
  const args = ['diff-tree', '-r', '--raw', '--no-renames', '--no-abbrev', from, to] as const
  for await (const lines of readGitLines(args, options))
    for (const line of lines) {
      const match = entry.exec(line.slice(0, 200))
      if (match === null) continue
      const [start, oldMode, newMode, oldId, newId, kind] = match
      const blobs: string[] = []
      if (oldMode !== submoduleMode && !noObject.test(oldId!)) blobs.push(detach(oldId!))
      if (newMode !== submoduleMode && !noObject.test(newId!)) blobs.push(detach(newId!))
      yield { path: detach(line.slice(start.length, longestPath)), kind: kind!, blobs }
    }
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/'))).replace(/^"/, '')
}
