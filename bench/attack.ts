import { spawn } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { request } from 'node:http'
import { AppError } from '../src/errors.ts'
import { writeLongPath, writeManyFiles, writeOneFile, writeTreeBomb } from '../src/testing/git-bombs.ts'
import { buildGitRepository, type GitRepository } from '../src/testing/git-repository.ts'
import { readProcessMemory, sumOf } from './process-memory.ts'
import { isBuilt, withServedScan } from './with-served-scan.ts'

const mebibyte = 1024 * 1024

/** Heads that no person would push, each by what it consists of. */
const attacks: Record<string, (git: GitRepository, root: string) => string | Promise<string>> = {
  '1 GiB of zeros': writeZeros,
  '16 MiB of line ends': ({ gitDir }, root) =>
    writeOneFile(gitDir, root, 'lines.ts', Buffer.alloc(16 * mebibyte, '\n')),
  'one line of 64 MiB': ({ gitDir }, root) =>
    writeOneFile(gitDir, root, 'line.ts', Buffer.alloc(64 * mebibyte, 'x')),
  'a million lines': ({ gitDir }, root) =>
    writeOneFile(
      gitDir,
      root,
      'many.ts',
      Buffer.from(Array.from({ length: 1_000_000 }, (_, at) => `word${at}\n`).join('')),
    ),
  '100,000 files': ({ gitDir }, root) => writeManyFiles(gitDir, root, 100_000),
  'ten thousand million files of a few trees': ({ gitDir }, root) => writeTreeBomb(gitDir, root),
  'a path of 64 KiB': ({ gitDir }, root) => writeLongPath(gitDir, root, 'a'.repeat(65_536)),
  'a path of 16,384 dots': ({ gitDir }, root) => writeLongPath(gitDir, root, '.test'.repeat(13_107)),
}

/**
 * A mirror among whose pull requests are heads made to exhaust their reader. It ends with a failure unless all
 * others lie in their set; what all processes take together is said (PSS), as is which heads could not be read.
 * @param options `only`: the attack of this number alone, from 1 on.
 */
export async function benchAttack(
  write: (line: string) => void,
  options: ReadonlyMap<string, number>,
): Promise<void> {
  if (process.platform !== 'linux')
    throw new AppError('UNAVAILABLE', 'the memory of processes is read from /proc: Linux alone')
  const git = await buildGitRepository()
  try {
    const root = git.commit({ files: { 'src/a.ts': 'first\nsecond\nthird\n' } })
    git.ref('refs/heads/main', root)
    const plain = 20
    for (let number = 1; number <= plain; number++)
      git.ref(
        `refs/pull/${number}/head`,
        git.commit({
          parents: [root],
          author: `Author${number} <author${number}@people.example>`,
          message: `Say the second better, ${number}\n`,
          files: { 'src/a.ts': `first\nthe second is said better than before\nand in two lines\nthird\n` },
        }),
      )
    await git.write()
    const only = options.get('only')
    const names = Object.keys(attacks).filter((_, at) => only === undefined || at + 1 === only)
    for (const [at, name] of names.entries())
      await git.git(
        'update-ref',
        `refs/pull/${plain + 1 + at}/head`,
        await attacks[name]!(git, git.sha(root)),
      )
    write(
      `${isBuilt ? 'the built programs' : 'the sources'}; ${plain} plain heads and ${names.length} hostile: ${names.join('; ')}`,
    )
    let peak = new Map<string, number>()
    const note = (pid: number) => {
      const now = readProcessMemory(pid)
      if (sumOf(now) > sumOf(peak)) peak = now
    }
    await withServedScan(git.gitDir, note, async ({ port, seconds }) => {
      const { items } = await ask(port, '/api/repos/acme/shop/scans?limit=1')
      const { analyzed, failed, degraded, incomplete } = items[0]
      const { items: sets } = await ask(port, '/api/repos/acme/shop/duplicate-sets')
      write(
        `${seconds.toFixed(1)} s: ${analyzed} analysed, ${degraded} of them in part, ${failed} not; highest ${Math.round(sumOf(peak))} MiB: ${[...peak].map(([name, mb]) => `${name} ${Math.round(mb)}`).join(', ')}`,
      )
      for (const { number, reason } of incomplete.items) write(`  ${names[number - plain - 1]}: ${reason}`)
      if (sets[0]?.members.length !== plain)
        throw new AppError('INTERNAL', `of ${plain} alike ${sets[0]?.members.length ?? 0} lie in one set`)
    })
  } finally {
    await git.remove()
  }
}

/** As git stores what is too large to be held: in a stream. */
async function writeZeros({ gitDir }: GitRepository, root: string): Promise<string> {
  const run = (args: string[], input: 'zeros' | string) =>
    new Promise<string>((resolve, reject) => {
      const child = spawn('git', [`--git-dir=${gitDir}`, ...args], {
        stdio: ['pipe', 'pipe', 'inherit'],
        env: {
          ...process.env,
          GIT_AUTHOR_NAME: 'Ann',
          GIT_AUTHOR_EMAIL: 'ann@example.org',
          GIT_COMMITTER_NAME: 'Ann',
          GIT_COMMITTER_EMAIL: 'ann@example.org',
        },
      })
      let printed = ''
      child.stdout.on('data', (chunk: Buffer) => {
        printed += chunk.toString()
      })
      child.once('error', reject)
      child.stdin.on('error', () => {})
      child.once('close', (code) =>
        code === 0 ? resolve(printed.trim()) : reject(new Error(`git ${args[0]} ended with ${code}`)),
      )
      if (input === 'zeros') createReadStream('/dev/zero', { end: 1_024 * mebibyte - 1 }).pipe(child.stdin)
      else child.stdin.end(input)
    })
  const blob = await run(['hash-object', '-w', '--stdin'], 'zeros')
  const tree = await run(['mktree'], `100644 blob ${blob}\tzeros.ts\n`)
  return run(['commit-tree', tree, '-p', root, '-m', 'Add nothing'], '')
}

// biome-ignore lint/suspicious/noExplicitAny: answers of our own API, described there
function ask(port: number, path: string): Promise<any> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk
      })
      response.once('end', () =>
        response.statusCode === 200
          ? resolve(JSON.parse(text))
          : reject(new Error(`${path}: ${response.statusCode}`)),
      )
    })
      .once('error', reject)
      .end()
  })
}
