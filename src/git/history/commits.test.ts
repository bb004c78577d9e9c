import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { cutPatch } from '../diff/patch-keeper.ts'
import { isObjectId, isSafeRef, readPullRef } from '../names.ts'
import { describeCommits, parseCommit } from './commits.ts'
import { ObjectIndex } from './object-index.ts'

const now = Date.UTC(2026, 0, 1) / 1_000
const parse = (...lines: (string | Buffer)[]) =>
  parseCommit(
    '1'.repeat(40),
    Buffer.concat(lines.map((line) => Buffer.concat([Buffer.from(line), Buffer.from('\n')]))),
    now,
  )

describe('a commit', () => {
  test('gives its author, dates and message', () => {
    expect(
      parse(
        'tree 1',
        'author Ann <ann@example.org> 1700000000 +0100',
        'committer B <b@c> 1700000060 +0000',
        '',
        'Subject',
        '',
        'Body',
        '',
      ),
    ).toMatchObject({
      authorEmail: 'ann@example.org',
      authoredAt: 1_700_000_000,
      committedAt: 1_700_000_060,
      message: 'Subject\n\nBody',
    })
  })

  test('of a foreign encoding is read in it, of an unknown one as UTF-8, of invalid bytes with replacements', () => {
    const caf = (rest: number[]) => Buffer.from([0x63, 0x61, 0x66, ...rest])
    expect(parse('encoding ISO-8859-1', '', caf([0xe9])).message).toBe('café')
    expect(parse('encoding no-such', '', caf([0xc3, 0xa9])).message).toBe('café')
    expect(parse('tree 1', '', caf([0xe9])).message).toBe('caf\ufffd')
  })

  test.each([
    ['no author at all', 'tree 1'],
    ['an author without address or date', 'author nobody'],
    ['an empty address and a date that is no number', 'author x <> soon'],
    ['a date that is too large', 'author x <> 99999999999999999999 +0000'],
    ['a negative date', 'author x <> -5 +0000'],
  ])('with %s has nothing in their place', (_, line) => {
    expect(parse(line, '', 'x')).toMatchObject({ authorEmail: null, authoredAt: null, message: 'x' })
  })

  test('without a message has an empty one', () => {
    expect(parse('tree 1').message).toBe('')
  })
})

test("the committer is told where its signature says something that the author's does not, and GitHub's never", () => {
  const committer = (author: string, by: string) => {
    const [commit] = describeCommits([
      parse(`author ${author} 1700000000 +0100`, `committer ${by} 1700000000 +0000`, '', 'x'),
    ])
    return commit!.committerName === undefined ? null : `${commit!.committerName} <${commit!.committerEmail}>`
  }
  const ann = 'Ann <ann@example.org>'
  expect(committer(ann, 'Ann Vale <Ann@example.org>')).toBe('Ann Vale <Ann@example.org>')
  expect(committer(ann, 'ann <ann@home.example>')).toBe('ann <ann@home.example>')
  expect(committer(ann, ann)).toBeNull()
  expect(committer(ann, 'Ben <ben@example.org>')).toBe('Ben <ben@example.org>')
  expect(committer('GitHub <ann@example.org>', 'GitHub <noreply@github.com>')).toBeNull()
})

test("the author's distance from UTC is told where there is one", () => {
  const zone = (date: string) =>
    describeCommits([
      parse(`author Ann <ann@example.org> ${date}`, 'committer B <b@c> 1700000000 +0900', '', 'x'),
    ])[0]?.zone
  expect(zone('1700000000 +0530')).toBe('+0530')
  expect(zone('1700000000 -0300')).toBe('-0300')
  for (const date of [
    '1700000000 +0000',
    '1700000000 -0000',
    '1700000000',
    '1700000000 0530',
    '1700000000 +05301',
  ])
    expect(zone(date)).toBeUndefined()
})

test('only whole ids and plain ref names are taken for such', () => {
  for (const id of ['a'.repeat(40), '0'.repeat(64)]) expect(isObjectId(id)).toBe(true)
  for (const id of ['A'.repeat(40), 'a'.repeat(39), `${'a'.repeat(40)}\n`, '--all', ''])
    expect(isObjectId(id)).toBe(false)
  for (const name of ['main', 'feature/x', '7.1', 'dependabot/npm_and_yarn/@x/y-1.0', 'ünï'])
    expect(isSafeRef(name)).toBe(true)
  for (const name of [
    '',
    '-x',
    '--upload-pack=x',
    '+x',
    'a..b',
    'a b',
    'a:b',
    'a*',
    '/a',
    'a/',
    'a//b',
    '.a',
    'a/.b',
    'a.lock',
    'a\n',
    '@',
    'a@{1}',
    'a\\b',
    'a.',
  ])
    expect(isSafeRef(name), name).toBe(false)
  expect(readPullRef('refs/pull/12/head')).toEqual({ number: 12, kind: 'head' })
  for (const ref of [
    'refs/pull/0/head',
    'refs/pull/012/head',
    'refs/pull/1/headX',
    'refs/pull/99999999999/head',
    'refs/pull/-1/head',
  ])
    expect(readPullRef(ref), ref).toBeNull()
})

test('object ids keep their numbers however many there are', () => {
  const index = new ObjectIndex()
  const id = (number: number) => createHash('sha1').update(String(number)).digest('hex')
  const ids = Array.from({ length: 20_000 }, (_, number) => id(number))
  expect(ids.map((text) => index.add(text))).toEqual([...ids.keys()])
  expect(index.add(id(7))).toBe(7)
  expect(index.size).toBe(20_000)
  for (const number of [0, 1, 4_095, 4_096, 19_999]) {
    expect(index.find(id(number))).toBe(number)
    expect(index.id(number)).toBe(id(number))
  }
  expect(index.find('f'.repeat(40))).toBe(-1)
  expect(index.find('')).toBe(-1)
})

describe('a patch that was cut', () => {
  const file = 'diff --git a/a b/a\nindex 1..2 100644\n--- a/a\n+++ b/a\n'
  const cut = (text: string) => cutPatch(Buffer.from(text)).toString()

  test('ends with its last whole line, and its last hunk counts what is left', () => {
    expect(cut(`${file}@@ -1,9 +1,9 @@ f()\n one\n-two\n+2\n thr`)).toBe(
      `${file}@@ -1,2 +1,2 @@ f()\n one\n-two\n+2\n`,
    )
  })

  test('loses a file whose header is incomplete, and a hunk without a line', () => {
    const whole = `${file}@@ -1 +1 @@\n-a\n+b\n`
    expect(cut(`${whole}diff --git a/b b/b\nindex 1..2\n--- a`)).toBe(whole)
    expect(cut(`${whole}@@ -5 +5 @@\n-a`)).toBe(whole)
    expect(cut(`${whole}@@ -5`)).toBe(whole)
    expect(cut('diff --git a/b')).toBe('')
  })
})
