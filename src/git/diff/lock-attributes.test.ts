import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { buildGitRepository } from '../../testing/git-repository.ts'

const run = promisify(execFile)
const module = (path: string) => JSON.stringify(new URL(path, import.meta.url).href)

test('where no temporary file can be written, git needs the contents of lock files beside other files too', async () => {
  const git = await buildGitRepository()
  onTestFinished(() => git.remove())
  const root = git.commit({ files: { 'yarn.lock': 'oar@1\n', 'a.ts': '1\n' } })
  const head = git.commit({ parents: [root], files: { 'yarn.lock': 'oar@2\n', 'a.ts': '2\n' } })
  git.ref('refs/heads/main', root)
  await git.write()
  const idOf = async (file: string) => (await git.git('rev-parse', `${git.sha(head)}:${file}`)).trim()

  // A process of its own: whether the file can be written is found once for each.
  const program = join(git.gitDir, 'ask.mjs')
  await writeFile(
    program,
    `import { readChangedBlobs } from ${module('./missing-blobs.ts')}
    const [gitDir, head, base] = process.argv.slice(2)
    const options = { gitDir, signal: new AbortController().signal }
    console.log(JSON.stringify(await readChangedBlobs([{ head, base }], options)))`,
  )
  const askIn = async (folder: string) => {
    const { stdout } = await run(
      process.execPath,
      [
        ...['--import', new URL('../../../bin/typescript.mjs', import.meta.url).href],
        ...[program, git.gitDir, git.sha(head), git.sha(root)],
      ],
      { env: { ...process.env, TMPDIR: folder } },
    )
    return (JSON.parse(stdout) as string[][])[0]
  }
  const lock = await idOf('yarn.lock')
  const other = await idOf('a.ts')
  const missing = await askIn(join(git.gitDir, 'no-such-folder'))
  expect(missing).toContain(lock)
  expect(missing).toContain(other)
  if (process.platform === 'darwin') return
  const spared = await askIn(git.gitDir)
  expect(spared).not.toContain(lock)
  expect(spared).toContain(other)
})
