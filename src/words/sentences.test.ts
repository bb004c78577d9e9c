import { describe, expect, test } from 'vitest'
import { edge, scan, sets } from '../dashboard/testing/answers.ts'
import type { RelationFact } from '../domain/pair-fact.ts'
import { ownVerdictsSentence } from './own-verdicts.ts'
import { wordFacts } from './pair-reasons.ts'
import { claimedWords, pairReason, pairSentence } from './pair-sentence.ts'
import { scanSentence } from './scan-sentence.ts'
import { setSentence } from './set-sentence.ts'

describe('the sentence of a set', () => {
  const members = (...numbers: number[]) => numbers.map((number) => ({ ...sets[0]!.members[0]!, number }))
  const set = { category: 'SAME_CHANGE', original: 1, alreadyMerged: null } as const

  test('names one, two, or the newest and how many more', () => {
    expect(setSentence({ ...set, members: members(1, 2) })).toBe('#2 does what #1 does')
    expect(setSentence({ ...set, members: members(1, 2, 3) })).toBe('#3 and #2 do what #1 does')
    expect(setSentence({ ...set, members: members(1, 2, 3, 4) })).toBe('#4 and 2 more do what #1 does')
  })
  test('says which one is merged or has landed: the others repeat that one, the original too', () => {
    const three = members(1, 2, 3)
    expect(setSentence({ ...set, alreadyMerged: 1, members: members(1, 2) })).toBe(
      '#2 does what #1 did, which is merged',
    )
    expect(setSentence({ ...set, alreadyMerged: 2, members: three })).toBe(
      '#3 and #1 do what #2 did, which is merged',
    )
    const landed = three.map((member) => (member.number === 3 ? { ...member, landed: {} } : member))
    expect(setSentence({ ...set, members: landed })).toBe('#2 and #1 do what #3 does, which has landed')
  })
  test('says of competing ones no more than that they compete', () => {
    const competing = { ...set, category: 'COMPETING_IMPLEMENTATION' as const }
    expect(setSentence({ ...competing, members: members(1, 2) })).toBe('#2 competes with #1')
  })
})

