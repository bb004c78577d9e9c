import { expect, test } from 'vitest'
import { type PlainParts, plainSignature } from '../../testing/plain-signature.ts'
import { type SampleChange, sampleLines, sampleRevision, sampleStrangers } from '../../testing/revisions.ts'
import { channelNames } from '../weights.ts'
import { CandidateIndex } from './candidate-index.ts'
import { hashText } from './hash.ts'
import { flags } from './layout.ts'
import { deriveSignature } from './signature.ts'

const fix = sampleLines(6_002, 4, '+')
const own = (seed: number): SampleChange => ({ [`src/file-${seed}.ts`]: sampleLines(seed * 100, 3, '+') })
const revisions = [
  ...sampleStrangers(20, 100),
  sampleRevision(1, { 'src/pool.ts': fix }),
  sampleRevision(2, { 'src/pool.ts': fix }, { body: 'Fixes #77' }),
  sampleRevision(3, own(3), { body: 'Closes #77, closes #78' }),
  sampleRevision(4, own(4), { body: 'Fixes #78' }),
  sampleRevision(5, own(5), { body: 'Supersedes #4' }),
  sampleRevision(6, own(6), { body: 'Fixes #1' }),
  sampleRevision(7, own(7), { body: 'Instead of #9000' }),
  sampleRevision(8, { 'src/pool.ts': fix }),
]
const pulls = revisions.map((revision) => ({
  number: revision.number,
  signature: deriveSignature(revision),
}))
const index = new CandidateIndex([...pulls].reverse())

test('those with the same patch, one issue, or a name of each other are found, in order of number', () => {
  const { identical, sameIssue, named } = index.findGroups()
  expect(identical).toEqual([[1, 2, 8]])
  expect(sameIssue).toEqual([
    [2, 3],
    [3, 4],
  ])
  expect(named.sort()).toEqual([
    [1, 6],
    [4, 5],
  ])
})

test('each meets those that it has a group with, and no others', () => {
  const groups = index.findGroups()
  for (const pull of pulls) {
    const others = (lists: number[][]) =>
      [...new Set(lists.filter((list) => list.includes(pull.number)).flat())]
        .filter((number) => number !== pull.number)
        .sort((a, b) => a - b)
    expect(index.findMeetings(pull)).toEqual({
      identical: others(groups.identical),
      sameIssue: others(groups.sameIssue),
      named: others(groups.named),
    })
  }
})

test('one that is not there yet meets whom it names and who names it', () => {
  const asked = {
    number: 9_000,
    signature: deriveSignature(sampleRevision(9_000, own(9), { body: 'Duplicate of #3. Closes #77' })),
  }
  expect(index.findMeetings(asked)).toEqual({ identical: [], sameIssue: [2, 3], named: [3, 7] })
})

test('one outcome groups those whose text differs; an unknown one groups none', () => {
  const binary = (number: number, id: string, path = 'logo.png') => ({
    ...sampleRevision(number, {}),
    patch: `diff --git a/${path} b/${path}\nindex ${'1'.repeat(40)}..${id.repeat(40)} 100644\nBinary files a/${path} and b/${path} differ\n`,
  })
  const some = [binary(1, 'a'), binary(2, 'a'), binary(3, 'b'), binary(4, 'a', 'icon.png')]
  const found = new CandidateIndex(
    some.map((revision) => ({ number: revision.number, signature: deriveSignature(revision) })),
  )
  expect(found.findGroups().identical).toEqual([[1, 2]])
  const empty = new CandidateIndex(
    [1, 2].map((number) => ({ number, signature: deriveSignature(sampleRevision(number, {})) })),
  )
  expect(empty.findGroups().identical).toEqual([])
  expect(
    empty.findMeetings({ number: 1, signature: deriveSignature(sampleRevision(1, {})) }).identical,
  ).toEqual([])
})

const plain = (parts: PlainParts) => plainSignature(parts)
const grouped = (...all: PlainParts[]) =>
  new CandidateIndex(all.map((parts, at) => ({ number: at + 1, signature: plain(parts) })))

test('one half of a patch or an outcome is none of it, and a patch is no outcome', () => {
  for (const part of ['patchId', 'outcomeId'] as const) {
    const index = grouped(
      { [part]: [5, 6] },
      { [part]: [5, 7] },
      { [part]: [4, 6] },
      { [part]: [5, 6] },
      { [part]: [0, 0] },
      { [part]: [0, 0] },
    )
    expect(index.findGroups().identical).toEqual([[1, 4]])
    const meets = (id: [number, number]) =>
      index.findMeetings({ number: 9, signature: plain({ [part]: id }) }).identical
    expect([meets([5, 6]), meets([5, 7]), meets([0, 0]), meets([5, 5])]).toEqual([[1, 4], [2], [], []])
  }
  for (const id of [
    [0, 6],
    [5, 0],
  ] as [number, number][]) {
    const index = grouped({ patchId: id }, { patchId: id }, { outcomeId: id })
    expect(index.findGroups().identical).toEqual([[1, 2]])
    expect(index.findMeetings({ number: 9, signature: plain({ outcomeId: id }) }).identical).toEqual([3])
  }
  // The same in both makes two groups.
  expect(
    grouped({ patchId: [1, 2], outcomeId: [3, 4] }, { patchId: [1, 2], outcomeId: [3, 4] }).findGroups()
      .identical,
  ).toEqual([
    [1, 2],
    [1, 2],
  ])
})

test('a pull request that names itself, in any way, names no one', () => {
  const closes = { [hashText('#1', channelNames.indexOf('closes') + 1) >>> 8]: 1 }
  const claims = { [hashText('1', channelNames.indexOf('claims') + 1) >>> 8]: 1 }
  const index = grouped({ terms: { closes, claims } }, { terms: { closes } }, { terms: { claims } }, {})
  expect(index.findGroups()).toEqual({
    identical: [],
    sameIssue: [[1, 2]],
    named: [
      [1, 2],
      [1, 3],
    ],
  })
  expect(index.findMeetings({ number: 1, signature: index.signatureOf(1) })).toEqual({
    identical: [],
    sameIssue: [2],
    named: [2, 3],
  })
  // The commits that gather the work of many count all that carry them.
  const commits = ['a', 'b'].map((sha) => ({ sha, message: 'x', authoredAt: '' }))
  const key = (sha: string) => hashText(sha, 0)
  const rolled = grouped(
    { commits: [key('b')].sort() },
    { flags: flags.rollUp, commits: [key('a'), key('b')].sort((x, y) => x - y) },
    { flags: flags.production, commits: [key('b'), 7].sort((x, y) => x - y) },
    { flags: flags.rollUp | flags.docs },
  ).findRollUps()
  expect(rolled.numbers).toEqual([2, 4])
  expect(commits.map((commit) => rolled.countCarriers(commit))).toEqual([1, 3])
  expect(rolled.countCarriers({ sha: 'c', message: 'x', authoredAt: '' })).toBe(0)
  expect(
    grouped({ commits: [key('a')] })
      .findRollUps()
      .countCarriers(commits[0]!),
  ).toBe(0)
})
