import { expect, test } from 'vitest'
import { commit } from '../../testing/case.ts'
import { sampleRevision } from '../../testing/revisions.ts'
import { competingText } from '../weights.ts'
import { findMirror } from './mirrors.ts'
import type { OwnMeasures } from './pair-facts.ts'
import { readSide } from './side.ts'

const signed = 'Signed-off-by: tide-bot <tide-bot@tide.example>'
const side = (number: number, message: string) =>
  readSide(
    sampleRevision(number, {}, { repository: 'acme/yard', commits: [commit('ada marsh', number, message)] }),
  )
const measures = (facts: Partial<OwnMeasures> = {}) => facts as OwnMeasures
const level = `Settle levels (acme/tide#310)\n\n${signed}`
const found = (one: string, other: string, facts: Partial<OwnMeasures>) =>
  findMirror(side(1, one), side(2, other), measures(facts))?.fact

test('of two that do much of the same one was brought over, whichever is older', () => {
  const fact = { kind: 'mirrors', from: 'acme/tide', words: 'Signed-off-by: tide-bot', both: false }
  expect(found('Settle', level, { text: competingText })).toEqual({ ...fact, mirror: 2, other: 1 })
  expect(found(level, 'Settle', { text: competingText })).toEqual({ ...fact, mirror: 1, other: 2 })
  for (const like of [{ identical: true }, { sameOutcome: true }])
    expect(found('Settle', level, like)).toEqual({ ...fact, mirror: 2, other: 1 })
})

test('who does it in another way is a rival of what was brought over; two that were are none', () => {
  expect(found('Settle', level, { text: competingText - 0.01 })).toBeUndefined()
  expect(found('Settle', level, { text: null })).toBeUndefined()
  expect(found('Settle', 'Settle levels', { identical: true })).toBeUndefined()
  expect(found(level, `Wait\n\n${signed}`, { text: 0 })).toMatchObject({ mirror: 2, other: 1, both: true })
})

test('what names the repository itself comes from somewhere that is not said', () => {
  const imported = 'Settle\n\nImported from GitHub PR https://github.com/Acme/yard/pull/1'
  expect(found('Settle', imported, { identical: true })).toMatchObject({ mirror: 2, from: null })
})

test('of two that were brought over only what is true of both is said', () => {
  const of = (from: string) => `Settle levels (${from}#310)\n\n${signed}`
  const from = (one: string, other: string) => found(one, other, { text: 0 })
  expect(from(of('acme/tide'), of('Acme/Tide'))).toMatchObject({ from: 'Acme/Tide', both: true })
  expect(from(of('acme/reef'), of('acme/tide'))).toMatchObject({ from: null, both: true })
  expect(from(`Wait\n\n${signed}`, of('acme/tide'))).toMatchObject({ from: null, both: true })
})
