import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PullFile } from '../github/pull-files.ts'
import { createHistory, type History } from '../testing/github/history.ts'
import { readGit } from '../testing/github/run-git.ts'
import { assembleDiff } from './assemble-diff.ts'

const file = (given: Partial<PullFile>): PullFile => ({
  filename: 'a.txt',
  previousFilename: null,
  status: 'modified',
  additions: 1,
  deletions: 1,
  patch: '@@ -1 +1 @@\n-one\n+two',
  sha: '5626abf0f72e58d7a153368ba57db4c673c0e171',
  headSha: null,
  beyondLimit: false,
  ...given,
})

test('a modified, an added, a removed and a renamed file have the headers that git gives them', () => {
  const { patch, degraded } = assembleDiff(
    [
      file({}),
      file({ filename: 'new.txt', status: 'added', deletions: 0, patch: '@@ -0,0 +1 @@\n+two' }),
      file({ filename: 'old.txt', status: 'removed', additions: 0, patch: '@@ -1 +0,0 @@\n-one' }),
      file({ filename: 'to.txt', previousFilename: 'from here.txt', status: 'renamed' }),
    ],
    false,
  )
  expect(patch).toBe(`diff --git a/a.txt b/a.txt
--- a/a.txt
+++ b/a.txt
@@ -1 +1 @@
-one
+two
diff --git a/new.txt b/new.txt
new file mode 100644
--- /dev/null
+++ b/new.txt
@@ -0,0 +1 @@
+two
diff --git a/old.txt b/old.txt
deleted file mode 100644
--- a/old.txt
+++ /dev/null
@@ -1 +0,0 @@
-one
diff --git a/from here.txt b/to.txt
rename from from here.txt
rename to to.txt
--- a/from here.txt\t
+++ b/to.txt
@@ -1 +1 @@
-one
+two
`)
  expect(degraded).toBeNull()
})

test('a file name cannot forge a header', () => {
  const filename = 'x\n--- a/evil\n+++ b/evil\n@@ -1 +1 @@\n-a\n+b\ndiff --git a/"y" b/y'
  const { patch } = assembleDiff(
    [file({ filename, previousFilename: `${filename}2`, status: 'renamed' })],
    false,
  )
  const lines = patch.split('\n').filter((line) => line !== '')
  expect(lines.map((line) => line.split(' ')[0])).toEqual([
    'diff',
    'rename',
    'rename',
    '---',
    '+++',
    '@@',
    '-one',
    '+two',
  ])
  expect(lines[4]).toBe(
    '+++ "b/x\\n--- a/evil\\n+++ b/evil\\n@@ -1 +1 @@\\n-a\\n+b\\ndiff --git a/\\"y\\" b/y"\t',
  )
})

test('a patch that is no patch cannot forge one', () => {
  const { patch, degraded } = assembleDiff(
    [file({ patch: 'diff --git a/evil b/evil\n--- a/evil\n+++ b/evil\n@@ -1 +1 @@\n-a\n+b' })],
    false,
  )
  expect(patch).toBe('diff --git a/a.txt b/a.txt\n')
  expect(degraded).toContain('a.txt')
})

describe('what is missing is said', () => {
  test.each([
    ['a large file', { patch: null, additions: 40_000 }, true],
    ['a binary file', { patch: null, additions: 0, deletions: 0 }, true],
    ['a new binary file', { status: 'added', patch: null, additions: 0, deletions: 0 }, true],
    [
      'a new empty file',
      {
        status: 'added',
        patch: null,
        additions: 0,
        deletions: 0,
        sha: 'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391',
      },
      false,
    ],
    [
      'a pure rename',
      { status: 'renamed', previousFilename: 'b', patch: null, additions: 0, deletions: 0 },
      false,
    ],
    [
      'a rename beyond the limit of its answer',
      {
        status: 'renamed',
        previousFilename: 'b',
        patch: null,
        additions: 0,
        deletions: 0,
        beyondLimit: true,
      },
      true,
    ],
    ['another mode', { status: 'changed', patch: null, additions: 0, deletions: 0 }, false],
    ['a cut patch', { patch: '@@ -1,9 +1,9 @@\n-one\n+two', additions: 9, deletions: 9 }, true],
    ['a patch that lacks its last hunks', { additions: 9 }, true],
  ] as const)('%s', (_, given, missing) => {
    const { patch, degraded } = assembleDiff([file(given)], false)
    expect(patch).toMatch(/^diff --git a\/\S+ b\/a\.txt\n/)
    if (missing) expect(degraded).toContain('a.txt')
    else expect(degraded).toBeNull()
  })

  test('many files are counted, three of them named', () => {
    const files = ['a', 'b', 'c', 'd\n', 'e'].map((filename) => file({ filename, patch: null }))
    expect(assembleDiff(files, false).degraded).toBe(
      'GitHub gives no patch (too large, or binary) for a, b, c and 2 more',
    )
  })

  test('more files than GitHub lists', () => {
    expect(assembleDiff([file({})], true).degraded).toBe('GitHub lists only the first 1 changed files')
  })
})

describe('a real git takes it', () => {
  let history: History
  beforeAll(async () => {
    history = await createHistory()
    await history.commit({
      branch: 'main',
      files: { 'we ird\n"näme".txt': 'one\ntwo\nthree\n', 'gone.txt': 'bye' },
    })
  })
  afterAll(() => history.remove())

  test('and applies it to the base', async () => {
    const files = [
      file({ filename: 'we ird\n"näme".txt', patch: '@@ -1,3 +1,3 @@\n one\n-two\n+2\n three' }),
      file({
        filename: 'gone.txt',
        status: 'removed',
        additions: 0,
        patch: '@@ -1 +0,0 @@\n-bye\n\\ No newline at end of file',
      }),
      file({ filename: 'new dir/new.txt', status: 'added', deletions: 0, patch: '@@ -0,0 +1 @@\n+hello' }),
    ]
    const { patch } = assembleDiff(files, false)
    await readGit(history.gitDir, ['read-tree', 'main'])
    await readGit(history.gitDir, ['apply', '--cached', '-'], patch)
    const tree = await readGit(history.gitDir, ['write-tree'])
    expect((await readGit(history.gitDir, ['ls-tree', '-r', '-z', '--name-only', tree])).split('\0')).toEqual(
      ['new dir/new.txt', 'we ird\n"näme".txt', ''],
    )
    expect(await readGit(history.gitDir, ['show', `${tree}:we ird\n"näme".txt`])).toBe('one\n2\nthree')
  })
})
