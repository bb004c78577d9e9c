import { expect, test } from 'vitest'
import type { Revision, RevisionCommit } from '../../domain/revision.ts'
import { commit } from '../../testing/case.ts'
import { sampleRevision } from '../../testing/revisions.ts'
import { findOtherHand } from './other-hand.ts'

const by = (number: number, name: string, ...facts: Partial<RevisionCommit>[]): Revision =>
  sampleRevision(
    number,
    {},
    {
      author: `${name.toLowerCase().replace(/\W/g, '.')}@people.example`,
      commits: (facts.length === 0 ? [{}] : facts).map((fact, minute) => commit(name, minute, 'Weigh', fact)),
    },
  )
const hand = { committerName: 'Imre Moor', committerEmail: 'imre.moor@people.example' }
const find = findOtherHand

test('who committed the work of another, and opens the next one, holds both', () => {
  expect(find(by(12, 'Ada', hand), by(13, 'Imre Moor'))).toBe('imremoor')
  expect(find(by(12, 'Ada', hand, hand), by(32, 'Imre Moor'))).toBe('imremoor')
})

test.each<[string, Revision, Revision]>([
  ['the two are further apart', by(12, 'Ada', hand), by(33, 'Imre Moor')],
  ['it is the newer one that was committed so', by(13, 'Imre Moor'), by(14, 'Ada', hand)],
  ['a commit came from elsewhere', by(12, 'Ada', hand, {}), by(13, 'Imre Moor')],
  ['somebody else opens the next', by(12, 'Ada', hand), by(13, 'Bela')],
  ['nobody else committed it', by(12, 'Ada'), by(13, 'Imre Moor')],
  ['a program wrote it', by(12, 'spindle-raiser[bot]', hand), by(13, 'Imre Moor')],
  ['a program for raises wrote it', by(12, 'renovate-bot', hand), by(13, 'Imre Moor')],
  ['it is a merge', by(12, 'Ada', { ...hand, parents: 2 }), by(13, 'Imre Moor')],
  [
    'a program committed it',
    by(12, 'Ada', { committerName: 'Merge Bot', committerEmail: 'imre.moor@people.example' }),
    by(13, 'Imre Moor'),
  ],
])('not where %s', (_, one, other) => {
  expect(find(one, other)).toBeNull()
})

test('who wrote some of it is known by that', () => {
  const own = { authorName: 'Imre Moor', authorEmail: 'imre.moor@people.example' }
  expect(find(by(12, 'Ada', hand, own), by(13, 'Imre Moor'))).toBeNull()
})
