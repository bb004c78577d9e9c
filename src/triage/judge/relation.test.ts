import { expect, test } from 'vitest'
import type { Revision, RevisionCommit } from '../../domain/revision.ts'
import { commit } from '../../testing/case.ts'
import { type SampleChange, sampleLines, sampleRevision } from '../../testing/revisions.ts'
import { wordFacts } from '../../words/pair-reasons.ts'
import { netLines } from './net-lines.ts'
import type { OwnMeasures } from './pair-facts.ts'
import { findRelation, sharedCommits, siblingsAgree } from './relation.ts'
import { bareTitle, broughtNumber, differingTargets, sharesPerson } from './relation-facts.ts'
import { readSide } from './side.ts'

/** Two files of its own: three people who change one polish it. */
const changesOf = (number: number): SampleChange => ({
  [`src/${number}.ts`]: sampleLines(number * 50, 3, '+'),
  [`lib/${number}.ts`]: sampleLines(number * 70, 3, '+'),
})
/** Sides that have nothing in common but what a test gives them. */
const side = (
  number: number,
  commits: RevisionCommit[],
  facts: Partial<Revision> = {},
  change?: SampleChange,
) =>
  readSide(
    sampleRevision(number, change ?? changesOf(number), {
      title: `Title ${number}`,
      author: null,
      repository: 'acme/yard',
      commits,
      ...facts,
    }),
  )
const measures = { identical: false, text: 0, mergedBefore: false } as OwnMeasures
const found = (a: ReturnType<typeof side>, b: ReturnType<typeof side>) => {
  const relation = findRelation(a, b, measures)
  expect(findRelation(b, a, measures)).toEqual(relation)
  return relation === null ? null : `${relation.relation}: ${wordFacts([relation.fact])[0]}`
}
const one = commit('ada', 1, 'One')
const two = commit('ada', 2, 'Two')
const three = commit('ada', 3, 'Three')
const other = commit('bela', 4, 'Four')

test('two that share neither commit nor author are nothing to each other', () => {
  expect(found(side(1, [one]), side(2, [other]))).toBeNull()
})

test('a pull request that carries all commits of the other is built on it; the last of these is named', () => {
  expect(found(side(1, [one, two]), side(2, [one, two, other]))).toBe(
    `STACKED: #2 is built on #1: it includes commit ${two.sha.slice(0, 7)} “Two”`,
  )
  expect(found(side(1, [one, two, other]), side(2, [one]))).toBe(
    `STACKED: #1 is built on #2: it includes commit ${one.sha.slice(0, 7)} “One”`,
  )
})

test('the same commits are the same once more, or go to another branch', () => {
  const named = `${two.sha.slice(0, 7)} “Two”`
  expect(found(side(1, [one, two]), side(2, [one, two]))).toBe(
    `RESUBMISSION: #2 has the same commits as #1: the last is ${named}`,
  )
  expect(found(side(1, [one, two]), side(2, [one, two], { baseRef: '2.x' }))).toBe(
    `BACKPORT: #2 brings the commits of #1 to 2.x: the last is ${named}`,
  )
  expect(found(side(1, [one, two], { baseRef: null }), side(2, [one, two]))).toContain('RESUBMISSION')
})

test('a commit is named by seven characters of its id and eighty of its subject', () => {
  const long = { ...one, message: `  ${'x'.repeat(90)}\nbody` }
  expect(found(side(1, [long]), side(2, [long, other]))).toContain(
    `${one.sha.slice(0, 7)} “${'x'.repeat(80)}”`,
  )
})

test('siblings share some commits; they are one for an author, by what is their own', () => {
  const [a, b] = [side(1, [one, two]), side(2, [one, other])]
  expect(sharedCommits(a, b)).toHaveLength(1)
  // Both began with a commit of ada, which makes neither ada's.
  expect(found(a, b)).toBeNull()
  expect(found(side(1, [one, two]), side(2, [one, three]))).toBe(
    'RESUBMISSION: #2 and #1 have commits by the same author: ada',
  )
})

test('one author opened both, or made one of them and has a commit in the other', () => {
  expect(found(side(1, [one], { author: 'mirela-k' }), side(2, [other], { author: 'mirela-k' }))).toBe(
    'RESUBMISSION: #2 is another attempt at #1 by the same author',
  )
  expect(found(side(1, [one]), side(2, [other, commit('bela', 5, 'x'), two]))).toBe(
    'RESUBMISSION: #2 and #1 have commits by the same author: ada',
  )
  // Who tidies up in both has made neither.
  const tidy = (minute: number) => commit('keeper', minute, `Tidy ${minute}`)
  expect(found(side(1, [one, two, tidy(8)]), side(2, [other, commit('bela', 5, 'x'), tidy(9)]))).toBeNull()
})

test('a person without a name is called by the address, without its domain', () => {
  const nameless = (minute: number) =>
    commit('', minute, `At ${minute}`, { authorName: '', authorEmail: 'm.kovacs@work.example' })
  expect(found(side(1, [nameless(1)]), side(2, [nameless(2)]))).toBe(
    'RESUBMISSION: #2 and #1 have commits by the same author: mkovacs',
  )
})

