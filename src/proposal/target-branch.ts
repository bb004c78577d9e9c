import { AppError } from '../errors.ts'
import { briefText } from '../words/strangers-text.ts'
import { type Git, openGit } from './users-git.ts'

/** The branch that a change is meant for. */
export interface Target {
  name: string
  ref: string
}

/**
 * Finds the branch that a clone's change is meant for.
 * @param base its name; null: the default branch of `upstream`, else of `origin`.
 * @throws AppError USAGE that says how to name one.
 */
export async function findTarget(git: Git, base: string | null): Promise<Target> {
  const remotes = (await git('remote')).stdout.split('\n').filter((name) => name !== '')
  const remote = ['upstream', 'origin'].find((name) => remotes.includes(name))
  if (base !== null) {
    if (base.startsWith('-') || (await git('check-ref-format', '--branch', base)).code !== 0)
      throw new AppError(
        'USAGE',
        `--base ${JSON.stringify(briefText(base, 100))}: expected the name of a branch`,
      )
    for (const ref of [
      ...(remote === undefined ? [] : [`refs/remotes/${remote}/${base}`]),
      `refs/heads/${base}`,
    ])
      if (await exists(git, ref)) return { name: base, ref }
    throw new AppError(
      'USAGE',
      `--base ${briefText(base, 100)}: this clone has no such branch (git fetch ${remote ?? 'origin'})`,
    )
  }
  if (remote !== undefined) {
    const head = await git('symbolic-ref', '--quiet', `refs/remotes/${remote}/HEAD`)
    const ref = head.stdout.trim()
    if (head.code === 0 && (await exists(git, ref)))
      return { name: ref.slice(`refs/remotes/${remote}/`.length), ref }
    for (const name of ['main', 'master', 'develop', 'trunk'])
      if (await exists(git, `refs/remotes/${remote}/${name}`))
        return { name, ref: `refs/remotes/${remote}/${name}` }
  }
  throw new AppError(
    'USAGE',
    remote === undefined
      ? 'this clone has no remote upstream or origin to compare with: name a branch with --base'
      : `the default branch of ${remote} is not known here: git remote set-head ${remote} --auto, or --base BRANCH`,
  )
}

async function exists(git: Git, ref: string): Promise<boolean> {
  return (await git('rev-parse', '--verify', '--quiet', `${ref}^{commit}`)).code === 0
}

/** Why a clone's branch and the one that it is meant for have no commit in common. */
export async function explainNoBase(git: Git, target: string): Promise<AppError> {
  if (!(await exists(git, 'HEAD')))
    return new AppError(
      'USAGE',
      'the branch has no commit yet: give a diff with --diff, or files with --paths',
    )
  const shallow = (await git('rev-parse', '--is-shallow-repository')).stdout.trim() === 'true'
  return new AppError(
    'USAGE',
    shallow
      ? `this clone is shallow, and where the branch left ${target} is not in it: git fetch --unshallow`
      : `the branch has no commit in common with ${target}: name the right one with --base`,
  )
}

/** Paths of a patch that are looked for. One of another repository has none of any. */
const mostLookedFor = 200

/**
 * Refuses a patch whose edited files are unknown where it is meant to go, in the clone that one stands in. Where the
 * clone does not say what it is meant for, nothing is said.
 * @param edited paths that the patch changes or removes, as they are called before it.
 * @throws AppError USAGE.
 */
export async function requireKnownPaths(
  folder: string,
  base: string | null,
  edited: readonly string[],
): Promise<void> {
  if (edited.length === 0) return
  const git = openGit(folder)
  const target = await findTarget(git, base).catch(() => null)
  const places = [
    ...(target === null ? [] : [target]),
    { name: 'the branch that is checked out', ref: 'HEAD' },
  ]
  for (const { ref } of places) {
    const { code, stdout } = await git(
      'ls-tree',
      '--full-tree',
      '-r',
      '-z',
      '--name-only',
      ref,
      '--',
      ...edited.slice(0, mostLookedFor),
    )
    if (code !== 0 || stdout !== '') return
  }
  const files =
    edited.length === 1
      ? 'the file that it changes is'
      : `none of the ${edited.length} files that it changes is`
  throw new AppError(
    'USAGE',
    `--diff: ${files} ${edited.length === 1 ? 'not ' : ''}on ${places[0]!.name} (${briefText(edited[0]!, 100)}): is it of another repository?`,
  )
}
