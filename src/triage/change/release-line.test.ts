import { expect, test } from 'vitest'
import { isNamedReleaseLine, isReleaseLine, mayBeProjectLine, mayBeSeparateLine } from './release-line.ts'

test("a project's own word and a version may be a line of releases", () => {
  for (const name of ['chart-17', 'bump_v18.06', 'yard/3.x', 'rel_1_4', 'Yard-2.0.1'])
    expect([name, mayBeProjectLine(name), isNamedReleaseLine(name)]).toEqual([name, true, true])
})

test('what is numbered by an issue, a ticket or a try is none', () => {
  for (const name of [
    'fix-12',
    'issue_484',
    'patch-1',
    'feature/2',
    'gh-17',
    'dependabot-3',
    'TF-1091',
    'yard-20260101',
    'yard',
    'yard-17-patches',
    'ada/yard-17',
    'main',
  ])
    expect([name, mayBeProjectLine(name), isNamedReleaseLine(name)]).toEqual([name, false, false])
})

test('what is called as a line of releases needs no word of the project', () => {
  for (const name of ['release-3', 'v1.15', '2.x']) {
    expect(isReleaseLine(name)).toBe(true)
    expect(mayBeProjectLine(name)).toBe(false)
  }
  // Merged up to the default branch as often as not.
  expect(isNamedReleaseLine('2.x')).toBe(false)
})

test('what is called by a number may go its own way, and an issue may not', () => {
  for (const name of ['21.1.x', '2.x', '5.4', 'v7', '12', '2-2-stable'])
    expect([name, mayBeSeparateLine(name)]).toEqual([name, true])
  for (const name of [
    '371',
    'v138',
    '20260101',
    '12-parse-ports',
    'release-3',
    'v1.15',
    'stable',
    'main',
    '5.4\n',
    '',
  ])
    expect([name, mayBeSeparateLine(name)]).toEqual([name, false])
})
