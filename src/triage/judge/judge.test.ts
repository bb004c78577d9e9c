import { expect, test } from 'vitest'
import { type SampleChange, sampleLines, sampleRevision, sampleStrangers } from '../../testing/revisions.ts'
import { CandidateIndex } from '../candidates/candidate-index.ts'
import { deriveSignature } from '../candidates/signature.ts'
import { calibrate, deriveEdge, deriveKnownEdge, readPairFacts } from './judge-pair.ts'
import type { OwnMeasures } from './pair-facts.ts'
import { readSide } from './side.ts'

// Facts as they are kept, one measure at a time set to where it begins to count.
const place = sampleLines(6_000, 4, ' ')
const change = (seed: number, rest: number): SampleChange => ({
  'src/pool.ts': [
    ...place.slice(0, 2),
    ...sampleLines(seed, 6, '+'),
    ...sampleLines(rest, 3, '+'),
    ...place.slice(2),
  ],
})
const open = (theirs: SampleChange, title: string, otherTitle = title) => {
  const [a, b] = [
    sampleRevision(1, change(6_002, 6_500), { title, commits: [] }),
    sampleRevision(2, theirs, { title: otherTitle, commits: [] }),
  ]
  const index = new CandidateIndex(
    [...sampleStrangers(80), a, b].map((revision) => ({
      number: revision.number,
      signature: deriveSignature(revision),
    })),
  )
  const facts = readPairFacts(readSide(a), readSide(b), false, index)
  const judge = (measured: Partial<OwnMeasures>) =>
    deriveKnownEdge(1, 2, { ...facts, measured: { ...facts.measured, ...measured } }, index)
  return { judge, index, sides: [readSide(a), readSide(b)] as const }
}
const alike = open(change(6_002, 6_600), 'Close idle sockets of the pool')
const unlike = open({ 'src/other.ts': sampleLines(9_000, 4, '+') }, 'Close idle sockets', 'Paint the fence')
const closes = { closedByBoth: ['#7'], sharedIssues: ['#7'] }

test('the pair is alike beyond doubt, the other one is not', () => {
  expect(alike.judge({})!.score).toBeGreaterThan(0.9)
  expect(unlike.judge({})).toBeNull()
})

test.each<[string, Partial<OwnMeasures>, string]>([
  ['as much text as the same change has', { text: 0.6, place: 0.5 }, 'SAME_CHANGE'],
  ['less text', { text: 0.59, place: 0.5 }, 'SAME_FEATURE'],
  ['another place', { text: 0.6, place: 0.49 }, 'SAME_FEATURE'],
  ['no place', { text: 0.6, place: null }, 'SAME_FEATURE'],
  ['as much text as a feature has', { text: 0.3, place: 0.5 }, 'SAME_FEATURE'],
  ['no text', { text: null, place: 0.5 }, 'COMPETING_IMPLEMENTATION'],
  ['an issue that both close, and enough text', { ...closes, text: 0.3, place: 0.5 }, 'SAME_FEATURE'],
  [
    'an issue that both close, and too little',
    { ...closes, text: 0.29, place: 0.5 },
    'COMPETING_IMPLEMENTATION',
  ],
  [
    'an issue that both name, elsewhere',
    { sharedIssues: ['#7'], text: 0.29, place: 0 },
    'COMPETING_IMPLEMENTATION',
  ],
  [
    'an issue that both name, elsewhere, and enough text',
    { sharedIssues: ['#7'], text: 0.3, place: 0 },
    'SAME_FEATURE',
  ],
  ['neither issue nor place', { text: 0, place: 0 }, 'SAME_FEATURE'],
  ['the same letters in place', { identical: true, text: 1, place: 0.5 }, 'SAME_CHANGE'],
  ['the same letters elsewhere', { identical: true, text: 1, place: 0.49 }, 'RELATED'],
  ['the same outcome elsewhere', { sameOutcome: true, text: 0, place: 0 }, 'SAME_CHANGE'],
  ['the same edit of a file that was renamed', { moved: true, text: 0.6, place: 1 }, 'SAME_CHANGE'],
  ['what comes with other files', { createsOthers: true, text: 0.6, place: 1 }, 'RELATED'],
  ['other files of another text', { createsOthers: true, text: 0.2, place: 1 }, 'COMPETING_IMPLEMENTATION'],
  ['a raise of another package', { raisesAnother: true, text: 1, place: 1 }, 'RELATED'],
  ['another release', { releasesAnother: true, text: 1, place: 1 }, 'RELATED'],
  ['a trial, to the letter', { trial: true, identical: true, text: 1, place: 1 }, 'RELATED'],
  [
    'a trial of what answers one issue',
    { ...closes, trial: true, text: 0.1, place: 1 },
    'COMPETING_IMPLEMENTATION',
  ],
  ['a switch that is set again', { setsAgain: true, identical: true, text: 1, place: 1 }, 'RELATED'],
  [
    'a switch that is set again for one issue',
    { setsAgain: true, identical: true, text: 1, place: 1, closedByBoth: ['#1'] },
    'SAME_CHANGE',
  ],
  ['a raise of one package to another version', { raisesFurther: true, text: 0.2, place: 1 }, 'RELATED'],
  ['the same raise by two names', { raisesAnother: true, identical: true, text: 1, place: 1 }, 'SAME_CHANGE'],
  ['a revert', { revert: true, text: 1, place: 1 }, 'RELATED'],
  [
    'a revert by the way, for one issue',
    { revert: true, text: 0.1, place: 1, closedByBoth: ['#7'] },
    'COMPETING_IMPLEMENTATION',
  ],
  [
    'two reverts of other things, for one issue',
    { revertsOthers: true, text: 1, place: 1, closedByBoth: ['#7'] },
    'RELATED',
  ],
  ['a revert with the same outcome', { revert: true, sameOutcome: true }, 'RELATED'],
  ['a backport that has its own text', { backport: true, text: 0.59, place: 1 }, 'RELATED'],
  ['a backport without text', { backport: true, text: null, place: 1 }, 'RELATED'],
  ['a backport with the text', { backport: true, text: 0.6, place: 1 }, 'SAME_CHANGE'],
  ['a backport to the letter', { backport: true, identical: true, text: 0, place: 1 }, 'SAME_CHANGE'],
  ['what is for another line, of another text', { otherLines: true, text: 0.29, place: 1 }, 'RELATED'],
  ['what is for another line, of much the same', { otherLines: true, text: 0.3, place: 1 }, 'SAME_FEATURE'],
  [
    'nothing that decides',
    { decides: false, identical: true, sameOutcome: true, text: 1, place: 1 },
    'RELATED',
  ],
  ['siblings that disagree', { sharedCommits: 1, siblingsAgree: false, text: 1, place: 1 }, 'RELATED'],
  ['siblings that agree', { sharedCommits: 1, siblingsAgree: true, text: 1, place: 1 }, 'SAME_CHANGE'],
])('%s', (_, measured, category) => {
  expect(alike.judge({ text: 0.4, place: 1, ...measured })?.category).toBe(category)
})

