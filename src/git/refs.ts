import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../errors.ts'
import { GitFailure, type GitOptions, readGitLines, runGit } from './git.ts'
import { refuseOddFiles } from './mirror/odd-files.ts'
import { isSafeRef, readPullRef } from './names.ts'

export interface MirrorRefs {
  defaultBranch: string
  /** Branch name to commit. */
  branches: Map<string, string>
  /** What branches and then tags lead to, whatever they are called, in the order of their names. */
  named: { id: string; isTag: boolean }[]
  /** Pull request number to head. */
  heads: Map<number, string>
  /** Pull request number to GitHub's test merge of it into its target branch. */
  merges: Map<number, string>
  /**
   * Names all of this, the tags, and where a shallow repository ends: two of which it is the same hold the same
   * history, as far as their objects are there.
   */
  digest: string
}

/** Checks that `dir` is a bare git repository. @throws AppError USAGE with one line that says what it is instead. */
export async function checkBareRepository(dir: string, signal: AbortSignal): Promise<void> {
  const kind = await stat(dir).catch(() => null)
  if (kind === null) throw new AppError('USAGE', `${dir}: no such folder; --mirror takes a bare git mirror`)
  if (!kind.isDirectory())
    throw new AppError('USAGE', `${dir} is a file; --mirror takes a bare git mirror's folder`)
  const has = (name: string) =>
    stat(join(dir, name)).then(
      () => true,
      () => false,
    )
  if (!(await has('HEAD')) || !(await has('objects')) || !(await has('refs'))) {
    throw (await has('.git'))
      ? new AppError(
          'USAGE',
          `${dir} is a clone with files; --mirror takes a bare one: git clone --mirror URL DIR`,
        )
      : new AppError(
          'USAGE',
          `${dir} is not a git repository; make a mirror with: git clone --mirror URL DIR`,
        )
  }
  await refuseOddFiles(dir, signal)
  await runGit(['rev-parse', '--git-dir'], { gitDir: dir, signal }).catch((error) => {
    signal.throwIfAborted()
    throw new AppError('USAGE', `${dir} is not a git repository that git can read`, { cause: error })
  })
}

/** The branches and pull request heads of a repository, unchecked: what they point at may be missing or no commit. */
export async function readMirrorRefs(options: GitOptions): Promise<MirrorRefs> {
  const branches = new Map<string, string>()
  const named: MirrorRefs['named'] = []
  const heads = new Map<number, string>()
  const merges = new Map<number, string>()
  const defaultBranch = await readDefaultBranch(options)
  const shallow = await readFile(join(options.gitDir, 'shallow'), 'latin1').catch(() => '')
  const hash = createHash('sha256').update(JSON.stringify([defaultBranch, shallow]))
  const folders = ['refs/heads', 'refs/pull', 'refs/tags'] as const
  for await (const lines of readGitLines(
    ['for-each-ref', '--format=%(objectname) %(refname)', ...folders],
    options,
  ))
    for (const line of lines) {
      hash.update(`${line}\n`)
      const space = line.indexOf(' ')
      const id = line.slice(0, space)
      const ref = line.slice(space + 1)
      const pull = readPullRef(ref)
      const isTag = ref.startsWith('refs/tags/')
      if (isTag || ref.startsWith('refs/heads/')) named.push({ id, isTag })
      if (pull !== null) (pull.kind === 'head' ? heads : merges).set(pull.number, id)
      else if (ref.startsWith('refs/heads/') && isSafeRef(ref)) branches.set(ref.slice(11), id)
    }
  return { defaultBranch, branches, named, heads, merges, digest: hash.digest('base64') }
}

/** The branch that HEAD names, whether or not it exists. A detached HEAD names none: "HEAD". */
async function readDefaultBranch({ gitDir }: GitOptions): Promise<string> {
  const head = await readFile(join(gitDir, 'HEAD'), 'utf8').catch(() => '')
  const match = /^ref: refs\/heads\/(\S{1,1000})\s*$/.exec(head)
  return match?.[1] !== undefined && isSafeRef(match[1]) ? match[1] : 'HEAD'
}

/** The repository's page on GitHub, if one of the mirror's remotes says so. */
export async function readRemoteUrl(options: GitOptions): Promise<string | null> {
  const printed = await runGit(
    ['config', '--local', '--null', '--get-regexp', '^remote\\..*\\.url$'],
    options,
  ).catch((error) => {
    // It ends with 1 when there is no such setting, and fails otherwise where there is no config file at all.
    if (error instanceof GitFailure) return Buffer.alloc(0)
    throw error
  })
  for (const entry of printed.toString('utf8').split('\0')) {
    const match =
      /\n(?:https?:\/\/(?:[^/@]*@)?|git@|ssh:\/\/git@)github\.com[/:]([A-Za-z0-9-]{1,39})\/([A-Za-z0-9._-]{1,100}?)(?:\.git)?\/?$/.exec(
        entry,
      )
    if (match !== null) return `https://github.com/${match[1]}/${match[2]}`
  }
  return null
}
