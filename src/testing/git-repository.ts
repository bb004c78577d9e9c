import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gitEnvironment } from './github/run-git.ts'

export type FileContent =
  | string
  | Buffer
  /** The file is deleted. */
  | null
  | { mode: '100644' | '100755' | '120000'; content: string | Buffer }
  | { submodule: string }

export interface CommitParts {
  parents?: number[]
  /** Changes against the first parent. A path given as bytes in latin1 (one character a byte) may be any bytes. */
  files?: Record<string, FileContent>
  message?: string | Buffer
  author?: string
  /** Seconds since 1970. */
  at?: number
  committedAt?: number
}

export interface GitRepository {
  readonly gitDir: string
  /** Plans a commit and returns its mark; `write` makes it. */
  commit(parts: CommitParts): number
  /** Plans a ref; a mark or an object id. */
  ref(name: string, target: number | string): void
  /** Makes what is planned in one git process. */
  write(): Promise<void>
  sha(mark: number): string
  git(...args: string[]): Promise<string>
  remove(): Promise<void>
}

/** What is built here need not outlive a failing machine, and is read once. */
const inHaste = ['-c', 'core.fsync=none', '-c', 'pack.compression=1'] as const
/** The first commit's time; each next one is a minute later unless it says its own. */
const epoch = Date.UTC(2024, 0, 1) / 1_000

/** A bare repository with exactly the commits and refs that a test asks for, by git fast-import. HEAD names `main`. */
export async function buildGitRepository(): Promise<GitRepository> {
  const gitDir = await mkdtemp(join(tmpdir(), 'clawtriage-git-'))
  await runGit(gitDir, ['init', '--bare', '--quiet', '--initial-branch=main', '.'])
  let planned: Buffer[] = []
  const refs: [name: string, target: number | string][] = []
  const shas = new Map<number, string>()
  let marks = 0
  const marksFile = join(gitDir, 'marks')

  const say = (text: string) => planned.push(Buffer.from(text, 'latin1'))
  const data = (content: string | Buffer) => {
    const bytes = Buffer.from(content)
    say(`data ${bytes.length}\n`)
    planned.push(bytes)
    say('\n')
  }

  return {
    gitDir,
    commit({
      parents = [],
      files = {},
      message = 'Change\n',
      author = 'Ann <ann@example.org>',
      at,
      committedAt,
    }) {
      const mark = ++marks
      const time = at ?? epoch + mark * 60
      say(`commit refs/build/${mark}\nmark :${mark}\nauthor ${author} ${time} +0000\n`)
      say(`committer ${author} ${committedAt ?? epoch + mark * 60} +0000\n`)
      data(message)
      for (const [index, parent] of parents.entries()) say(`${index === 0 ? 'from' : 'merge'} :${parent}\n`)
      for (const [path, file] of Object.entries(files)) {
        if (file === null) say(`D ${quotePath(path)}\n`)
        else if (typeof file === 'object' && 'submodule' in file)
          say(`M 160000 ${file.submodule} ${quotePath(path)}\n`)
        else {
          const { mode, content } =
            typeof file === 'string' || Buffer.isBuffer(file) ? { mode: '100644', content: file } : file
          say(`M ${mode} inline ${quotePath(path)}\n`)
          data(content)
        }
      }
      say('\n')
      return mark
    },
    ref: (name, target) => refs.push([name, target]),
    async write() {
      const input = Buffer.concat(planned)
      planned = []
      await runGit(
        gitDir,
        [
          '-c',
          'pack.compression=1',
          'fast-import',
          '--quiet',
          `--import-marks-if-exists=${marksFile}`,
          `--export-marks=${marksFile}`,
        ],
        input,
      )
      for (const line of (await readFile(marksFile, 'utf8')).split('\n')) {
        const [mark, sha] = line.split(' ')
        if (mark && sha) shas.set(Number(mark.slice(1)), sha)
      }
      const lines = refs
        .splice(0)
        .map(([name, target]) => `update ${name} ${typeof target === 'number' ? shas.get(target) : target}\n`)
      const built = [...shas.keys()].map((mark) => `refs/build/${mark}`)
      const there = new Set(
        (await runGit(gitDir, ['for-each-ref', '--format=%(refname)', 'refs/build'])).toString().split('\n'),
      )
      const drops = built.filter((name) => there.has(name)).map((name) => `delete ${name}\n`)
      await runGit(gitDir, [...inHaste, 'update-ref', '--stdin'], [...lines, ...drops].join(''))
    },
    sha(mark) {
      const sha = shas.get(mark)
      if (sha === undefined) throw new Error(`commit ${mark} is not written yet`)
      return sha
    },
    git: async (...args) => (await runGit(gitDir, args)).toString('utf8').trim(),
    remove: () => rm(gitDir, { recursive: true, force: true }),
  }
}

function runGit(cwd: string, args: readonly string[], input: string | Buffer = ''): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = execFile('git', args, { cwd, env: gitEnvironment, encoding: 'buffer' }, (error, stdout) =>
      error ? reject(error) : resolve(stdout),
    )
    child.stdin?.on('error', () => {})
    child.stdin?.end(input)
  })
}

/** Everything that an iterable yields (`Array.fromAsync`, which Node 20 lacks). */
export async function collect<T>(from: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of from) all.push(item)
  return all
}

/** In C quotes, one character a byte: any path at all can be said. */
function quotePath(path: string): string {
  const escaped = path.replaceAll(
    /[\x00-\x1f"\\\x7f-\xff]/g,
    (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`,
  )
  return `"${escaped}"`
}
