import { expect, test } from 'vitest'
import { commit } from '../../testing/case.ts'
import { sampleRevision } from '../../testing/revisions.ts'
import { haveOneProgram } from './one-program.ts'

const begunBy = (names: readonly string[], createdAtGuessed = true) =>
  sampleRevision(
    1,
    {},
    { createdAtGuessed, commits: names.map((name, minute) => commit(name, minute, `Step ${minute}`)) },
  )

test.each([
  ['one program, and people who add to it', ['drums[bot]', 'Ada'], ['drums[bot]', 'Bela', 'Cato'], true],
  ['two programs', ['drums[bot]', 'Ada'], ['hooks[bot]', 'Ada'], false],
  ['a person, to whose work a program adds', ['Ada', 'drums[bot]'], ['Bela', 'drums[bot]'], false],
  ['an agent, which does what it is asked', ['copilot[bot]', 'Ada'], ['copilot[bot]', 'Bela'], false],
  ['nobody', [], [], false],
])('%s', (_, one, other, isOne) => {
  expect(haveOneProgram(begunBy(one), begunBy(other))).toBe(isOne)
  expect(haveOneProgram(begunBy(other), begunBy(one))).toBe(isOne)
})

test('where the account that opened each is known, it tells', () => {
  expect(haveOneProgram(begunBy(['drums[bot]']), begunBy(['drums[bot]'], false))).toBe(false)
})
