import { AppError } from '../errors.ts'
import { findLanded } from './landed-locally.ts'
import { explainNoBase, findTarget } from './target-branch.ts'
import { failed, type Git, largestPatch, openGit, tooLarge } from './users-git.ts'

/** What a clone has beyond the branch that its change is meant for. */
export interface LocalChange {
  patch: string
  /** The first own commit's subject, and the rest of all messages; both empty where nothing is committed. */
  title: string
  body: string
  /** The name of the branch that it is meant for. */
  base: string
  /** The commit of that branch which has the change already; null when there is none. */
  landed: { sha: string; subject: string; committedAt: string } | null
}

const longestBody = 60_000
const mostUntracked = 200
const mostCommits = 250

/** Options that make a diff the same under any settings of the user. */
const plainDiff = [
  '--no-ext-diff',
  '--no-textconv',
  '--no-color',
  '--full-index',
  '--find-renames',
  '--unified=3',
  '--src-prefix=a/',
  '--dst-prefix=b/',
  '--ignore-submodules=dirty',
]

/**
 * Reads what a clone's branch and working tree have beyond the branch that they are meant for: committed, staged or
 * not, and new files.
 * @param base the name of that branch; null: the remote's default branch.
 * @throws AppError USAGE that says what is missing: no clone, no such branch, a shallow clone, no change.
 */
export async function readLocalChange(folder: string, base: string | null): Promise<LocalChange> {
  const git = openGit(folder)
  const inside = await git('rev-parse', '--show-toplevel')
  if (inside.code !== 0)
    throw new AppError(
      'USAGE',
      /dubious ownership/.test(inside.stderr)
        ? `git does not trust ${folder}: it belongs to another user (git config --global --add safe.directory …)`
        : `${folder} is no clone: give a diff with --diff, or files with --paths (try --help)`,
    )
  const top = openGit(inside.stdout.trimEnd())
  const target = await findTarget(top, base)
  const from = (await top('merge-base', target.ref, 'HEAD')).stdout.trim()
  if (from === '') throw await explainNoBase(top, target.name)
  const [tracked, untracked, log] = await Promise.all([
    top('diff', ...plainDiff, from, '--'),
    readUntracked(top),
    top(
      'log',
      '--reverse',
      '--no-merges',
      `--max-count=${mostCommits}`,
      '--format=%s%n%b%x00',
      `${from}..HEAD`,
    ),
  ])
  if (tracked.code !== 0) throw failed('diff', tracked)
  const patch = tracked.stdout + untracked
  if (patch.trim() === '')
    throw new AppError('USAGE', `there is no change to check: nothing differs from ${target.name}`)
  if (Buffer.byteLength(patch) > largestPatch) throw tooLarge()
  const messages = log.stdout
    .split('\0')
    .map((message) => message.trim())
    .filter((message) => message !== '')
  const [subject = '', ...rest] = (messages[0] ?? '').split('\n')
  return {
    patch,
    title: subject.slice(0, 300).toWellFormed(),
    body: [rest.join('\n').trim(), ...messages.slice(1)]
      .join('\n\n')
      .trim()
      .slice(0, longestBody)
      .toWellFormed(),
    base: target.name,
    landed: await findLanded(top, from, target.ref),
  }
}

/** New files that git does not know yet, as a diff would show them. */
async function readUntracked(git: Git): Promise<string> {
  const { stdout } = await git('ls-files', '--others', '--exclude-standard', '-z')
  const paths = stdout.split('\0').filter((path) => path !== '')
  let patch = ''
  for (const path of paths.slice(0, mostUntracked)) {
    // 1 says that there is a difference.
    const { code, stdout: added } = await git('diff', '--no-index', ...plainDiff, '--', '/dev/null', path)
    if (code === 1) patch += added
    if (patch.length > largestPatch) throw tooLarge()
  }
  return patch
}
