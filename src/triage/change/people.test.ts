import { expect, test } from 'vitest'
import { commit, pull } from '../../testing/case.ts'
import { isRollUp, makersOf, peopleOf } from './people.ts'

const by = (...commits: ReturnType<typeof commit>[]) =>
  pull(101, 'mirela-k', 'Widen the gate', { 'src/gate.ts': ['+wide'] }, { author: null, commits })

test('one person under two addresses, or with and without an accent, is one', () => {
  const one = peopleOf(
    by(commit('Zsófia Jónás', 1, 'a', { authorEmail: '7+zjonas@users.noreply.github.com' })),
  )
  const other = peopleOf(by(commit('Zsofia Jonas', 2, 'b', { authorEmail: 'zsofia@work.example' })))
  expect(one.filter((key) => other.includes(key))).toEqual(['name zsofia jonas'])
})

test('an agent is nobody: in its place stands whom it names', () => {
  const message = 'Widen\n\nCo-authored-by: Mirela Kovacs <mirela@people.example>'
  expect(peopleOf(by(commit('Claude', 1, message)))).toContain('name mirela kovacs')
  expect(peopleOf(by(commit('Cursor Agent', 1, 'Widen', { authorEmail: 'cursoragent@cursor.com' })))).toEqual(
    [],
  )
})

test('a tidying bot, a merge and a name that many have are nobody', () => {
  for (const one of [
    commit('pre-commit-ci[bot]', 1, 'fmt'),
    commit('Mirela Kovacs', 1, 'Merge branch main', { parents: 2 }),
    commit('root', 1, 'x', { authorEmail: 'root@localhost' }),
  ])
    expect(peopleOf(by(one)).filter((key) => key.startsWith('name'))).toEqual([])
})

test('whoever tidies up in a branch has not made it', () => {
  const both = by(commit('Ada Byron', 1, 'a'), commit('Ada Byron', 2, 'b'), commit('Warden Smith', 3, 'fmt'))
  expect(makersOf(both)).toContain('name ada byron')
  expect(makersOf(both)).not.toContain('name warden smith')
})

test('a head with the commits of three people, or with three merged pull requests, is a roll-up', () => {
  const three = ['Ada Byron', 'Bela Nagy', 'Cato Major']
  expect(isRollUp(by(...three.map((name, at) => commit(name, at, 'x'))))).toBe(true)
  expect(isRollUp(by(...[11, 12, 13].map((n) => commit('Ada Byron', n, `Take over (#${n})`))))).toBe(true)
  expect(
    isRollUp(by(...[11, 12, 13].map((n) => commit('Ada Byron', n, 'One step for one issue (#11)')))),
  ).toBe(false)
})
