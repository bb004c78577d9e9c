import { expect, test } from 'vitest'
import {
  isForOneRelease,
  isReleaseLine,
  mayBeSeparateLine,
  projectLineWord,
  shipperOf,
} from './release-line.ts'

const inMirror = (baseRef: string) => isForOneRelease({ baseRef, createdAtGuessed: true })

test("a project's own word and a version may be a line of releases", () => {
  for (const [name, word] of [
    ['chart-17', 'chart'],
    ['bump_v18.06', 'bump'],
    ['yard/3.x', 'yard'],
    ['rel_1_4', 'rel'],
    ['Yard-2.0.1', 'yard'],
    ['yd17.11', 'yd'],
  ])
    expect([name, projectLineWord(name!), inMirror(name!)]).toEqual([name, word, true])
})

test('what is numbered by an issue, a ticket, a step or a try is none', () => {
  for (const name of [
    'fix-12',
    'issue_484',
    'patch-1',
    'feature/2',
    'gh-17',
    'dependabot-3',
    'TF-1091',
    'tf-1091',
    'yard-484',
    'ada/17',
    'ada/484',
    'phase-2',
    'stage-3',
    'step_1.2',
    'fix1.2',
    'yard17',
    'yard-20260101',
    'yard',
    'yard-17-patches',
    'ada/yard-17',
    'main',
  ])
    expect([name, projectLineWord(name), inMirror(name)]).toEqual([name, null, false])
})

test('what is called as a line of releases needs no word of the project', () => {
  for (const name of ['release-3', 'v1.15', '2.x']) {
    expect(isReleaseLine(name)).toBe(true)
    expect(projectLineWord(name)).toBeNull()
  }
  // Merged up to the default branch as often as not.
  expect(isForOneRelease({ baseRef: '2.x' })).toBe(false)
  for (const baseRef of [
    'release-3',
    'release26',
    'stable2.7',
    '7.x-stable',
    '2-2-stable',
    '1_6.maintenance',
  ]) {
    expect([baseRef, isReleaseLine(baseRef), isForOneRelease({ baseRef })]).toEqual([baseRef, true, true])
    expect([baseRef, projectLineWord(baseRef)]).toEqual([baseRef, null])
  }
  // What is tidied up before a release, and what is called by a number of an issue.
  for (const baseRef of ['release26-cleanup', 'releases', 'hotfix12', 'support484', '142-make-boards-stable'])
    expect([baseRef, isForOneRelease({ baseRef })]).toEqual([baseRef, false])
  expect(isForOneRelease({ baseRef: null })).toBe(false)
})

test.each([
  // A branch on which the project moves to another project's version, or one that a second pull request is stacked on.
  ['react-18', 'acme/yard', false],
  ['parser-2', 'acme/yard', false],
  ['yard-17', 'acme/yard', true],
  ['Yard-17', 'ACME/Yard', true],
  ['acme_v2.1', 'acme/yard', true],
  ['yard-17', null, false],
])('on GitHub %s of %j is for one release: %j', (baseRef, repository, isLine) => {
  expect(isForOneRelease({ baseRef, repository })).toBe(isLine)
})

test('what is called by a number may go its own way, and an issue may not', () => {
  for (const name of ['21.1.x', '2.x', '5.4', 'v7', '12', '2-2-dev'])
    expect([name, mayBeSeparateLine(name)]).toEqual([name, true])
  for (const name of [
    '371',
    'v138',
    '20260101',
    '12-parse-ports',
    'release-3',
    'v1.15',
    '2-2-stable',
    'stable',
    'main',
    '5.4\n',
    '',
  ])
    expect([name, mayBeSeparateLine(name)]).toEqual([name, false])
})

test('a line that is kept for one who ships it says for whom', () => {
  for (const [name, shipper] of [
    ['v5.4-rhel', 'rhel'],
    ['v4.4.1-CRIO', 'crio'],
    ['v1.2-shop', 'shop'],
  ])
    expect([name, shipperOf(name!), isReleaseLine(name!), isForOneRelease({ baseRef: name! })]).toEqual([
      name,
      shipper,
      true,
      true,
    ])
  for (const name of [
    'v5.4',
    'v5.4-stable',
    'v5.4-candidate',
    'v5.4-rc1',
    'v5-rhel',
    '5.4-rhel',
    'release-5.4-rhel',
    'v5.4-a-topic',
  ])
    expect([name, shipperOf(name)]).toEqual([name, ''])
})
