import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { writeTreeBomb } from '../../testing/git-bombs.ts'
import { buildGitRepository, collect, type GitRepository } from '../../testing/git-repository.ts'
import { removeStaleMergeFolders } from './merge-folder.ts'
import { tryMerges } from './what-if.ts'

const never = new AbortController().signal
const cleanups: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function repository(): Promise<GitRepository> {
  const built = await buildGitRepository()
  cleanups.push(() => built.remove())
  return built
}

interface Case {
  git: GitRepository
  onto: string
  heads: Record<string, string>
}

/** What every merge comes to: "a" alone, "a>b" for b after a, with the files of a conflict. */
async function tryAll({ git, onto, heads }: Case, deadlineAt = Date.now() + 60_000) {
  const names = new Map(Object.entries(heads).map(([name, head]) => [head, name]))
  const question = { gitDir: git.gitDir, onto, heads: [...names.keys()], known: () => undefined, deadlineAt }
  const merges = await collect(tryMerges(question, never))
  return Object.fromEntries(
    merges.map(({ after, head, outcome, files, reason }) => [
      after === null ? names.get(head)! : `${names.get(after)}>${names.get(head)}`,
      [outcome, ...files, ...(reason === null ? [] : [reason])].join(' '),
    ]),
  )
}

const lines = (...changed: [at: number, text: string][]) => {
  const all = Array.from({ length: 30 }, (_, at) => `line ${at}`)
  for (const [at, text] of changed) all[at] = text
  return `${all.join('\n')}\n`
}

/** A branch, and heads that each change files of it. */
async function stage(
  files: Record<string, Parameters<GitRepository['commit']>[0]['files']>,
  base: Parameters<GitRepository['commit']>[0]['files'] = { 'src/a.ts': lines(), 'src/b.ts': 'b\n' },
): Promise<Case> {
  const git = await repository()
  const root = git.commit({ files: base! })
  const marks = Object.entries(files).map(([name, changed]) => [
    name,
    git.commit({ parents: [root], files: changed! }),
  ])
  const main = git.commit({ parents: [root], files: { 'README.md': 'hello\n' } })
  git.ref('refs/heads/main', main)
  await git.write()
  const heads = Object.fromEntries(marks.map(([name, mark]) => [name, git.sha(mark as number)]))
  return { git, onto: git.sha(main), heads }
}

test('after one is merged another is empty, clean or in conflict, and the files are named', async () => {
  const all = await stage({
    fix: { 'src/a.ts': lines([3, 'fixed']) },
    same: { 'src/a.ts': lines([3, 'fixed']) },
    more: { 'src/a.ts': lines([3, 'fixed'], [20, 'more']) },
    other: { 'src/a.ts': lines([3, 'mended']), 'src/b.ts': 'other\n' },
  })
  expect(await tryAll(all)).toEqual({
    fix: 'CLEAN',
    same: 'CLEAN',
    more: 'CLEAN',
    other: 'CLEAN',
    'fix>same': 'EMPTY',
    'fix>more': 'CLEAN',
    'fix>other': 'CONFLICT src/a.ts',
    'same>fix': 'EMPTY',
    'same>more': 'CLEAN',
    'same>other': 'CONFLICT src/a.ts',
    'more>fix': 'EMPTY',
    'more>same': 'EMPTY',
    'more>other': 'CONFLICT src/a.ts',
    'other>fix': 'CONFLICT src/a.ts',
    'other>same': 'CONFLICT src/a.ts',
    'other>more': 'CONFLICT src/a.ts',
  })
})

