import type { LocalChange } from './local-change.ts'
import type { Git } from './users-git.ts'

/** Files of a change that is looked for. */
const mostFiles = 200
/** Commits of the branch since the change began that are looked through for it. */
const mostLandings = 500

/**
 * The first commit of the branch, since the change began, in which every changed file is what the change makes of it;
 * null when there is none. What is not committed yet is left out.
 */
export async function findLanded(git: Git, from: string, target: string): Promise<LocalChange['landed']> {
  const raw = await git('diff', '--raw', '--no-renames', '--abbrev=64', '-z', from, 'HEAD')
  const wanted = new Map<string, string>()
  const parts = raw.stdout.split('\0')
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const [, mode = '', , id = ''] = parts[at]!.split(' ')
    wanted.set(parts[at + 1]!, `${mode} ${id}`)
  }
  if (wanted.size === 0 || wanted.size > mostFiles) return null
  const paths = [...wanted.keys()].map((path) => `:(literal)${path}`)
  const { stdout } = await git(
    'log',
    '--reverse',
    '--first-parent',
    '--format=%H%x09%cI%x09%s',
    `${from}..${target}`,
    '--',
    ...paths,
  )
  for (const line of stdout.split('\n').slice(0, mostLandings)) {
    const [sha = '', committedAt = '', ...subject] = line.split('\t')
    if (sha === '') continue
    const tree = await git('ls-tree', '-z', '-r', sha, '--', ...[...wanted.keys()])
    const found = new Map(
      tree.stdout.split('\0').flatMap((entry): [string, string][] => {
        const [facts = '', path] = entry.split('\t')
        const [mode, , id] = facts.split(' ')
        return path === undefined ? [] : [[path, `${mode} ${id}`]]
      }),
    )
    const isThere = ([path, state]: [string, string]) =>
      /^0+ /.test(state) ? !found.has(path) : found.get(path)?.split(' ')[1] === state.split(' ')[1]
    if ([...wanted].every(isThere)) return { sha, subject: subject.join('\t'), committedAt }
  }
  return null
}
