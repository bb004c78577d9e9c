import { expect, test } from 'vitest'
import { commit } from '../../testing/case.ts'
import { sampleRevision } from '../../testing/revisions.ts'
import { personOf } from '../change/people.ts'
import { findOneName, haveOtherNames, mayBeOne, namesBeside, wholeName } from './whole-names.ts'

test.each([
  ['name ada ironwood', ['ada', 'ironwood']],
  ['name ada m ironwood', ['ada', 'm', 'ironwood']],
  ['name a ironwood', null],
  ['name ironwood', null],
  ['adaironwood', null],
  ['ada@people.example', null],
])('%s is the whole name %j', (key, words) => {
  expect(wholeName(key)).toEqual(words)
})

test.each([
  ['ada ironwood', 'ironwood ada', true],
  ['ada ironwood', 'ada maria ironwood', true],
  ['ada ironwood', 'a maria ironwood', true],
  ['sam ironwood', 'samantha ironwood', true],
  ['sa ironwood', 'samantha ironwood', false],
  ['ada ironwood', 'anna ironwood', false],
  ['ada ironwood', 'ada bergen', false],
  ['sam samuel', 'sam ironwood', false],
  ['ada ironwood', 'maria bergen ada', false],
])('%s may be %s: %s', (one, other, isOne) => {
  expect(mayBeOne(one.split(' '), other.split(' '))).toBe(isOne)
  expect(mayBeOne(other.split(' '), one.split(' '))).toBe(isOne)
})

test('who signs with more names than a person has is told by the first of them, soon', () => {
  const names = Array.from(
    { length: 60 },
    (_, at) => `Ada ${String.fromCharCode(97 + (at % 26)).repeat(3 + at / 9)}x`,
  )
  const revision = sampleRevision(
    1,
    {},
    { commits: names.map((name, at) => commit(name, at, 'a', { authorEmail: 'ada@work.example' })) },
  )
  expect(namesBeside(revision, personOf(null, 'ada@work.example')[0]!)).toHaveLength(20)
})

test('a name goes with a key that it signs beside, and with the account that its work was opened by', () => {
  const revision = sampleRevision(
    1,
    {},
    {
      author: 'irony-ada',
      commits: [
        commit('Ada Ironwood', 1, 'a', { authorEmail: 'ada@work.example' }),
        commit('Ada Ironwood', 2, 'b', { authorEmail: 'ada@work.example' }),
        commit('Bela Nagy', 3, 'c', { authorEmail: 'nagybela@work.example' }),
        commit('Cato Marsh', 4, 'Merge branch', { authorEmail: 'nagybela@work.example', parents: 2 }),
      ],
    },
  )
  expect(namesBeside(revision, 'nagybela')).toEqual([['bela', 'nagy']])
  expect(namesBeside(revision, 'ironyada')).toEqual([['ada', 'ironwood']])
  expect(namesBeside(revision, 'someone')).toEqual([])
})

test('two people are those that both sign with whole names of their own', () => {
  const by = (name: string) => {
    const authorEmail = 'irony@work.example'
    return sampleRevision(1, {}, { author: authorEmail, commits: [commit(name, 1, 'a', { authorEmail })] })
  }
  const have = (one: string, other: string) => haveOtherNames([by(one), 'irony'], [by(other), 'irony'])
  expect(have('Ada Ironwood', 'Anna Ironwood')).toBe(true)
  expect(have('Ada Ironwood', 'Ironwood Ada')).toBe(false)
  expect(have('Ada Ironwood', 'anna')).toBe(false)
  expect(have('ada', 'Anna Ironwood')).toBe(false)
})

test.each([
  ['Ada Ironwood', 'Ironwood Ada', true, true],
  ['Ada Ironwood', 'Ada Maria Ironwood', false, true],
  ['Ada Ironwood', 'Ada Bergen', false, false],
  // A word that is first name and family name stands for one of the other's alone.
  ['Marsh Marsh', 'Marsh Reed', false, false],
  ['Marsh Marsh', 'Marsh Reed Quill', false, false],
  ['Marsh Marsh', 'Reed Marsh Marsh', false, true],
])('%s is %s by the name alone: %j, where both write the same: %j', (one, other, isOne, isOneOfSame) => {
  const by = (name: string, at: number) =>
    sampleRevision(at, {}, { author: `account-${at}`, commits: [commit(name, at, 'a', { authorEmail: '' })] })
  const find = (writeTheSame: boolean) => [
    findOneName(by(one, 1), by(other, 2), writeTheSame) !== null,
    findOneName(by(other, 2), by(one, 1), writeTheSame) !== null,
  ]
  expect(find(false)).toEqual([isOne, isOne])
  expect(find(true)).toEqual([isOneOfSame, isOneOfSame])
})
