import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { AppError } from '../errors.ts'
import { briefText } from '../words/strangers-text.ts'

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

const deadlineMs = 60_000
/** As much as a service takes. */
const largestPatch = 2 * 1024 * 1024
const longestBody = 60_000
const mostUntracked = 200
const mostCommits = 250
/** Commits of the branch since the change began that are looked through for it. */
const mostLandings = 500

interface Answer {
  code: number
  stdout: string
  stderr: string
}

type Git = (...args: string[]) => Promise<Answer>

/** Runs git in a folder with the user's own settings, as the user would. Nothing is written. */
function openGit(folder: string): Git {
  return (...args) =>
    new Promise((resolve, reject) => {
      execFile(
        'git',
        ['-C', folder, '--no-optional-locks', ...args],
        { timeout: deadlineMs, maxBuffer: 4 * largestPatch, env: { ...process.env, LC_ALL: 'C' } },
        (error, stdout, stderr) => {
          const { code } = (error ?? { code: 0 }) as { code?: number | string }
          if (code === 'ENOENT') reject(new AppError('UNAVAILABLE', 'git was not found on PATH: install it'))
          else if (code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') reject(tooLarge())
          else if (typeof code !== 'number')
            reject(new AppError('UNAVAILABLE', `git ${args[0]} did not end within ${deadlineMs / 1_000} s`))
          else resolve({ code, stdout, stderr })
        },
      )
    })
}

const tooLarge = () =>
  new AppError(
    'USAGE',
    'the change is larger than 2 MB: give a part of it with --diff, or its files with --paths',
  )

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

interface Target {
  name: string
  ref: string
}

async function findTarget(git: Git, base: string | null): Promise<Target> {
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

async function explainNoBase(git: Git, target: string): Promise<AppError> {
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

/**
 * The first commit of the branch, since the change began, in which every changed file is what the change makes of it;
 * null when there is none. What is not committed yet is left out.
 */
async function findLanded(git: Git, from: string, target: string): Promise<LocalChange['landed']> {
  const raw = await git('diff', '--raw', '--no-renames', '--abbrev=64', '-z', from, 'HEAD')
  const wanted = new Map<string, string>()
  const parts = raw.stdout.split('\0')
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const [, mode = '', , id = ''] = parts[at]!.split(' ')
    wanted.set(parts[at + 1]!, `${mode} ${id}`)
  }
  if (wanted.size === 0 || wanted.size > mostUntracked) return null
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

function failed(command: string, { stderr }: Answer): AppError {
  return new AppError('UNAVAILABLE', `git ${command} failed: ${briefText(stderr.split('\n')[0] ?? '', 200)}`)
}

/**
 * Reads a diff from a file, or from standard input.
 * @throws AppError USAGE: it cannot be read, or is too large, or is no diff.
 */
export async function readDiff(file: string, stdin: AsyncIterable<Buffer>): Promise<string> {
  const bytes = file === '-' ? await readAll(stdin) : await readFrom(file)
  if (bytes.length > largestPatch) throw tooLarge()
  const text = bytes.toString('utf8')
  const name = file === '-' ? 'standard input' : briefText(file, 200)
  if (text.trim() === '') throw new AppError('USAGE', `--diff: ${name} is empty`)
  if (!/^diff --git /m.test(text))
    throw new AppError('USAGE', `--diff: ${name} is no diff as git prints it ("diff --git a/… b/…")`)
  return text.replaceAll('\0', '')
}

async function readFrom(file: string): Promise<Buffer> {
  try {
    return await readFile(file)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const reason = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : code
    throw new AppError('USAGE', `--diff ${briefText(file, 200)}: ${reason}`)
  }
}

async function readAll(stdin: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stdin) {
    size += chunk.length
    if (size > largestPatch) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