test('a head that conflicts with the branch is followed by nothing; one that is on it already is empty', async () => {
  const git = await repository()
  const root = git.commit({ files: { 'a.ts': lines() } })
  const late = git.commit({ parents: [root], files: { 'a.ts': lines([3, 'late']) } })
  const there = git.commit({ parents: [root], files: { 'a.ts': lines([3, 'early']) } })
  const main = git.commit({ parents: [root], files: { 'a.ts': lines([3, 'early']) } })
  await git.write()
  const heads = { late: git.sha(late), there: git.sha(there) }
  expect(await tryAll({ git, onto: git.sha(main), heads })).toEqual({
    late: 'CONFLICT a.ts',
    there: 'EMPTY',
    'there>late': 'CONFLICT a.ts',
  })
})

test('what one renames and another deletes or changes is told as git merge tells it', async () => {
  const all = await stage({
    moved: { 'src/a.ts': null, 'src/moved.ts': lines() },
    gone: { 'src/a.ts': null },
    changed: { 'src/a.ts': lines([3, 'changed']) },
  })
  expect(await tryAll(all)).toMatchObject({
    'moved>changed': 'CLEAN',
    'moved>gone': 'CONFLICT src/moved.ts',
    'gone>changed': 'CONFLICT src/a.ts',
  })
})

test('no driver, filter, hook, attribute or setting of the repository is ever run', async () => {
  const all = await stage(
    {
      fix: { 'src/a.ts': lines([3, 'fixed']), '.gitattributes': '* merge=trap filter=trap\n' },
      other: { 'src/a.ts': lines([3, 'mended']) },
    },
    { 'src/a.ts': lines(), '.gitattributes': '* merge=trap filter=trap diff=trap\n' },
  )
  const { gitDir } = all.git
  const trap = join(gitDir, 'sprung')
  await writeFile(
    join(gitDir, 'config'),
    [
      await readFile(join(gitDir, 'config'), 'utf8'),
      `[merge "trap"]\n\tdriver = touch ${trap}; cp %B %A\n[filter "trap"]\n\tclean = touch ${trap}\n\tsmudge = touch ${trap}`,
      `[diff "trap"]\n\tcommand = touch ${trap}\n\ttextconv = touch ${trap}`,
      `[core]\n\thooksPath = ${join(gitDir, 'hooks')}\n\tfsmonitor = touch ${trap}\n[merge]\n\tdefault = trap\n`,
    ].join('\n'),
  )
  await mkdir(join(gitDir, 'info'), { recursive: true })
  await writeFile(join(gitDir, 'info', 'attributes'), '* merge=trap\n')
  await mkdir(join(gitDir, 'hooks'), { recursive: true })
  for (const hook of ['reference-transaction', 'post-index-change', 'pre-merge-commit'])
    await writeFile(join(gitDir, 'hooks', hook), `#!/bin/sh\ntouch ${trap}\n`, { mode: 0o755 })
  // The trap is one indeed: git itself, told of the repository, falls into it.
  await all.git.git('merge-tree', '--write-tree', all.heads.fix!, all.heads.other!)
  expect(existsSync(trap)).toBe(true)
  await rm(trap)

  const before = await readdir(join(gitDir, 'objects'), { recursive: true })
  expect(await tryAll(all)).toMatchObject({ 'fix>other': 'CONFLICT src/a.ts' })
  expect(existsSync(trap)).toBe(false)
  expect(await readdir(join(gitDir, 'objects'), { recursive: true })).toEqual(before)
})

test('paths of any bytes, links and submodules are nothing but names', async () => {
  const all = await stage(
    {
      one: {
        'a\nb "c"': 'one\n',
        'caf\xe9': 'one\n',
        link: { mode: '120000', content: '/etc/passwd' },
        sub: { submodule: '1'.repeat(40) },
      },
      two: {
        'a\nb "c"': 'two\n',
        'caf\xe9': 'two\n',
        link: { mode: '120000', content: '../../up' },
        sub: { submodule: '2'.repeat(40) },
      },
    },
    {
      'a\nb "c"': 'a\n',
      'caf\xe9': 'a\n',
      link: { mode: '120000', content: 'a' },
      sub: { submodule: '3'.repeat(40) },
    },
  )
  expect(await tryAll(all)).toMatchObject({
    one: 'CLEAN',
    two: 'CLEAN',
    'one>two': 'CONFLICT a\nb "c" caf\ufffd link sub',
  })
})

