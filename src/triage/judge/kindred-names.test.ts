import { expect, test } from 'vitest'
import type { Revision } from '../../domain/revision.ts'
import { commit } from '../../testing/case.ts'
import { sampleRevision } from '../../testing/revisions.ts'
import { makersOf } from '../change/people.ts'
import { findKindredName, findLongerName } from './kindred-names.ts'

const find = (mine: string, theirs: string, days = 1) => {
  const one = { createdAt: '2026-03-01T10:00:00Z', makers: [mine], login: null }
  const other = { createdAt: `2026-03-0${1 + days}T10:00:00Z`, makers: [theirs], login: null }
  expect(findKindredName(other, one) !== null).toBe(findKindredName(one, other) !== null)
  return findKindredName(one, other)
}

test.each([
  ['an account that goes on', 'goldenrod', 'goldenrod.l4@mail.example'],
  ['an initial before the family name', 'vbarrel', 'vasili.barrel@mail.example'],
  ['two initials', 'name carla cooper', 'cjcooper'],
  ['a first name that is cut short', 'samironwood', 'samuelironwood'],
  ['an account of seven letters', 'goldenr', 'goldenrod'],
  ['a family name of five letters', 'vstone', 'vasili.stone@mail.example'],
])('%s is one person', (_, mine, theirs) => {
  expect(find(mine, theirs)).toBe(theirs)
})

test.each([
  ['a short account', 'golden', 'goldenrod'],
  ['another first letter', 'tbarrel', 'vasili.barrel@mail.example'],
  ['a short family name', 'vlind', 'vasili.lind@mail.example'],
  ['two whole names', 'name sam ironwood', 'name steve ironwood'],
  ['two first names', 'samironwood', 'steveironwood'],
  ['two whole names of another length', 'name mary ironwood', 'mikeironwood'],
  ['two pairs of initials', 'smironwood', 'saironwood'],
  ['a first name and a whole one', 'name mathilde', 'name mathilde ironwood'],
  ['a first name in common', 'mathildevdb', 'mathildexd'],
  ['family names that end otherwise', 'sironwood', 'samironwool'],
])('%s tells nothing', (_, mine, theirs) => {
  expect(find(mine, theirs)).toBeNull()
})

test('nothing tells after a week', () => {
  expect(find('goldenrod', 'goldenrod.l4', 7)).toBe('goldenrod.l4')
  expect(find('goldenrod', 'goldenrod.l4', 8)).toBeNull()
})

/** Two by what their commits say of them, a day apart; in a mirror the opener is known by an address. */
const findOf = (mine: [name: string, address: string, login?: string], theirs: typeof mine) => {
  const [one, other] = [mine, theirs].map(([authorName, authorEmail, login], at) => {
    const revision: Revision = sampleRevision(
      at,
      {},
      { author: login ?? authorEmail, commits: [commit('', at, 'Turn faster', { authorName, authorEmail })] },
    )
    return { createdAt: revision.createdAt, makers: makersOf(revision), login: login ?? null }
  })
  const found = findKindredName(one!, other!)
  expect(findKindredName(other!, one!) !== null).toBe(found !== null)
  return found
}

test('two people of one family are two, by their names and by their addresses', () => {
  const sam = ['Sam Ironwood', 'sam.ironwood@a.example'] as const
  expect(findOf([...sam], ['Steve Ironwood', 'steve.ironwood@b.example'])).toBeNull()
  expect(findOf([...sam], ['Steve Ironwood', 's.ironwood@b.example'])).toBeNull()
  expect(findOf([...sam], ['', 'steve.ironwood@b.example'])).toBeNull()
  expect(findOf([...sam], ['', 's.ironwood@b.example'])).toBe('sironwood')
  expect(findOf([...sam], ['S Ironwood', 's.ironwood@b.example'])).toBe('sironwood')
})

test('two accounts of one company, and two known logins, are two', () => {
  expect(findOf(['', 'mary-nvidia@a.example'], ['', 'mike-nvidia@b.example'])).toBeNull()
  const at = (login: string): [string, string, string] => ['', `${login}@work.example`, login]
  expect(findOf(at('mary-nvidia'), at('mike-nvidia'))).toBeNull()
  expect(findOf(at('m-nvidia'), at('mike-nvidia'))).toBeNull()
  expect(findOf(at('Mike-Nvidia'), at('mike-nvidia-l4'))).toBe('mikenvidial4')
  // One login says nothing of the other one's.
  expect(findOf(at('m-nvidia'), ['', 'mike.nvidia@b.example'])).toBe('mikenvidia')
})

test('a family name and a given one of two letters are a whole name', () => {
  const signed = (makers: string[]) => ({ createdAt: '2026-03-01T10:00:00Z', makers, login: null })
  expect(
    findKindredName(signed(['name li wu', 'goldenrod']), signed(['name an ho', 'goldenrod.l4'])),
  ).toBeNull()
  expect(findKindredName(signed(['name l wu', 'goldenrod']), signed(['name an ho', 'goldenrod.l4']))).toBe(
    'goldenrod.l4',
  )
})

const findLonger = (mine: string, theirs: string, days = 1) => {
  const one = { createdAt: '2026-03-01T10:00:00Z', makers: [mine], login: null }
  const other = { createdAt: `2026-03-0${1 + days}T10:00:00Z`, makers: [theirs], login: null }
  expect(findLongerName(other, one) !== null).toBe(findLongerName(one, other) !== null)
  return findLongerName(one, other)
}

test('a long account that the other one goes on from is one person, whatever is written', () => {
  expect(findLonger('nightingale', 'nightingale.studio@mail.example')).toBe('nightingale.studio@mail.example')
  expect(findLonger('name nightingale', 'nightingale16')).toBe('nightingale16')
  expect(findLonger('nightingal', 'nightingale')).toBe('nightingale')
  expect(findLonger('nightinga', 'nightingale')).toBeNull()
  expect(findLonger('nightingale', 'studionightingale')).toBeNull()
  expect(findLonger('name nightingale', 'name nightingale studio')).toBeNull()
  expect(findLonger('nightingale', 'nightingale16', 7)).toBe('nightingale16')
  expect(findLonger('nightingale', 'nightingale16', 8)).toBeNull()
})

test('a mailbox that every house has names nobody', () => {
  expect(findLonger('engineering@one.example', 'engineering@two.example')).toBeNull()
  expect(findLonger('opensource@one.example', 'opensourcerer')).toBeNull()
  expect(find('support@one.example', 'supporters.club')).toBeNull()
})
