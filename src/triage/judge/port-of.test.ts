import { expect, test } from 'vitest'
import { commit } from '../../testing/case.ts'
import { sampleRevision } from '../../testing/revisions.ts'
import { CandidateIndex } from '../candidates/candidate-index.ts'
import { findPortOf } from './port-of.ts'
import { readSide } from './side.ts'

const lines = ['interval', 'blast', 'whistle', 'lantern', 'pennant', 'halyard', 'bollard', 'capstan']
const change = (count: number, ...more: string[]) => ({
  'src/horn.ts': [...lines.slice(0, count), ...more].map(
    (word) => `+  const ${word} = rules.of(${word}Depth)`,
  ),
})
const side = (number: number, subjects: string[], changes = change(8)) =>
  readSide(
    sampleRevision(number, changes, {
      commits: subjects.map((subject, minute) => commit(`person${number}`, number * 10 + minute, subject)),
    }),
  )
const merged = side(2, ['Sound the horn'])
const other = side(1, ['Horn'])
const find = (port: ReturnType<typeof side>, mergedAt: number | null = 1, beside = other) =>
  findPortOf(
    port,
    beside,
    new CandidateIndex(
      [beside, merged, port].map(({ revision: { number }, signature }) => ({
        number,
        signature,
        mergedAt: number === 2 ? mergedAt : null,
      })),
    ),
  )

test('what bears the number of a merged pull request and changes what that one did is its port', () => {
  expect(find(side(3, ['Sound the horn (#2)']))).toBe(2)
  expect(find(side(3, ['Sound the horn (#2)'], change(8, 'fitted')))).toBe(2)
})

test.each([
  ['the number is not merged', side(3, ['Sound the horn (#2)']), null],
  ['it is unknown: an issue', side(3, ['Sound the horn (#90)']), 1],
  ['it is the other one', side(3, ['Sound the horn (#1)']), 1],
  ['it is its own', side(3, ['Sound the horn (#3)']), 1],
  ['a commit bears none', side(3, ['Sound the horn (#2)', 'More of it']), 1],
  ['it does little of it', side(3, ['Sound the horn (#2)'], change(2)), 1],
  ['it does much besides', side(3, ['Sound it (#2)'], change(8, ...'abcdefghij'.split(''))), 1],
])('not where %s', (_, port, mergedAt) => {
  expect(find(port, mergedAt)).toBeNull()
})

test('a raise that a program proposed is answered by whoever brings it to that branch', () => {
  const raised = commit('dependabot[bot]', 1, 'Bump horn')
  const bots = readSide(sampleRevision(1, change(8), { commits: [raised] }))
  expect(find(side(3, ['Bump horn (#2)']), 1, bots)).toBeNull()
})
