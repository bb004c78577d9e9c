import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import {
  buildGitRepository,
  collect,
  type FileContent,
  type GitRepository,
} from '../../testing/git-repository.ts'
import { parsePatch } from '../../triage/index.ts'
import { readUtf8 } from '../../utf8.ts'
import { type Diff, streamDiffs } from './diffs.ts'
import { readChangedBlobs } from './missing-blobs.ts'
import { maxPatchBytes } from './patch-keeper.ts'

const signal = new AbortController().signal
const cleanups: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup()
})

async function repository(): Promise<GitRepository> {
  const built = await buildGitRepository()
  cleanups.push(() => built.remove())
  return built
}

/** The diffs of several changes to one set of files, read in one go. */
async function diffsOf(
  before: Record<string, FileContent>,
  ...changes: Record<string, FileContent>[]
): Promise<Diff[]> {
  const git = await repository()
  const root = git.commit({ files: before })
  const heads = changes.map((files) => git.commit({ parents: [root], files }))
  git.ref('refs/heads/main', root)
  for (const [index, head] of heads.entries()) git.ref(`refs/pull/${index + 1}/head`, head)
  await git.write()
  const pairs = heads.map((head) => ({ head: git.sha(head), base: git.sha(root) }))
  return collect(streamDiffs(pairs, { gitDir: git.gitDir, signal }))
}

function patchOf(diff: Diff | undefined): string {
  if (!diff?.ok) throw new Error(`no patch: ${JSON.stringify(diff)}`)
  return readUtf8(diff.patch)
}

/** Walks a patch by the counts of its hunks; throws where they do not fit. Returns the lines of content. */
function countedLines(patch: string): string[] {
  const lines = patch.split('\n')
  const content: string[] = []
  for (let at = 0; at < lines.length; at++) {
    const hunk = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/.exec(lines[at]!)
    if (hunk === null) continue
    let old = Number(hunk[1] ?? 1)
    let now = Number(hunk[2] ?? 1)
    while (old > 0 || now > 0) {
      const line = lines[++at]!
      if (!/^[ +\-\\]/.test(line)) throw new Error(`not content: ${JSON.stringify(line)}`)
      if (line[0] === ' ' || line[0] === '-') old--
      if (line[0] === ' ' || line[0] === '+') now--
      if (old < 0 || now < 0) throw new Error('a hunk holds more than it counts')
      content.push(line)
    }
  }
  return content
}

test('content that looks like headers, ids or markers stays content', async () => {
  const hostile = [
    'diff --git a/x b/x',
    '@@ -1,1 +1,1 @@',
    '--- a/x',
    '+++ b/x',
    'end 00000000000000000000000000000000',
    '1'.repeat(40),
    `${'1'.repeat(40)} ${'2'.repeat(40)}`,
    '\rdiff --git a/y b/y',
    '\u2028diff --git',
  ]
  const [first, second] = await diffsOf({ a: 'old\n' }, { a: `${hostile.join('\n')}\n` }, { a: 'quiet\n' })
  expect(countedLines(patchOf(first))).toEqual(['-old', ...hostile.map((line) => `+${line}`)])
  expect(countedLines(patchOf(second))).toEqual(['-old', '+quiet'])
})

test('a pull request that changes nothing has an empty patch, and the next one keeps its own', async () => {
  const [nothing, something] = await diffsOf({ a: '1\n' }, {}, { a: '2\n' })
  expect(nothing).toMatchObject({ ok: true, degraded: null })
  expect(patchOf(nothing)).toBe('')
  expect(patchOf(something)).toContain('+2')
})

test('renames, modes, binary files and submodules are shown as what they are', async () => {
  const text = Array.from({ length: 40 }, (_, line) => `line ${line}\n`).join('')
  const [renamed, mode, binary, submodule] = await diffsOf(
    {
      'old.ts': text,
      run: { mode: '100644', content: 'x\n' },
      'pic.png': Buffer.from([0, 1, 2]),
      sub: { submodule: '1'.repeat(40) },
    },
    { 'old.ts': null, 'new.ts': `${text}more\n` },
    { run: { mode: '100755', content: 'x\n' } },
    { 'pic.png': Buffer.from([0, 1, 3]) },
    { sub: { submodule: '2'.repeat(40) } },
  )
  expect(patchOf(renamed)).toMatch(/^similarity index \d+%\nrename from old.ts\nrename to new.ts$/m)
  expect(countedLines(patchOf(renamed))).toContain('+more')
  expect(patchOf(mode)).toContain('old mode 100644\nnew mode 100755\n')
  expect(patchOf(binary)).toContain('Binary files a/pic.png and b/pic.png differ')
  expect(countedLines(patchOf(submodule))).toEqual([
    `-Subproject commit ${'1'.repeat(40)}`,
    `+Subproject commit ${'2'.repeat(40)}`,
  ])
})

