import { expect, test } from 'vitest'
import type { Category } from '../../domain/pair.ts'
import { sampleMeasures } from '../../testing/sample-measures.ts'
import { wordFacts } from '../../words/pair-reasons.ts'
import { wordShortfall } from '../../words/shortfall.ts'
import { deriveEvidence, type Measures } from './evidence.ts'
import type { PairShown } from './pair-facts.ts'
import type { FoundRelation } from './relation-facts.ts'

const only = { productionFiles: [], testFiles: [], docsFiles: [], addedLines: 0, removedLines: 0 }
const shown: PairShown = {
  a: 101,
  b: 105,
  partyA: 101,
  partyB: 105,
  deciding: 'production',
  mostAdded: 16,
  readLines: null,
  paths: ['src/gate.ts', 'src/lock.ts', 'src/oar.ts'],
  morePaths: 0,
  added: { count: 14, lines: ['x'] },
  removed: { count: 0, lines: [] },
  symbols: ['open'],
  tests: ['test/gate.test.ts'],
  docs: ['docs/gate.md'],
  onlyA: only,
  onlyB: only,
  first: { number: 101, by: 'number' },
}
/** Half of the text at half of the places, in one file. */
const measures: Measures = {
  ...sampleMeasures,
  text: 0.5,
  place: 0.5,
  titlesDiffer: false,
  files: 1,
  sharedLines: 4,
  location: null,
  hunks: null,
  messageWords: null,
  sharedMass: 4,
  containment: { aInB: null, bInA: null },
  rawScore: 5,
  probability: 0.7,
}
const say = (m: Partial<Measures>, s: Partial<PairShown> = {}, category: Category = 'RELATED') =>
  deriveEvidence({ ...shown, ...s }, { ...measures, ...m }, category, null)
const none = { added: { count: 0, lines: [] } }

test.each<[string, Partial<Measures>, Partial<PairShown>, string[]]>([
  ['lines and files', {}, {}, ['14 of 16 added lines are identical in src/gate.ts and 2 more files']],
  ['one file', {}, { paths: ['src/gate.ts'] }, ['14 of 16 added lines are identical in src/gate.ts']],
  [
    'more than are listed',
    {},
    { morePaths: 297 },
    ['14 of 16 added lines are identical in src/gate.ts and 299 more files'],
  ],
  ['no file', {}, { paths: [] }, ['14 of 16 added lines are identical']],
  ['one line', {}, { added: { count: 1, lines: ['x'] }, paths: [] }, ['1 of 16 added lines is identical']],
  ['a place without lines', {}, none, ['both change the same place in src/gate.ts and 2 more files']],
  ['a file without a place', { place: 0.49 }, none, ['both change src/gate.ts and 2 more files']],
  ['a file, no place known', { place: null }, none, ['both change src/gate.ts and 2 more files']],
  ['nothing but words', {}, { ...none, paths: [] }, ['similar wording, paths and description']],
  ['the same edit', { identical: true }, {}, ['identical production change in src/gate.ts and 2 more files']],
  ['the same docs', { identical: true }, { deciding: 'docs', paths: [] }, ['identical documentation change']],
  ['the same tests', { identical: true }, { deciding: 'test', paths: [] }, ['identical test change']],
  [
    'it stands elsewhere',
    { identical: true, place: 0.4 },
    { paths: [] },
    ['the same edit at a different place'],
  ],
  [
    'one outcome, no place',
    { sameOutcome: true, place: null },
    { paths: [] },
    ['identical production change'],
  ],
  [
    'hunks',
    { hunks: 0.5 },
    { ...none, paths: [] },
    ['50% of the smaller change’s hunks touch the same lines'],
  ],
  ['no hunk', { hunks: 0 }, { ...none, paths: [] }, ['similar wording, paths and description']],
  ['an issue', { sharedIssues: ['#7'] }, { ...none, paths: [] }, ['both mention #7']],
  [
    'closed and named issues',
    { sharedIssues: ['#7', '#8'], closedByBoth: ['#7'] },
    { ...none, paths: [] },
    ['both close #7', 'both mention #8'],
  ],
  [
    'a claim',
    { claim: { kind: 'closes-other', by: 105, other: 101 } },
    { ...none, paths: [] },
    ['#105 closes #101'],
  ],
  [
    'half of the smaller one',
    { containment: { aInB: 0.5, bInA: 0.4 } },
    { ...none, paths: [] },
    ['#105 contains 50% of #101'],
  ],
  [
    'more of the other one',
    { containment: { aInB: 0.5, bInA: 0.9 } },
    { ...none, paths: [] },
    ['#101 contains 90% of #105'],
  ],
  [
    'as much of both',
    { containment: { aInB: 0.8, bInA: 0.8 } },
    { ...none, paths: [] },
    ['#105 contains 80% of #101'],
  ],
  [
    'less than half',
    { containment: { aInB: 0.49, bInA: 0.4 } },
    { ...none, paths: [] },
    ['similar wording, paths and description'],
  ],
  [
    'a share that is unknown',
    { containment: { aInB: null, bInA: 0.9 } },
    { ...none, paths: [] },
    ['similar wording, paths and description'],
  ],
  [
    'one commit',
    { sharedCommits: 1 },
    { ...none, paths: [] },
    ['both start with the same commit, which has not been merged'],
  ],
  [
    'two commits',
    { sharedCommits: 2 },
    { ...none, paths: [] },
    ['both start with the same 2 commits, which have not been merged'],
  ],
])('reasons name %s', (_, m, s, expected) => {
  expect(wordFacts(say(m, s).facts)).toEqual(expected)
})

