import { expect, test } from 'vitest'
import type { Revision, RevisionCommit } from '../../domain/revision.ts'
import { commit } from '../../testing/case.ts'
import { sampleRevision } from '../../testing/revisions.ts'
import { findNameInAddress, findPartOfName } from './name-in-address.ts'

const by = (name: string, authorEmail: string): Revision =>
  sampleRevision(1, {}, { author: authorEmail, commits: [commit(name, 1, 'Parse ports', { authorEmail })] })

test.each([
  // An account or address that is made of the whole name, whichever word comes first.
  ['Ada Ironwood', 'ada@work.example', 'adaw', 'ironwood.ada@mail.example', true],
  ['Ada Ironwood', 'ada@work.example', 'adaw', 'ada-ironwood@mail.example', true],
  ['Ada Ironwood', 'ada@work.example', 'adaw', 'ada.ironwood2@mail.example', false],
  ['Ada Ironwood', 'ada@work.example', 'adaw', 'ironwood@mail.example', false],
  // Too short to tell.
  ['Al Li', 'x1@work.example', 'al22', 'al.li@mail.example', false],
  ['J Ironwood', 'x1@work.example', 'iron', 'jironwood@mail.example', false],
])('%s <%s> and %s <%s> are one person: %s', (name, address, otherName, otherAddress, isOne) => {
  const [a, b] = [by(name, address), by(otherName, otherAddress)]
  expect(findNameInAddress(a, b) !== null).toBe(isOne)
  expect(findNameInAddress(b, a) !== null).toBe(isOne)
})

test.each([
  ['Ada Ironwood', 'x1@work.example', 'ada w', 'aironwood@mail.example', true],
  ['Ada Ironwood', 'x1@work.example', 'ada w', 'bironwood@mail.example', false],
  ['Ada Wood', 'x1@work.example', 'ada w', 'awood@mail.example', false],
  ['Adelheid Ironwood', 'x1@work.example', 'x', 'iradelheid@mail.example', true],
  ['Adelheid Ironwood', 'x1@work.example', 'x', 'adelheidi@mail.example', true],
  ['Adelheid Ironwood', 'x1@work.example', 'x', 'ironwood.ad@mail.example', true],
  ['Adelheid Ironwood', 'x1@work.example', 'x', 'adelironwood@mail.example', false],
  ['Adelheid Ironwood', 'x1@work.example', 'x', 'adelheido@mail.example', false],
  ['Adelheid Maria Ironwood', 'x1@work.example', 'x', 'mironwood@mail.example', false],
  ['Vilma Ironwood', 'x1@work.example', 'Vilma', 'projects@mail.example', true],
  ['Vilma Ironwood', 'x1@work.example', 'Ironwood', 'projects@mail.example', true],
  ['Vilma Ironwood', 'x1@work.example', 'Velma', 'projects@mail.example', false],
  ['Vilma', 'x1@work.example', 'Vilma', 'projects@mail.example', false],
  // Signed with a whole name of its own, an account is another's.
  ['Adam Ironwood', 'x1@work.example', 'Anna Ironwood', 'aironwood@mail.example', false],
  ['Adam Ironwood', 'x1@work.example', 'Mara Bergen', 'aironwood@mail.example', false],
  ['Adam Ironwood', 'x1@work.example', 'Ironwood, Adam', 'aironwood@mail.example', true],
  ['Adam Ironwood', 'x1@work.example', 'Adam Josef Ironwood', 'aironwood@mail.example', true],
  ['Samantha Ironwood', 'x1@work.example', 'Sam Ironwood', 'sironwood@mail.example', true],
  ['Adam Ironwood', 'x1@work.example', 'A Ironwood', 'aironwood@mail.example', true],
])('%s <%s> may be %s <%s>, if they write the same: %s', (name, address, otherName, otherAddress, isOne) => {
  const [a, b] = [by(name, address), by(otherName, otherAddress)]
  expect(findPartOfName(a, b) !== null).toBe(isOne)
  expect(findPartOfName(b, a) !== null).toBe(isOne)
})

test("an account is its opener's who signs with a whole name and another address", () => {
  const named = by('Adam Ironwood', 'x1@work.example')
  const opened = (name: string) => ({ ...by(name, 'x2@work.example'), author: 'aironwood' })
  expect(findPartOfName(named, opened('Anna Ironwood'))).toBeNull()
  expect(findPartOfName(named, opened('adam'))).toBe('aironwood')
})

test('a part of a name that fits two of those who wrote one tells neither', () => {
  const [adam, anna] = ['Adam Ironwood', 'Anna Ironwood'].map((name, at) =>
    commit(name, at, 'Parse ports', { authorEmail: `x${at}@work.example` }),
  ) as [RevisionCommit, RevisionCommit]
  const written = (...commits: RevisionCommit[]) =>
    sampleRevision(1, {}, { author: adam.authorEmail ?? null, commits })
  const account = by('aw', 'aironwood@mail.example')
  expect(findPartOfName(written(adam), account)).toBe('aironwood')
  expect(findPartOfName(written(adam, anna), account)).toBeNull()
  expect(findPartOfName(account, written(adam, anna))).toBeNull()
})

test('who added a commit to what others made has made none of both', () => {
  const made = sampleRevision(
    1,
    {},
    {
      author: 'bela@people.example',
      commits: [
        commit('Bela Nagy', 1, 'a'),
        commit('Bela Nagy', 2, 'b'),
        commit('adaw', 3, 'c', { authorEmail: 'ironwood.ada@mail.example' }),
      ],
    },
  )
  const other = sampleRevision(
    2,
    {},
    {
      author: 'cato@people.example',
      commits: [commit('Cato M', 4, 'a'), commit('Cato M', 5, 'b'), commit('Ada Ironwood', 6, 'c')],
    },
  )
  expect(findNameInAddress(made, other)).toBeNull()
})
