import { unquote } from '../triage/index.ts'
import { type GitOptions, readGitLines } from './git.ts'

/** A commit of a branch itself, with what it changes against the commit before it on the branch: a merge counts as a whole. */
export interface BranchCommit {
  sha: string
  parent: string | null
  /** Seconds since 1970. */
  committedAt: number
  /** By path: git's ids of the content before and after; null where there is none. */
  files: Map<string, { before: string | null; after: string | null }>
}

/** More commits than any branch gets in the time that is looked at; reading them takes seconds. */
const mostCommits = 20_000
/** A commit of more files is an import or a sweep: its files are not kept. */
const mostFiles = 2_000
/** git takes a number of fewer digits for something else than seconds. */
const earliestSeconds = 100_000_000
const header = /^>([0-9a-f]{40,64}) (\d{1,12}) ?([0-9a-f]{40,64})?/
const entry = /^:\d{6} \d{6} ([0-9a-f]{40,64}) ([0-9a-f]{40,64}) [A-Z]\d*\t(.*)$/s

/** The branch's own commits since then, the newest first, from commits and trees alone. */
export async function readFirstParents(
  tip: string,
  since: Date,
  options: GitOptions,
): Promise<BranchCommit[]> {
  const args = [
    'log',
    '--first-parent',
    '--diff-merges=first-parent',
    '--root',
    '--raw',
    '--no-renames',
    '--no-abbrev',
    '--format=>%H %ct %P',
    `--since=${Math.max(Math.floor(since.getTime() / 1_000), earliestSeconds)}`,
    `--max-count=${mostCommits}`,
    '--end-of-options',
    tip,
  ] as const
  const commits: BranchCommit[] = []
  const idOrNull = (id: string) => (/^0+$/.test(id) ? null : id)
  for await (const lines of readGitLines(args, options))
    for (const line of lines) {
      const commit = header.exec(line)
      if (commit !== null) {
        const [, sha, seconds, parent = null] = commit
        commits.push({ sha: sha!, parent, committedAt: Number(seconds), files: new Map() })
        continue
      }
      const match = entry.exec(line)
      const files = commits.at(-1)?.files
      if (match === null || files === undefined || files.size >= mostFiles) continue
      const [, before, after, path] = match
      files.set(unquote(path!), { before: idOrNull(before!), after: idOrNull(after!) })
    }
  return commits
}