test('of many files in conflict the first are named, and all are counted', async () => {
  const files = (text: string) =>
    Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`f${String(at).padStart(2, '0')}`, text]))
  const { git, onto, heads } = await stage({ one: files('one\n'), two: files('two\n') }, files('base\n'))
  const question = {
    gitDir: git.gitDir,
    onto,
    heads: Object.values(heads),
    known: () => undefined,
    deadlineAt: Date.now() + 60_000,
  }
  const merges = await collect(tryMerges(question, never))
  const last = merges.at(-1)!
  expect(last).toMatchObject({ outcome: 'CONFLICT', fileCount: 50 })
  expect(last.files).toHaveLength(20)
})

test('a head without history in common, or with something missing, is unknown, and costs no other', async () => {
  const all = await stage({ fix: { 'src/a.ts': lines([3, 'fixed']) }, more: { 'src/b.ts': 'more\n' } })
  const { git } = all
  const alien = git.commit({ files: { 'alien.ts': 'x\n' } })
  await git.write()
  const hollow = `${'0'.repeat(39)}1`
  const heads = { alien: git.sha(alien), hollow, ...all.heads }
  const found = await tryAll({ ...all, heads })
  expect(found).toMatchObject({
    alien: 'UNKNOWN it shares no history with the branch',
    hollow: 'UNKNOWN the mirror lacks something of it',
    fix: 'CLEAN',
    more: 'CLEAN',
    'fix>more': 'CLEAN',
  })
  // What is unknown by itself is not tried again after others.
  expect(Object.keys(found).filter((name) => /alien|hollow/.test(name))).toEqual(['alien', 'hollow'])
})

test('trees that are a bomb end at what a merge may take, and cost no other', async () => {
  const all = await stage({ fix: { 'src/a.ts': lines([3, 'fixed']) } })
  const bomb = writeTreeBomb(all.git.gitDir, all.onto)
  // Memory ends it first where there is a processor to fill it with, time where that is shared with many.
  expect(await tryAll({ ...all, heads: { ...all.heads, bomb } })).toMatchObject({
    fix: 'CLEAN',
    bomb: 'CLEAN',
    'fix>bomb': expect.stringMatching(
      /^UNKNOWN (?:it takes more memory or room than a merge may take here|git merge-tree took longer than \d+ s)$/,
    ),
  })
})

test('what is not tried in time is unknown', async () => {
  const all = await stage({ fix: { 'src/a.ts': lines([3, 'fixed']) }, more: { 'src/b.ts': 'more\n' } })
  expect(await tryAll(all, 0)).toEqual({
    fix: 'UNKNOWN trying all of them takes too long',
    more: 'UNKNOWN trying all of them takes too long',
  })
})

test('nothing stays behind, and what a killed process left is removed', async () => {
  const all = await stage({ fix: { 'src/a.ts': lines([3, 'fixed']) }, more: { 'src/b.ts': 'more\n' } })
  const folder = await mkdtemp(join(tmpdir(), 'clawtriage-tmp-'))
  cleanups.push(() => rm(folder, { recursive: true, force: true }))
  const before = process.env.TMPDIR
  process.env.TMPDIR = folder
  try {
    await tryAll(all)
    expect(await readdir(folder)).toEqual([])
    await mkdir(join(folder, 'clawtriage-merge-dead'))
    await mkdir(join(folder, 'something-else'))
    await removeStaleMergeFolders(Date.now())
    expect(await readdir(folder)).toEqual(['clawtriage-merge-dead', 'something-else'])
    await removeStaleMergeFolders(Date.now() + 2 * 60 * 60_000)
    expect(await readdir(folder)).toEqual(['something-else'])
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
})
