import { detach, unquote } from '../../triage/index.ts'
import { type GitOptions, readGitLines } from '../git.ts'

/**
 * A commit of a branch itself, with what it changes against the commit before it on the branch: a merge counts as a
 * whole.
 */
export interface BranchCommit {
  sha: string
  parent: string | null
  /** Seconds since 1970. */
  committedAt: number
  /** How many files it changes, `mostFiles` at most. */
  changed: number
  /**
   * Of these the ones that were asked for, by path: git's ids of the content before and after; null where there is
   * none.
   */
  files: Map<string, { before: string | null; after: string | null }>
}

/** More commits than any branch gets in the time that is looked at; reading them takes seconds. */
const mostCommits = 20_000
/** A commit of more files is an import or a sweep: what comes after these is not looked at. */
const mostFiles = 2_000
/** Each costs two processes; a branch that was merged the wrong way round more often is followed as it is. */
const mostFoxtrots = 100
/** git takes a number of fewer digits for something else than seconds. */
const earliestSeconds = 100_000_000
const header = /^>([0-9a-f]{40,64}) (\d{1,12}) ?([0-9a-f]{40,64})?(?: ([0-9a-f]{40,64}))?/
const entry = /^:\d{6} \d{6} ([0-9a-f]{40,64}) ([0-9a-f]{40,64}) [A-Z]\d*\t(.*)$/s
/** "Merge branch 'main' of github.com:owner/repo", "Merge remote-tracking branch 'origin/main' into topic" */
const mergeOfBranch = /^<Merge (?:remote-tracking )?branch '(?:[\w.-]{1,100}\/)?([\w./-]{1,200})'/
const mainBranches = ['main', 'master', 'trunk']

const rawDiff = ['--raw', '--no-renames', '--no-abbrev'] as const

/**
 * The branch's own commits since then, the newest first, from commits and trees alone. Where a contributor merged the
 * branch into their own work and pushed that as the branch (a foxtrot merge), its own commits are those of the second
 * parent: the first one's came with the merge.
 * @param wanted the paths whose contents are kept: all of a branch's would be tens of megabytes.
 * @param branch what the branch is called, beside the usual names.
 */
export async function readFirstParents(
  tip: string,
  since: Date,
  wanted: ReadonlySet<string>,
  options: GitOptions,
  branch?: string,
): Promise<BranchCommit[]> {
  const names = new Set([...mainBranches, ...(branch === undefined ? [] : [branch])])
  const commits: BranchCommit[] = []
  let from: string | null = tip
  for (let foxtrots = 0; from !== null && commits.length < mostCommits; foxtrots++)
    from = await readChain(from, since, wanted, options, foxtrots < mostFoxtrots ? names : new Set(), commits)
  return commits
}

/**
 * The branch's own commits after one of them, the newest first; null where that is none of them (any more). Beyond the
 * limits of readFirstParents they are as many as there are.
 */
export async function readFirstParentsAfter(
  earlier: string,
  tip: string,
  wanted: ReadonlySet<string>,
  options: GitOptions,
  branch?: string,
): Promise<BranchCommit[] | null> {
  if (earlier === tip) return []
  const names = new Set([...mainBranches, ...(branch === undefined ? [] : [branch])])
  const commits: BranchCommit[] = []
  const everything = new Date(0)
  let from: string | null = tip
  for (let foxtrots = 0; from !== null && foxtrots < mostFoxtrots; foxtrots++)
    from = await readChain(from, everything, wanted, options, names, commits, earlier)
  return commits.length < mostCommits && commits.at(-1)?.parent === earlier ? commits : null
}

/**
 * Adds the commits from `tip` along first parents, but those that `behind` contains.
 * @returns where the branch goes on behind a foxtrot merge; null at its end.
 */
async function readChain(
  tip: string,
  since: Date,
  wanted: ReadonlySet<string>,
  options: GitOptions,
  names: ReadonlySet<string>,
  commits: BranchCommit[],
  behind?: string,
): Promise<string | null> {
  const args = [
    'log',
    '--first-parent',
    '--diff-merges=first-parent',
    '--root',
    ...rawDiff,
    '--format=>%H %ct %P%n<%s',
    `--since=${Math.max(Math.floor(since.getTime() / 1_000), earliestSeconds)}`,
    `--max-count=${mostCommits - commits.length}`,
    '--end-of-options',
    tip,
    ...(behind === undefined ? [] : [`^${behind}`]),
  ] as const
  let second: string | undefined
  for await (const lines of readGitLines(args, options))
    for (const line of lines) {
      const commit = header.exec(line)
      if (commit !== null) {
        const [, sha, seconds, parent = null] = commit
        second = commit[4]
        commits.push({
          sha: detach(sha!),
          parent: parent && detach(parent),
          committedAt: Number(seconds),
          changed: 0,
          files: new Map(),
        })
        continue
      }
      const merged = second === undefined ? undefined : mergeOfBranch.exec(line.slice(0, 500))?.[1]
      if (merged !== undefined && names.has(merged)) {
        const merge = commits.at(-1)!
        merge.parent = second!
        await readFiles(merge, wanted, options)
        return second!
      }
      noteFile(line, commits.at(-1), wanted)
    }
  return null
}

/** What a merge changes against its second parent. */
async function readFiles(
  merge: BranchCommit,
  wanted: ReadonlySet<string>,
  options: GitOptions,
): Promise<void> {
  const args = ['diff-tree', '-r', ...rawDiff, '--end-of-options', merge.parent!, merge.sha] as const
  for await (const lines of readGitLines(args, options))
    for (const line of lines) noteFile(line, merge, wanted)
}

const idOrNull = (id: string) => (/^0+$/.test(id) ? null : detach(id))

function noteFile(line: string, commit: BranchCommit | undefined, wanted: ReadonlySet<string>): void {
  const match = entry.exec(line)
  if (match === null || commit === undefined || commit.changed >= mostFiles) return
  commit.changed++
  const [, before, after, printed] = match
  const path = unquote(printed!)
  if (wanted.has(path)) commit.files.set(detach(path), { before: idOrNull(before!), after: idOrNull(after!) })
}
