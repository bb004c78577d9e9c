import { expect, onTestFinished, test, vi } from 'vitest'
import { buildGitRepository } from '../../testing/git-repository.ts'
import { readChangedBlobs } from './missing-blobs.ts'

// As on macOS, or where no temporary file can be written.
vi.mock('./lock-attributes.ts', () => ({ openLockAttributes: () => undefined }))

test('where git cannot be told to spare lock files, it needs their contents beside other files too', async () => {
  const git = await buildGitRepository()
  onTestFinished(() => git.remove())
  const root = git.commit({ files: { 'yarn.lock': 'oar@1\n', 'a.ts': '1\n' } })
  const head = git.commit({ parents: [root], files: { 'yarn.lock': 'oar@2\n', 'a.ts': '2\n' } })
  git.ref('refs/heads/main', root)
  await git.write()
  const id = (await git.git('rev-parse', `${git.sha(head)}:yarn.lock`)).trim()
  const options = { gitDir: git.gitDir, signal: new AbortController().signal }
  const [needed] = await readChangedBlobs([{ head: git.sha(head), base: git.sha(root) }], options)
  expect(needed).toContain(id)
})
