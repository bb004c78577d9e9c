import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gitEnvironment, readGit, runGit } from './run-git.ts'

export interface NewCommit {
  branch: string
  /** A branch or SHA; the branch itself when it exists, unless given. null begins a history of its own. */
  from?: string | null
  /** Further parents: makes a merge. */
  merge?: string[]
  message?: string
  /** By path: the new content, or null to remove the file. */
  files: Record<string, string | Buffer | { mode: '100755' | '120000' | '160000'; content: string } | null>
}

/** A small git history in a temporary bare repository. */
export interface History {
  gitDir: string
  /**
   * Adds a commit and returns its SHA. Author, committer and dates follow from the order, so a history is always the
   * same.
   */
  commit(commit: NewCommit): Promise<string>
  /** Many at once, which is much faster; each stands on the one before it in its branch. */
  commits(list: readonly NewCommit[]): Promise<void>
  remove(): Promise<void>
}

/** Builds histories through `git fast-import`, which takes any path and any bytes. */
export async function createHistory(): Promise<History> {
  const gitDir = await mkdtemp(join(tmpdir(), 'github-model-repository-'))
  await runGit(gitDir, ['init', '--quiet', '--bare', '--initial-branch=main'])
  let seconds = 1_700_000_000
  async function commits(list: readonly NewCommit[]): Promise<void> {
    const parts: (string | Buffer)[] = []
    const begun = new Set<string>()
    for (const { branch, from, merge = [], message = 'Change', files } of list) {
      // Within one import, fast-import itself knows what a branch points at.
      const parent = from
        ? await readSha(gitDir, from)
        : begun.has(branch)
          ? null
          : await readTip(gitDir, branch)
      begun.add(branch)
      seconds += 60
      parts.push(
        `commit refs/heads/${branch}\n`,
        `committer Ada <ada@example.com> ${seconds} +0000\n`,
        ...data(message),
        ...(parent === null || from === null ? [] : [`from ${parent}\n`]),
      )
      for (const other of merge) parts.push(`merge ${await readSha(gitDir, other)}\n`)
      for (const [path, file] of Object.entries(files)) parts.push(...renderChange(path, file))
    }
    await fastImport(gitDir, Buffer.concat(parts.map((part) => Buffer.from(part))))
  }

  return {
    gitDir,
    commits,
    async commit(commit) {
      await commits([commit])
      return readSha(gitDir, commit.branch)
    },
    remove: () => rm(gitDir, { recursive: true, force: true }),
  }
}

function renderChange(path: string, file: NewCommit['files'][string]): (string | Buffer)[] {
  if (file === null || file === undefined) return [`D ${quote(path)}\n`]
  if (typeof file === 'string' || Buffer.isBuffer(file))
    return [`M 100644 inline ${quote(path)}\n`, ...data(file)]
  if (file.mode === '160000') return [`M 160000 ${file.content} ${quote(path)}\n`]
  return [`M ${file.mode} inline ${quote(path)}\n`, ...data(file.content)]
}

const data = (content: string | Buffer): (string | Buffer)[] => [
  `data ${Buffer.byteLength(content)}\n`,
  content,
  '\n',
]

function quote(path: string): string {
  const escaped = [...Buffer.from(path, 'utf8')].map((byte) =>
    byte > 32 && byte < 127 && byte !== 34 && byte !== 92
      ? String.fromCharCode(byte)
      : `\\${byte.toString(8).padStart(3, '0')}`,
  )
  return `"${escaped.join('')}"`
}

const readSha = (gitDir: string, revision: string) =>
  readGit(gitDir, ['rev-parse', '--verify', `${revision}^{commit}`])
const readTip = (gitDir: string, branch: string) =>
  readGit(gitDir, ['for-each-ref', '--format=%(objectname)', `refs/heads/${branch}`]).then(
    (sha) => sha || null,
  )

function fastImport(gitDir: string, input: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    // --force: a branch may be set to a history of its own, as a forced push does.
    const child = spawn('git', ['fast-import', '--quiet', '--force'], {
      cwd: gitDir,
      env: gitEnvironment,
      stdio: ['pipe', 'ignore', 'pipe'],
    })
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk
    })
    child.stdin.on('error', () => {})
    child.once('error', reject)
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`git fast-import: ${said}`))))
    child.stdin.end(input)
  })
}
