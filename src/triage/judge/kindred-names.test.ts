import { expect, test } from 'vitest'
import { findKindredName } from './kindred-names.ts'

const find = (mine: string, theirs: string, days = 1) => {
  const one = { createdAt: '2026-03-01T10:00:00Z', makers: [mine] }
  const other = { createdAt: `2026-03-0${1 + days}T10:00:00Z`, makers: [theirs] }
  expect(findKindredName(other, one) !== null).toBe(findKindredName(one, other) !== null)
  return findKindredName(one, other)
}

test.each([
  ['an account that goes on', 'goldenrod', 'goldenrod.l4@mail.example'],
  ['an initial before the family name', 'vbarrel', 'vasili.barrel@mail.example'],
  ['two initials', 'name carla cooper', 'cjcooper'],
])('%s is one person', (_, mine, theirs) => {
  expect(find(mine, theirs)).toBe(theirs)
})

test.each([
  ['a short account', 'golden', 'goldenrod'],
  ['another first letter', 'tbarrel', 'vasili.barrel@mail.example'],
  ['a short family name', 'vlind', 'vasili.lind@mail.example'],
  ['two whole names', 'name sam ironwood', 'name steve ironwood'],
  ['a first name in common', 'mathildevdb', 'mathildexd'],
])('%s tells nothing', (_, mine, theirs) => {
  expect(find(mine, theirs)).toBeNull()
})

test('nothing tells after a week', () => {
  expect(find('goldenrod', 'goldenrod.l4', 7)).toBe('goldenrod.l4')
  expect(find('goldenrod', 'goldenrod.l4', 8)).toBeNull()
})
