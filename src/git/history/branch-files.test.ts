import { afterAll, expect, test } from 'vitest'
import { findContent } from '../../domain/branch-files.ts'
import { buildGitRepository } from '../../testing/git-repository.ts'
import { readBranchFiles } from './branch-files.ts'

const repository = await buildGitRepository()
afterAll(() => repository.remove())
const options = { gitDir: repository.gitDir, signal: new AbortController().signal }

test('every path of a tree is found with the beginning of its content’s id, and no other is', async () => {
  const odd = ['sp ace.ts', 'tab\there', 'ünï/cöde.ts', 'deep/er/and/deeper.ts', '"quoted".ts', '-x']
  const paths = [...odd, ...Array.from({ length: 300 }, (_, at) => `src/${at % 7}/file-${at}.ts`)]
  const tip = repository.commit({
    message: 'Add many files\n\nAnd say why.\n',
    files: {
      ...Object.fromEntries(paths.map((path) => [Buffer.from(path).toString('latin1'), `${path}\n`])),
      vendor: { submodule: 'a'.repeat(40) },
    },
  })
  repository.ref('refs/heads/main', tip)
  await repository.write()
  const sha = repository.sha(tip)
  const files = (await readBranchFiles(sha, Date.UTC(2024, 5, 1) / 1_000, options))!
  expect(files).toMatchObject({
    tip: sha,
    subject: 'Add many files',
    committedAt: '2024-01-01T00:01:00.000Z',
  })
  expect(files.entries).toHaveLength((paths.length + 1) * 16)
  // Each is "mode kind id<TAB>path".
  const listed = (await repository.git('ls-tree', '-r', '-z', sha)).split('\0').flatMap((line) => {
    const tab = line.indexOf('\t')
    return tab === -1 ? [] : [[line.slice(tab + 1), line.slice(0, tab).split(' ')[2]!] as const]
  })
  const ids = new Map(listed)
  expect([...ids.keys()].sort()).toEqual([...paths, 'vendor'].sort())
  for (const path of paths) {
    expect(findContent(files, path), path).toBe(ids.get(path)!.slice(0, 16))
    expect(findContent(files, `${path}x`)).toBeNull()
  }
  expect(findContent(files, 'vendor')).toBe('a'.repeat(16))
  expect(findContent(files, 'src')).toBeNull()
  expect(findContent({ entries: new Uint8Array() }, 'src')).toBeNull()
})
