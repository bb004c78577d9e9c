import { expect, test } from 'vitest'
import type { Revision } from '../../domain/revision.ts'
import { commit } from '../../testing/case.ts'
import { sampleRevision } from '../../testing/revisions.ts'
import { findSharedWord } from './shared-word.ts'

interface Signed {
  name: string
  address: string
  zone?: string
  hours?: number
}

const by = ({ name, address, zone, hours = 0 }: Signed): Revision => {
  const authoredAt = new Date(Date.UTC(2026, 0, 1, hours)).toISOString()
  const signed = { authorName: name, authorEmail: address, authoredAt }
  return sampleRevision(
    1 + hours,
    {},
    {
      author: address,
      createdAt: authoredAt,
      commits: [commit(name, hours, 'Horn', zone === undefined ? signed : { ...signed, zone })],
    },
  )
}
const hano: Signed = { name: 'Hano', address: 'ironwood66@mail.example', zone: '+0530' }
const other: Signed = { name: '木', address: 'ironwood@house.example', zone: '+0530', hours: 5 }

const isOne = (one: Signed, two: Signed, areAlike = true) => {
  const found = findSharedWord(by(one), by(two), areAlike) !== null
  expect(findSharedWord(by(two), by(one), areAlike) !== null).toBe(found)
  return found
}

test('a word in common, one distance from UTC and few days are one person who does the same', () => {
  expect(findSharedWord(by(hano), by(other), true)).toBe('ironwood')
  expect(isOne(hano, other)).toBe(true)
  expect(isOne(hano, { ...other, hours: 72 })).toBe(true)
  expect(isOne(hano, { ...other, address: 'hanoironwood.4@house.example' })).toBe(true)
  expect(isOne(hano, { ...other, name: 'Ironwood', address: 'x@house.example' })).toBe(true)
})

test.each([
  ['it was later', { ...other, hours: 73 }],
  ['the clock is another', { ...other, zone: '+0200' }],
  ['the clock is unknown', { ...other, zone: undefined }],
  ['the word is short', { ...other, address: 'hano@house.example' }],
  ['the word is within the other', { ...other, address: 'thehironwoods@house.example' }],
])('not where %s', (_, two) => {
  expect(isOne(hano, two as Signed)).toBe(false)
})

test('one second is one commit under two names, whatever was made of it and wherever it was', () => {
  const at = (hours: number, zone?: string) => ({ ...other, hours, zone: zone as string })
  expect(isOne({ ...hano, hours: 5 }, at(5, '+0200'), false)).toBe(true)
  expect(isOne(hano, at(5), false)).toBe(false)
})

test('two whole names are two people, and words of houses and tasks are no names', () => {
  const two = { name: 'Ada Ironwood', address: 'x@house.example', zone: '+0530' }
  expect(isOne({ ...two, name: 'Bo Ironwood' }, two)).toBe(false)
  expect(isOne({ ...two, name: 'ironwood 12' }, two)).toBe(true)
  const task = (name: string) => ({ name, address: `${name}@house.example`, zone: '+0530' })
  expect(isOne(task('security-finder'), task('security-lab'))).toBe(false)
  expect(isOne(task('support-finder'), task('support-lab'))).toBe(false)
})
