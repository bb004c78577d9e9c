import { type ChangedFile, readChangedFiles } from './changed-files.ts'
import { type ModelCommit, mostCommits, readCommits } from './commits.ts'
import { readGit } from './run-git.ts'
import type { ModelPull, ModelRepository } from './state.ts'

/** What git says of a pull request; the answers for one head are computed once. */
export interface PullContents {
  files: ChangedFile[]
  /** Oldest first, at most GitHub's 250. */
  commits: ModelCommit[]
  commitCount: number
}

const known = new WeakMap<ModelPull, { key: string; contents: Promise<PullContents> }>()

/** Reads base...head of a pull request as it stands now, or as it stood when it was merged. */
export async function readPullContents(repository: ModelRepository, pull: ModelPull): Promise<PullContents> {
  const base = pull.mergeBase ?? (await findMergeBase(repository, pull))
  const key = `${base}..${pull.headSha}`
  const entry = known.get(pull)
  if (entry?.key === key) return entry.contents
  const contents = readContents(repository.gitDir, base, pull.headSha)
  known.set(pull, { key, contents })
  return contents
}

async function readContents(gitDir: string, base: string, head: string): Promise<PullContents> {
  const [files, commits] = await Promise.all([
    readChangedFiles(gitDir, base, head),
    readCommits(gitDir, ['--topo-order', '--reverse', `${base}..${head}`]),
  ])
  return { files, commits: commits.slice(0, mostCommits), commitCount: commits.length }
}

export function findMergeBase(repository: ModelRepository, pull: ModelPull): Promise<string> {
  return readGit(repository.gitDir, ['merge-base', `refs/heads/${pull.baseRef}`, pull.headSha])
}

/** The tip of a branch, or null when there is none. */
export async function readBranch(repository: ModelRepository, name: string): Promise<string | null> {
  const found = await readGit(repository.gitDir, [
    'for-each-ref',
    '--format=%(objectname)',
    `refs/heads/${name}`,
  ])
  return found === '' ? null : found.split('\n')[0]!
}