test.each<[Category, Partial<Measures>, string | null]>([
  ['SAME_CHANGE', {}, null],
  [
    'SAME_FEATURE',
    { text: 0.59 },
    '59% of their lines are identical; at 60% or more, in the same place, they would count as the same change',
  ],
  [
    'SAME_FEATURE',
    { text: null },
    'none of their lines are identical; at 60% or more, in the same place, they would count as the same change',
  ],
  [
    'SAME_FEATURE',
    { text: 0.9, place: 0.49 },
    '90% of their lines are identical; at 60% or more, in the same place, they would count as the same change',
  ],
  ['SAME_FEATURE', { text: 0.6 }, 'the score is 0.70; at 0.75 or more, they would count as the same change'],
  [
    'SAME_FEATURE',
    { text: 0.6, sharedMass: 2.5 },
    'the score is 0.70; at 0.75 or more, they would count as the same change',
  ],
  [
    'SAME_FEATURE',
    { text: 0.6, sharedMass: 2.4 },
    'what they share is too little or too common to count as the same change',
  ],
  [
    'COMPETING_IMPLEMENTATION',
    { text: 0.1 },
    '10% of their lines are identical; at 30% or more, they would count as the same feature',
  ],
  ['RELATED', {}, 'the score is 0.70; at 0.80 or more, they would count as the same feature'],
  [
    'RELATED',
    { decides: false },
    'no production code is involved: tests, docs and metadata alone never make duplicates',
  ],
  [
    'RELATED',
    { sharedCommits: 1, siblingsAgree: false },
    'what they share may be no more than the commits that both start with',
  ],
  [
    'RELATED',
    { sharedCommits: 0, siblingsAgree: false },
    'the score is 0.70; at 0.80 or more, they would count as the same feature',
  ],
  [
    'RELATED',
    { sharedCommits: 1 },
    'the score is 0.70; at 0.80 or more, they would count as the same feature',
  ],
  ['RELATED', { revert: true }, 'one of them reverts something else'],
  ['RELATED', { backport: true }, 'one of them brings its change to another branch'],
  ['RELATED', { identical: true, place: 0.4 }, 'the same edit at a different place fixes something else'],
  [
    'RELATED',
    { identical: true },
    'the score is 0.70; at 0.80 or more, they would count as the same feature',
  ],
  ['RELATED', { sharedMass: 2.4 }, 'what they share is too little or too common to tell'],
  [
    'RELATED',
    { sharedMass: 2.5 },
    'the score is 0.70; at 0.80 or more, they would count as the same feature',
  ],
])('why %s is no more: %o', (category, m, expected) => {
  const { shortfall } = say(m, {}, category)
  expect(shortfall && wordShortfall(shortfall)).toBe(expected)
})

test('a relation comes first, takes the place of shared commits, and says why it is no more', () => {
  const commit = { sha: 'c'.repeat(40), subject: 'Gate' }
  const relation: FoundRelation = {
    relation: 'STACKED',
    fact: { kind: 'built-on', upper: 105, lower: 101, commit },
  }
  const said = deriveEvidence(shown, { ...measures, sharedCommits: 2 }, 'RELATED', relation)
  expect(said.facts[0]).toBe(relation.fact)
  expect(said.facts).toHaveLength(2)
  expect(said.shortfall).toBeNull()
})

test('what is shown goes where it belongs, issues once', () => {
  const issues = { sharedIssues: ['#7'], closedByBoth: ['#7', '#9'] }
  expect(say(issues)).toMatchObject({
    sharedProductionPaths: shown.paths,
    sharedAddedLines: shown.added,
    sharedSymbols: ['open'],
    sharedTests: ['test/gate.test.ts'],
    sharedDocs: ['docs/gate.md'],
    sharedIssues: ['#7', '#9'],
    closedByBoth: ['#7', '#9'],
  })
})