test('any bytes in paths and content arrive as one line each', async () => {
  const [diff] = await diffsOf(
    { a: 'a\n' },
    {
      'new\nline': '1\n',
      'quo"te': '1\n',
      'caf\xe9': '1\n',
      '--upload-pack=touch pwned': '1\n',
      latin: Buffer.from([0x63, 0x61, 0x66, 0xe9, 0x0a]),
      bom: '\ufeffx\n',
      bare: 'no newline at the end',
    },
  )
  const patch = patchOf(diff)
  expect(patch).toContain('diff --git "a/new\\nline" "b/new\\nline"\n')
  expect(patch).toContain('"b/quo\\"te"')
  expect(patch).toContain('"b/caf\\351"')
  expect(patch).toContain('b/--upload-pack=touch pwned')
  expect(countedLines(patch)).toContain('+caf\ufffd')
  expect(countedLines(patch)).toContain('+\ufeffx')
  expect(patch).toContain('\\ No newline at end of file')
})

test("a repository's own attributes and settings change nothing", async () => {
  const git = await repository()
  const root = git.commit({ files: { a: '1\n', '.gitattributes': '* -diff\n' } })
  const head = git.commit({ parents: [root], files: { a: '2\n' } })
  git.ref('refs/heads/main', head)
  await git.write()
  for (const [name, value] of [
    ['diff.external', 'touch pwned'],
    ['diff.noprefix', 'true'],
    ['diff.mnemonicPrefix', 'true'],
    ['color.ui', 'always'],
    ['diff.suppressBlankEmpty', 'true'],
    ['core.abbrev', '7'],
  ] as const)
    await git.git('config', name, value)
  const [diff] = await collect(
    streamDiffs([{ head: git.sha(head), base: git.sha(root) }], { gitDir: git.gitDir, signal }),
  )
  expect(patchOf(diff)).toMatch(/^diff --git a\/a b\/a\nindex [0-9a-f]{40}\.\.[0-9a-f]{40} 100644\n/)
  expect(countedLines(patchOf(diff))).toEqual(['-1', '+2'])
})

test('3,000 files are one diff', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 3_000 }, (_, file) => [`src/f${file}.ts`, `${file}\n`]),
  )
  const [diff, next] = await diffsOf({ a: '1\n' }, files, { a: '2\n' })
  expect(patchOf(diff).match(/^diff --git /gm)).toHaveLength(3_000)
  expect(diff).toMatchObject({ degraded: null })
  expect(countedLines(patchOf(next))).toEqual(['-1', '+2'])
})

test('a diff of 50 MB is cut to the limit, still parses, and costs neither memory nor its neighbours', async () => {
  const line = `${'x'.repeat(98)}\n`
  // Files below the size at which git compares them no more, and one above.
  const files = Object.fromEntries(
    Array.from({ length: 125 }, (_, file) => [
      `data/${String(file).padStart(3, '0')}.txt`,
      line.repeat(4_000),
    ]),
  )
  const before = process.memoryUsage().rss
  const [large, next, generated] = await diffsOf(
    { a: '1\n', 'z.ts': 'const a = 1\n' },
    files,
    { a: '2\n' },
    { 'dist/bundle.js': line.repeat(100_000), 'z.ts': 'const a = 2\n' },
  )
  const patch = patchOf(large)
  expect(patch.length).toBeLessThanOrEqual(maxPatchBytes)
  expect(patch.length).toBeGreaterThan(maxPatchBytes * 0.9)
  expect(countedLines(patch).length).toBeGreaterThan(40_000)
  expect(large).toMatchObject({ degraded: expect.stringMatching(/^diff larger than 4 MiB/) })
  expect(countedLines(patchOf(next))).toEqual(['-1', '+2'])
  // One generated file does not hide the file that matters.
  expect(patchOf(generated)).toContain('Binary files /dev/null and b/dist/bundle.js differ')
  expect(countedLines(patchOf(generated))).toEqual(['-const a = 1', '+const a = 2'])
  expect(generated).toMatchObject({ degraded: expect.stringContaining('512 KiB') })
  // The test builds its 50 MB in this process too; the diff itself must not come on top of it several times.
  expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 * 1024)
})