describe('the sentence of a pair', () => {
  const claimed = { category: 'SAME_CHANGE', relation: null, score: 0.95 } as const

  test('says what was found, and why', () => {
    expect(pairSentence(2700, 3101, edge(2700, 3101))).toBe('#3101 does what #2700 does')
    expect(pairReason(edge(2700, 3101))).toContain('adds 14 of the same 16 lines')
  })
  test('names the one that is kept as the one that is repeated, and says what has become of it', () => {
    const says = (fate: 'merged' | 'landed' | 'ahead', facts = {}) =>
      pairSentence(2700, 3101, edge(2700, 3101, facts), { number: 3101, fate })
    expect(says('ahead')).toBe('#2700 does what #3101 does')
    expect(says('landed')).toBe('#2700 does what #3101 does, which has landed')
    expect(says('merged')).toBe('#2700 does what #3101 did, which is merged')
    expect(says('landed', { category: 'COMPETING_IMPLEMENTATION' })).toBe(
      '#2700 competes with #3101, which has landed',
    )
    expect(says('merged', { verdict: 'DUPLICATE' })).toBe(
      'A maintainer says: #2700 does what #3101 did, which is merged',
    )
  })
  test('a score that this repository’s own verdicts have moved says so', () => {
    const plain = edge(2700, 3101)
    const moved = {
      ...plain,
      evidence: { ...plain.evidence, ownVerdicts: { scoreBefore: 0.8, pairs: 31, duplicates: 29 } },
    }
    expect(ownVerdictsSentence(moved)).toBe(
      'You called 29 of 31 pairs like this one duplicates: without that, the score would be 80%',
    )
    expect(ownVerdictsSentence(plain)).toBe('')
  })
  test('of one that is built on the other the sentence says which, and the reason is what proves it', () => {
    const plain = edge(2700, 3101, { category: 'RELATED', relation: 'STACKED' })
    const commit = { sha: '1a2b3c4d', subject: 'fix: parse ports: all of them' }
    const says = (fact: RelationFact) => {
      const said = {
        ...plain,
        evidence: { ...plain.evidence, reasons: wordFacts([fact, { kind: 'alike' }]) },
      }
      return [pairSentence(2700, 3101, said), pairReason(said)]
    }
    expect(says({ kind: 'built-on', upper: 2700, lower: 3101, commit })).toEqual([
      '#2700 is built on #3101',
      'it includes commit 1a2b3c4 “fix: parse ports: all of them”',
    ])
    expect(
      says({ kind: 'roll-up', roll: 3101, other: 2700, commits: 2, carried: commit, both: false }),
    ).toEqual([
      '#3101 collects 2 commits of other work',
      '1a2b3c4 “fix: parse ports: all of them” comes from #2700',
    ])
    expect(says({ kind: 'next-try', newer: 3101, older: 2700 })).toEqual([
      '#3101 is another attempt at #2700 by the same author',
      undefined,
    ])
  })
  test.each([
    ['DUPLICATE', 'does what #2700 does'],
    ['COMPETING', 'competes with #2700'],
    ['RELATED', 'is only related to #2700'],
    ['NOT_RELATED', 'is no duplicate of #2700'],
  ] as const)('%s, said by a maintainer, stands before what the comparison had said', (verdict, words) => {
    const said = edge(2700, 3101, { category: 'RELATED', score: 0, verdict, claimed })
    expect(pairSentence(2700, 3101, said)).toBe(`A maintainer says: #3101 ${words}`)
    expect(pairReason(said)).toBeUndefined()
    expect(claimedWords(said)).toBe('The comparison had said: same change, 95%')
    expect(claimedWords({ ...said, claimed: null })).toBe('The comparison had found nothing worth showing')
  })
})

describe('the sentence of a scan', () => {
  const now = Date.parse('2026-11-23T09:14:00Z')
  const done = { ...scan, finishedAt: '2026-11-23T09:00:00Z' }

  test('says that all was read only when nothing failed and nothing is degraded', () => {
    expect(scanSentence({ ...done, degraded: 0 }, now)).toEqual({
      tone: 'good',
      word: 'All read',
      rest: '3,412 pull requests, 14 minutes ago, 41 of 5,000 GitHub requests an hour used',
    })
    expect(scanSentence({ ...done, failed: 2 }, now)).toMatchObject({
      tone: 'warn',
      word: 'Read with gaps',
      rest: '3,412 pull requests, 2 could not be read, 11 in part, 14 minutes ago, 41 of 5,000 GitHub requests an hour used',
    })
    expect(scanSentence(done, now)).toMatchObject({ tone: 'warn', word: 'All read, some in part' })
  })
  test('says how many are open and about when the next scan comes, where that is known', () => {
    const outlook = { openPulls: 3_000, nextScanAt: '2026-11-23T10:00:00Z' }
    const { rest } = scanSentence({ ...done, githubLimit: null }, now, outlook)
    expect(rest).toMatch(
      /^3,000 open pull requests, 11 in part, 14 minutes ago, next scan about \d\d:00, 41 GitHub requests$/,
    )
  })
  test('says how far a scan is', () => {
    const active = { ...scan, state: 'active' as const, analyzed: 30, unchanged: 70, failed: 1 }
    expect(scanSentence(active, now)).toMatchObject({ tone: 'busy', rest: '101 of 3,412 pull requests read' })
    expect(scanSentence({ ...active, listed: 0 }, now).rest).toBe('listing the pull requests')
  })
  test('says that what is shown may be older when the last scan failed', () => {
    expect(scanSentence({ ...done, state: 'failed' }, now)).toMatchObject({
      tone: 'bad',
      rest: '14 minutes ago; what is shown may be older',
    })
  })
})
