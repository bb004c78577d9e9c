import { expect, test } from 'vitest'
import { commit } from '../../testing/case.ts'
import { type SampleChange, sampleRevision } from '../../testing/revisions.ts'
import { raisesBesideGroup } from './beside-group.ts'
import { readSide } from './side.ts'

const harpoon = ['-  "harpoon": "^3.0.0",', '+  "harpoon": "^4.0.0",']
const raised: SampleChange = { 'package.json': harpoon }
const all: SampleChange = { 'package.json': [...harpoon, '-  "kedge": "^1.0.0",', '+  "kedge": "^2.0.0",'] }
const side = (author: string, subject: string, changes: SampleChange) =>
  readSide(sampleRevision(1, changes, { title: subject, commits: [commit(author, 1, subject)] }))
const program = 'dependabot[bot]'
const bump = 'chore(deps): bump the boats group across 1 directory with 2 updates'
const group = side(program, bump, all)
const work: SampleChange = { ...raised, 'src/boat.ts': ['-harpoon.throw()', '+await harpoon.throw()'] }
const own = side('ada', 'Throw the new harpoon', work)

const isBeside = (a = group, b = own) => {
  expect(raisesBesideGroup(b, a)).toBe(raisesBesideGroup(a, b))
  return raisesBesideGroup(a, b)
}

test('who raises one of a group and writes code for it does something else', () => {
  expect(isBeside()).toBe(true)
  const tests = { ...raised, 'src/boat.test.ts': ['+expect(harpoon).toBeSharp()'] }
  expect(isBeside(group, side('ada', 'Throw the new harpoon', tests))).toBe(true)
})

const berth = ['+moor(kedge, harpoon)']
test.each([
  ['it raises all of the group', group, side('ada', 'New boats', { ...all, 'src/boat.ts': berth })],
  ['it raises none of it', group, side('ada', 'Moor', { 'src/boat.ts': berth })],
  ['it raises alone', group, side('ada', 'A new harpoon', raised)],
  [
    'it raises elsewhere too',
    group,
    side('ada', 'A new harpoon', { ...raised, 'web/package.json': ['+"a": 1'] }),
  ],
  ['the program writes that as well', side(program, bump, work), own],
  ['the program raises one', side(program, 'chore(deps): bump the boats group with 1 update', raised), own],
  ['a person raises the group', side('bela', bump, raised), own],
  ['the other one is a program', group, side(program, 'Throw the new harpoon', work)],
])('not where %s', (_, a, b) => {
  expect(isBeside(a, b)).toBe(false)
})
