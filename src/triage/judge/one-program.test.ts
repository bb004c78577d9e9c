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

const says = (name: string, message: string) =>
  sampleRevision(1, {}, { createdAtGuessed: true, commits: [commit(name, 0, message)] })

test('a program whose commits run nothing is known by what it says, whoever it signs as', () => {
  const daily = 'chore: write down the tides [ci skip]'
  expect(haveOneProgram(says('tide-bot', daily), says('Ada', daily))).toBe(true)
  expect(haveOneProgram(says('tide-bot', daily), says('Ada', 'chore: tides [ci skip]'))).toBe(false)
  expect(haveOneProgram(says('tide-bot', 'Tides'), says('Ada', 'Tides'))).toBe(false)
  expect(haveOneProgram(says('Bela', daily), says('Ada', daily))).toBe(false)
  expect(haveOneProgram(says('Jan Bot', daily), says('Ada', daily))).toBe(false)
  expect(haveOneProgram(says('Botond', daily), says('Ada', daily))).toBe(false)
  const below = 'Tides\n\nNot for [ci skip]'
  expect(haveOneProgram(says('tide-bot', below), says('Ada', below))).toBe(false)
})
