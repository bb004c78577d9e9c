import { expect, test } from 'vitest'
import type { Revision } from '../../domain/revision.ts'
import { commit } from '../../testing/case.ts'
import { sampleRevision } from '../../testing/revisions.ts'
import { findSharedWord, type Likeness } from './shared-word.ts'

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

const isOne = (one: Signed, two: Signed, likeness: Likeness = 'alike', areKnown = false) => {
  const found = findSharedWord(by(one), by(two), likeness, areKnown) !== null
  expect(findSharedWord(by(two), by(one), likeness, areKnown) !== null).toBe(found)
  return found
}

test('a word in common, one distance from UTC and few days are one person who does the same', () => {
  expect(findSharedWord(by(hano), by(other), 'alike', false)).toBe('ironwood')
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
  expect(isOne({ ...hano, hours: 5 }, at(5, '+0200'), 'other')).toBe(true)
  expect(isOne(hano, at(5), 'other')).toBe(false)
})

test('who does the same to the letter in the same words may do so weeks later, where no account is known', () => {
  const later = { ...other, hours: 24 * 60 }
  expect(isOne(hano, later, 'same')).toBe(true)
  expect(isOne(hano, later, 'alike')).toBe(false)
  expect(isOne(hano, later, 'same', true)).toBe(false)
  expect(isOne(hano, { ...later, hours: 24 * 60 + 1 }, 'same')).toBe(false)
  expect(isOne(hano, { ...later, zone: '+0200' }, 'same')).toBe(false)
})

test('a long word in common needs no likeness, where no account is known', () => {
  const [one, two] = [
    { ...hano, name: 'IronwoodM', address: 'quill@house.example' },
    { ...other, name: 'Ironwood', address: 'reed@house.example' },
  ]
  expect(isOne(one, two, 'other')).toBe(true)
  expect(isOne(one, two, 'other', true)).toBe(false)
  expect(isOne(one, { ...two, hours: 73 }, 'other')).toBe(false)
  expect(isOne(one, { ...two, zone: '+0200' }, 'other')).toBe(false)
  expect(isOne({ ...one, name: 'Ironwoo' }, { ...two, name: 'Ironwoo7' }, 'other')).toBe(false)
  // What everybody is called after who works on it.
  const house = { ...one, name: 'Exampleyard7' }
  expect(isOne(house, { ...two, name: 'Exampleyard8' }, 'other')).toBe(true)
  const ofHouse = (signed: Signed) => ({ ...by(signed), repository: 'exampleyard/lathe' })
  expect(findSharedWord(ofHouse(house), ofHouse({ ...two, name: 'Exampleyard8' }), 'other', false)).toBeNull()
})

test('two whole names are two people, and words of houses and tasks are no names', () => {
  const two = { name: 'Ada Ironwood', address: 'x@house.example', zone: '+0530' }
  expect(isOne({ ...two, name: 'Bo Ironwood' }, two)).toBe(false)
  expect(isOne({ ...two, name: 'ironwood 12' }, two)).toBe(true)
  const task = (name: string) => ({ name, address: `${name}@house.example`, zone: '+0530' })
  expect(isOne(task('security-finder'), task('security-lab'))).toBe(false)
  expect(isOne(task('support-finder'), task('support-lab'))).toBe(false)
})

test('a long word that is a first name tells only of two that are alike', () => {
  const [one, two] = [
    { ...hano, name: 'Alexander', address: 'quill@house.example' },
    { ...other, name: 'Alexander Reed', address: 'areed@house.example' },
  ]
  expect(isOne(one, two, 'other')).toBe(false)
  expect(isOne(one, two)).toBe(true)
  // With more behind it is no first name any more.
  expect(isOne({ ...one, name: 'AlexanderQ' }, { ...two, name: 'alexanderq7' }, 'other')).toBe(true)
})
