import { expect, test } from 'vitest'
import { commit } from '../../testing/case.ts'
import { sampleRevision } from '../../testing/revisions.ts'
import { endWithOneRaiser, haveOneProgram } from './one-program.ts'

const begunBy = (names: readonly string[], createdAtGuessed = true) =>
  sampleRevision(
    1,
    {},
    { createdAtGuessed, commits: names.map((name, minute) => commit(name, minute, `Step ${minute}`)) },
  )

test.each([
  ['one program, and people who add to it', ['drums[bot]', 'Ada'], ['drums[bot]', 'Bela', 'Cato'], true],
  ['one that was called otherwise', ['dependabot-preview[bot]'], ['dependabot[bot]', 'Ada'], true],
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

test('what workflows sign with one name is one workflow’s where it is called the same', () => {
  const tides = 'docs: write down the tides'
  const workflow = (message: string) => says('github-actions[bot]', message)
  expect(haveOneProgram(workflow(tides), workflow(`${tides} [skip ci]`))).toBe(true)
  expect(haveOneProgram(workflow(tides), workflow(`${tides}\n\nOf Tuesday`))).toBe(true)
  expect(haveOneProgram(workflow(tides), workflow('docs: write down the winds'))).toBe(false)
  expect(haveOneProgram(workflow(tides), says('Ada', tides))).toBe(false)
  expect(haveOneProgram(workflow(tides), says('claude[bot]', tides))).toBe(false)
  // Whom it names it did it for.
  const asked = (name: string) => workflow(`${tides}\n\nCo-authored-by: ${name} <${name}@people.example>`)
  expect(haveOneProgram(asked('belamarsh'), asked('adaquill'))).toBe(false)
})

test('what a program that raises packages adds last it opened, whatever the branch began with', () => {
  const [one, other] = [begunBy(['Ada', 'Ada', 'renovate[bot]']), begunBy(['Ada', 'Renovate[bot]'])]
  expect(endWithOneRaiser(one, other)).toBe(true)
  expect(endWithOneRaiser(one, begunBy(['Ada', 'greenkeeperio-bot']))).toBe(false)
  expect(endWithOneRaiser(one, begunBy(['renovate[bot]', 'Ada']))).toBe(false)
  expect(endWithOneRaiser(begunBy([]), begunBy([]))).toBe(false)
  const merged = begunBy(['Ada', 'renovate[bot]', 'Ada'])
  merged.commits[2]!.message = 'Merge pull request #7 from ada/renovate'
  expect(endWithOneRaiser(one, merged)).toBe(false)
  // A fork that has merged what its own bot raised.
  expect(endWithOneRaiser(one, begunBy(['Ada', 'renovate[bot]', 'renovate[bot]']))).toBe(false)
  // Or one of them, as GitHub's button squashes it.
  const squashed = begunBy(['Ada', 'renovate[bot]'])
  squashed.commits[1]!.message = 'Raise the chisel (#7)'
  expect(endWithOneRaiser(one, squashed)).toBe(false)
  // Where the account is known, it tells; and what tidies up in everybody's opened neither.
  expect(endWithOneRaiser(one, begunBy(['Ada', 'renovate[bot]'], false))).toBe(false)
  expect(
    endWithOneRaiser(begunBy(['Ada', 'pre-commit-ci[bot]']), begunBy(['Bo', 'pre-commit-ci[bot]'])),
  ).toBe(false)
})