test('a file too large to be compared is said to be, an image is not', async () => {
  const [text, image] = await diffsOf(
    { a: '1\n' },
    { 'dump.sql': `${'x'.repeat(98)}\n`.repeat(200_000), a: '2\n' },
    { 'pic.png': Buffer.from([0, 1, 3]) },
  )
  expect(countedLines(patchOf(text))).toEqual(['-1', '+2'])
  expect(text).toMatchObject({ degraded: 'files of more than 16 MiB are not compared' })
  expect(image).toMatchObject({ degraded: null })
})

test('an object that is no commit fails its own pair alone', async () => {
  const git = await repository()
  const root = git.commit({ files: { a: '1\n' } })
  const head = git.commit({ parents: [root], files: { a: '2\n' } })
  git.ref('refs/heads/main', head)
  await git.write()
  const good = { head: git.sha(head), base: git.sha(root) }
  const bad = { head: git.sha(head), base: '1'.repeat(40) }
  const diffs = await collect(streamDiffs([bad, good, bad, good], { gitDir: git.gitDir, signal }))
  expect(diffs.map(({ ok }) => ok)).toEqual([false, true, false, true])
  expect(countedLines(patchOf(diffs[3]))).toEqual(['-1', '+2'])
})

test('reading stops when it is told to', async () => {
  const git = await repository()
  const root = git.commit({ files: { a: '1\n' } })
  const head = git.commit({ parents: [root], files: { a: '2\n' } })
  git.ref('refs/heads/main', head)
  await git.write()
  const stopping = new AbortController()
  const pairs = Array.from({ length: 1_000 }, () => ({ head: git.sha(head), base: git.sha(root) }))
  const reading = (async () => {
    for await (const diff of streamDiffs(pairs, { gitDir: git.gitDir, signal: stopping.signal }))
      if (diff.ok) stopping.abort(new Error('enough'))
  })()
  await expect(reading).rejects.toThrow('enough')
})

describe('lock files', () => {
  const lock = (version: number) => `left-pad@${version}\n`
  const before = { 'yarn.lock': lock(1), 'caf\u00e9/uv.lock': lock(1), 'a.ts': '1\n' }

  test('beside other files are not compared; alone they are, in the order asked for', async () => {
    const diffs = await diffsOf(
      before,
      { 'yarn.lock': lock(2), 'caf\u00e9/uv.lock': lock(2), 'a.ts': '2\n' },
      { 'yarn.lock': lock(3) },
      { 'a.ts': '4\n' },
      { 'yarn.lock': lock(5), 'caf\u00e9/uv.lock': null },
      { 'yarn.lock': lock(6), 'new.ts': '6\n' },
    )
    expect(diffs.map((diff) => countedLines(patchOf(diff)))).toEqual([
      ['-1', '+2'],
      ['-left-pad@1', '+left-pad@3'],
      ['-1', '+4'],
      ['-left-pad@1', '-left-pad@1', '+left-pad@5'],
      ['+6'],
    ])
    expect(patchOf(diffs[0])).toContain('Binary files a/yarn.lock and b/yarn.lock differ\n')
    expect(diffs.map((diff) => diff.ok && diff.degraded)).toEqual(Array(5).fill(null))
  })

  test('say the same to all that read them, compared or not', async () => {
    const [diff] = await diffsOf(before, { 'yarn.lock': lock(2), 'a.ts': '2\n' })
    const patch = patchOf(diff)
    const compared = patch.replace(
      /Binary files.*\n/,
      '--- a/yarn.lock\n+++ b/yarn.lock\n@@ -1 +1 @@\n-left-pad@1\n+left-pad@2\n',
    )
    expect(compared).not.toBe(patch)
    expect(parsePatch(compared)).toEqual(parsePatch(patch))
  })

  test('that the repository lacks are not missed beside other files', async () => {
    const git = await repository()
    const root = git.commit({ files: before })
    const head = git.commit({ parents: [root], files: { 'yarn.lock': lock(2), 'a.ts': '2\n' } })
    const alone = git.commit({ parents: [root], files: { 'yarn.lock': lock(2) } })
    git.ref('refs/heads/main', root)
    await git.write()
    const id = (await git.git('rev-parse', `${git.sha(head)}:yarn.lock`)).trim()
    await rm(join(git.gitDir, 'objects', id.slice(0, 2), id.slice(2)))
    const pairs = [head, alone].map((one) => ({ head: git.sha(one), base: git.sha(root) }))
    const options = { gitDir: git.gitDir, signal }
    const [beside, only] = await collect(streamDiffs(pairs, options))
    expect(countedLines(patchOf(beside))).toEqual(['-1', '+2'])
    expect(only).toMatchObject({ ok: false })
    const [needed, wanted] = await readChangedBlobs(pairs, options)
    expect(needed).not.toContain(id)
    expect(wanted).toContain(id)
  })
})
