import { expect, test } from 'vitest'
import { longestTitle } from './relation-facts.ts'
import { isTrial } from './trial.ts'

test.each([
  '[DO NOT MERGE] Check the install scripts',
  'Check the install scripts (do not merge)',
  '[tests-only][do-not-merge] run with the next winch',
  '[WIP, DNM] Check the winch',
  "[Don't merge yet] Check the winch",
  'DNM: run the job at once',
  'Check the winch, DO NOT MERGE',
  'Do not merge: check the winch',
  '<not to be merged> Check the winch',
  'feat(winch): [DNM] run at once',
  'WIP DO NOT MERGE check the winch',
  'Check the winch DO NOT MERGE (#12)',
  'Check the winch (DNM)',
  'Check the winch - DNM',
  '[DO NOT MERGE] Labels of the winch',
])('%j says that it is not to be merged', (title) => {
  expect(isTrial(title)).toBe(true)
})

test.each([
  'Do not merge empty cells',
  "Don't merge rows of two tables",
  'Say when a pull request is not to be merged',
  'Merge the (do it) mark',
  'Fix what DNMs do',
  // What is spoken of.
  'Add a DO NOT MERGE label',
  'Fail the build on DO NOT MERGE',
  'Respect the [do not merge] label',
  'Name "[DO NOT MERGE]" in the guide',
  "Skip what is titled 'DO NOT MERGE'",
  // What a thing is called.
  'Add the dynamic network model (DNM)',
  'DNM export loses rows',
  'Fix the DNM export',
  'DNM-based routes',
  'Read DNM',
  '[WIP] Check the winch',
  '[do not mergesort] Sort in place',
  `[${'a'.repeat(longestTitle)} [DO NOT MERGE]`,
])('%j does not', (title) => {
  expect(isTrial(title)).toBe(false)
})

test('a hostile title is read in time that grows with its length', () => {
  expect(isTrial('[do not merge '.repeat(20_000))).toBe(false)
  expect(isTrial('[do not'.repeat(20_000))).toBe(false)
})
