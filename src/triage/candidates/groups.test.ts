import { expect, test } from 'vitest'
import { type SampleChange, sampleLines, sampleRevision, sampleStrangers } from '../../testing/revisions.ts'
import { CandidateIndex } from './candidate-index.ts'
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