test('what is identical, and what answers one issue, is worth a fixed score at least', () => {
  const worth = (measured: Partial<OwnMeasures>) => unlike.judge(measured)?.score
  expect(worth({ identical: true, place: 1 })).toBe(0.95)
  expect(worth({ sameOutcome: true })).toBe(0.95)
  expect(worth({ identical: true, place: 0 })).toBeLessThan(0.5)
  expect(worth({ ...closes, place: 0.5 })).toBe(0.9)
  expect(unlike.judge({ ...closes, place: 0 })).toBeNull()
  expect(alike.judge({ ...closes, place: 1, identical: true })!.score).toBe(0.95)
  expect(alike.judge({ ...closes, place: 1 })!.score).toBe(alike.judge({ place: 1 })!.score)
})

test('what two do that carry the same commits is told by what each is about', () => {
  // Neither carries anything that others do: then there is nothing to tell.
  expect(alike.judge({ text: 1, place: 1, agreements: [] })?.category).toBe('SAME_CHANGE')
  expect(alike.judge({ text: 1, place: 1, agreements: null })?.category).toBe('SAME_CHANGE')
})

test('the same edit of a file that was renamed takes rare words, and no likeness else', () => {
  expect(unlike.judge({ moved: true, text: 0.6, place: 0.5 })).toBeNull()
  expect(alike.judge({ moved: true, text: 0.6, place: 0.5 })!.score).toBeGreaterThanOrEqual(0.9)
})

test('a lead is shown with any score, and says nothing more than it is', () => {
  const facts = readPairFacts(...unlike.sides, false, unlike.index)
  const judged = deriveKnownEdge(
    1,
    2,
    { ...facts, measured: { ...facts.measured, isLead: true } },
    unlike.index,
  )
  expect(judged).toMatchObject({ a: 1, b: 2, category: 'RELATED', relation: null })
  expect(judged!.score).toBeLessThan(0.5)
})

test('what is known of a pair is judged as its sides are, in either order, from a probability on', () => {
  const [a, b] = alike.sides
  const candidate = alike.index.compare(1, 2)
  const judged = deriveEdge(a, b, candidate, alike.index)
  expect(alike.judge({})).toEqual(judged)
  expect(deriveEdge(b, a, candidate, alike.index)).toEqual(judged)
  expect(
    deriveEdge(...unlike.sides, unlike.index.compare(1, 2), unlike.index, { shownFrom: 0 })?.category,
  ).toBe('RELATED')
})

test('a likeness becomes a probability', () => {
  expect(calibrate(4.5)).toBe(0.5)
  expect(calibrate(4.5 + 1 / 0.7)).toBeCloseTo(1 / (1 + Math.exp(-1)), 12)
  expect(calibrate(0)).toBeLessThan(0.05)
})

test('a part of a larger change at four fifths of its places is the same feature, even with another text', () => {
  const part = open(
    { 'src/pool.ts': [...place.slice(0, 2), ...sampleLines(6_002, 6, '+'), ...place.slice(2)] },
    'Close idle sockets of the pool',
  )
  const category = (placeShare: number) =>
    part.judge({ text: 0, place: placeShare, identical: false })?.category
  expect(category(0.8)).toBe('SAME_FEATURE')
  expect(category(0.79)).toBe('COMPETING_IMPLEMENTATION')
  expect(part.judge({})!.evidence.containment.bInA).toBe(1)
})