test('a name within a longer one tells nothing by a merge that both made', () => {
  const merge = (name: string, minute: number) =>
    commit(name, minute, "Merge remote-tracking branch 'upstream/develop' into feature-pool", { parents: 2 })
  const daniel = [commit('daniel', 1, 'Close what idles'), merge('daniel', 2)]
  const smith = [commit('danielsmith', 3, 'Drop stale connections'), merge('danielsmith', 4)]
  expect(found(side(1, daniel), side(2, smith))).toBeNull()
  const again = commit('danielsmith', 5, 'Close what idles')
  expect(found(side(1, daniel), side(2, [...smith, again]))).toContain('RESUBMISSION')
  // In the middle of another name it is chance.
  const chance = commit('mcdanielsmith', 5, 'Close what idles')
  expect(found(side(1, daniel), side(2, [chance]))).toBeNull()
})

const gathers = [one, other, commit('cato', 6, 'Six')]

test('a roll-up is one to all others; it says how many commits it collects and which it carries', () => {
  expect(found(side(1, gathers), side(2, [commit('dora', 7, 'Seven')]))).toBe(
    'ROLL_UP: #1 collects 3 commits of other work',
  )
  const polished = { 'src/1.ts': changesOf(1)['src/1.ts']! }
  expect(found(side(1, gathers, {}, polished), side(2, [commit('dora', 7, 'Seven')]))).toBeNull()
  expect(found(side(2, gathers), side(1, [two, other]))).toBe(
    `ROLL_UP: #2 collects 3 commits of other work: ${other.sha.slice(0, 7)} “Four” comes from #1`,
  )
  const both = found(
    side(1, gathers),
    side(2, [...gathers.slice(0, 2), commit('dora', 7, 'Seven'), commit('emil', 8, 'Eight')]),
  )
  expect(both).toMatch(
    /^ROLL_UP: #2 collects 4 commits of other work, and so does #1: \w{7} “One” comes from #1$/,
  )
  // Of two as large the one that is asked about first; of what is its own nothing is other work.
  const own = [
    { sha: one.sha, patch: '' },
    { sha: other.sha, patch: '' },
  ]
  expect(found(side(1, gathers, { own }), side(2, [commit('dora', 7, 'Seven')]))).toBe(
    'ROLL_UP: #1 collects 1 commit of other work',
  )
  expect(found(side(1, gathers, { own }), side(2, [two, other]))).toContain('collects 2 commits')
})

test('what one was merged as stands in the other: it carries it', () => {
  const squashed = { ...commit('dora', 9, `Widen ${'x'.repeat(90)} (#1)`), sha: 'ab'.repeat(20) }
  const first = side(1, [one])
  expect(found(first, side(2, [other, squashed]))).toBe(
    `STACKED: #2 includes the commit that #1 was merged as: abababa “${`Widen ${'x'.repeat(90)}`.slice(0, 80)}”`,
  )
  expect(found(side(3, [one]), side(2, [other, squashed]))).toBeNull()
  expect(found(first, side(2, [other, squashed], { title: 'Revert that' }))).toBeNull()
  expect(found(side(3, [one, { ...squashed, message: 'Widen (#2)' }]), side(2, [other]))).toContain(
    '#3 includes the commit that #2 was merged as',
  )
})

test("a merge of an author's branch carries what that author wrote; the repository's own branches are no one's", () => {
  const merge = (login: string) =>
    commit('dora', 9, `Merge pull request #55 from ${login}/fix`, { parents: 2 })
  const first = side(1, [one], { author: 'Ada-B' })
  expect(found(first, side(2, [merge('ada-b'), other]))).toBe(
    `STACKED: #2 merged a branch by the author of #1: ${merge('ada-b').sha.slice(0, 7)} “Merge pull request #55 from ada-b/fix”`,
  )
  expect(found(first, side(2, [merge('bela'), other]))).toBeNull()
  // By the name of a commit as well.
  const named = side(1, [commit('adabyron', 1, 'One', { authorEmail: '' })])
  expect(found(named, side(2, [merge('adabyron'), other]))).toContain('merged a branch by the author of #1')
  const owner = side(1, [one], { author: 'acme' })
  expect(found(owner, side(2, [merge('acme'), other]))).toBeNull()
  expect(found(owner, side(2, [merge('acme'), other], { repository: 'else/yard' }))).toContain('STACKED')
})

const subject = (minute: number, message: string) => commit(`person${minute}`, minute, message)

test('siblings are for one thing if their own subjects share three words in ten, or close one issue', () => {
  const agree = (mine: string[], theirs: string[]) => {
    const [a, b] = [mine, theirs].map((messages, at) =>
      side(at + 1, [one, ...messages.map((message, index) => subject(10 + 10 * at + index, message))]),
    ) as [ReturnType<typeof side>, ReturnType<typeof side>]
    const found = siblingsAgree(a, b, sharedCommits(a, b))
    expect(siblingsAgree(b, a, sharedCommits(a, b))).toBe(found)
    return found
  }
  const words = 'amber basil cedar delta ember fjord gamma hazel ivory jolly'.split(' ')
  const others = 'karma lemon maple noble ocean pearl quartz raven sable tulip'.split(' ')
  const sharing = (count: number) => [...words.slice(0, count), ...others.slice(count)].join(' ')
  expect(agree([words.join(' ')], [sharing(3)])).toBe(true)
  expect(agree([words.join(' ')], [sharing(2)])).toBe(false)
  // Three of eleven.
  const further = 'birch clover daisy elder fennel ginger hickory iris'
  expect(agree([words.join(' '), others.join(' ')], [`amber basil cedar ${further}`])).toBe(false)
  // Of the one that says less.
  expect(agree([words.join(' ')], ['amber basil cedar karma'])).toBe(true)
  expect(agree([words.join(' ')], ['amber basil karma'])).toBe(false)
  expect(agree([words.join(' ')], ['amber basil'])).toBe(true)
  expect(agree(['x'], ['x'])).toBe(false)
  // A word alone may be any.
  expect(agree(['amber'], ['amber'])).toBe(false)
  expect(agree(['amber basil'], ['amber basil'])).toBe(true)
  // Where no blanks are set a sentence is one.
  expect(agree(['修复端口解析错误'], ['修复端口解析错误'])).toBe(true)
  // The subject alone, and 300 characters of it.
  expect(agree(['amber\n\nkarma'], ['basil\n\nkarma'])).toBe(false)
  expect(agree([`${'- '.repeat(144)} amber basil`], ['amber basil'])).toBe(true)
  expect(agree([`${'- '.repeat(147)} amber basil`], ['amber basil'])).toBe(false)
  expect(agree(['amber, fixes #7'], ['basil\n\nCloses #7'])).toBe(true)
  expect(agree(['amber\n\nfixes #7'], ['basil\n\nfixes #8'])).toBe(false)
})

test('what the commits say that both begin with tells nothing of their own', () => {
  const begun = subject(5, 'Replace the yarn parser of options')
  const agree = (mine: string, theirs: string) => {
    const [a, b] = [side(1, [begun, subject(10, mine)]), side(2, [begun, subject(20, theirs)])]
    return siblingsAgree(a, b, sharedCommits(a, b))
  }
  expect(agree('Test edges of yarn options', 'Lock the yarn options of commands')).toBe(false)
  expect(agree('Test edges of hemp knots', 'Lock the edges of hemp knots')).toBe(true)
})

test('who shares no commit, or carries all of the other, is no sibling that could disagree', () => {
  expect(siblingsAgree(side(1, [one]), side(2, [other]), [])).toBe(true)
  const [a, b] = [side(1, [one]), side(2, [one, other])]
  expect(siblingsAgree(a, b, sharedCommits(a, b))).toBe(true)
  expect(siblingsAgree(b, a, sharedCommits(a, b))).toBe(true)
})

test.each([
  ['Parse ports (#12)', 12],
  ['Parse ports (#12) \n\nx', 12],
  ['Merge pull request #12 from x/y', 12],
  ['bug #12 Parse ports', 12],
  ['Parse (#12) ports', null],
  ['Parse\n\nports (#12)', null],
  [`${'x'.repeat(295)}(#12)`, 12],
  [`${'x'.repeat(296)}(#12)`, null],
])('%j brings the number %j', (message, number) => {
  expect(broughtNumber(message)).toBe(number)
})

test('a title stands without its number, lower-cased, for 300 characters', () => {
  expect(bareTitle('  Parse Ports (#12) ')).toBe('parse ports')
  expect(bareTitle('x'.repeat(400))).toBe('x'.repeat(300))
})

test('two branches differ where both are known', () => {
  const on = (number: number, baseRef: string | null) => side(number, [one], { baseRef })
  expect(differingTargets(on(1, 'main'), on(2, '2.x'))).toEqual({ older: 'main', newer: '2.x' })
  for (const [x, y] of [
    ['main', 'main'],
    [null, 'main'],
    ['main', null],
    [null, null],
  ] as const)
    expect(differingTargets(on(1, x), on(2, y))).toBeNull()
})

test('a line that only moves neither comes nor goes', () => {
  const moved = side(1, [one], {}, { 'src/a.ts': ['-moved', '-moved', '-gone', '+moved', '+new', '+new'] })
  expect(netLines(moved).map((lines) => [...lines])).toEqual([
    [['new', 2]],
    [
      ['moved', 1],
      ['gone', 1],
    ],
  ])
})

test('the first person of the one who is also of the other', () => {
  expect(sharesPerson(['x', 'b', 'a'], ['a', 'b'])).toBe('b')
  expect(sharesPerson(['x'], ['a'])).toBeNull()
  expect(sharesPerson([], [])).toBeNull()
})

test('a program that adds to what two people have gone on with began neither', () => {
  const begun = commit('ada', 1, 'One')
  const tidied = (minute: number) => commit('tidy[bot]', minute, 'Tidy up')
  const facts = { createdAtGuessed: true }
  const relation = found(
    side(1, [begun, tidied(2), commit('bela', 3, 'Brake')], facts),
    side(2, [begun, tidied(5), commit('cato', 6, 'Oil')], facts),
  )
  expect(relation).toBeNull()
})
