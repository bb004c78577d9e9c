import { expect, test } from 'vitest'
import { readIssueLinks } from './issue-links.ts'

const read = (facts: Partial<Parameters<typeof readIssueLinks>[0]>) =>
  readIssueLinks({
    number: 1,
    repository: 'acme/yard',
    title: '',
    body: '',
    commits: [],
    ...facts,
  }).map(({ issue, closes }) => `${closes ? 'closes' : 'mentions'} #${issue}`)

const commit = (message: string) => ({ sha: 'a'.repeat(40), message })

test.each([
  ['Fixes #12', ['closes #12']],
  ['CLOSES: #12', ['closes #12']],
  ['fixed acme/yard#12, resolves ACME/Yard#13', ['closes #12', 'closes #13']],
  ['Closes https://github.com/acme/yard/issues/12.', ['closes #12']],
  ['Closes #12, #13 and acme/yard#14', ['closes #12', 'closes #13', 'closes #14']],
  ['Fixes GH-12; see #13', ['closes #12', 'mentions #13']],
  ['Closes [#12](https://github.com/acme/yard/issues/12)', ['closes #12']],
  ['Resolves [the report](https://github.com/acme/yard/issues/12)', ['closes #12']],
  // What is read is what is linked to, unless a number is all that the link says.
  ['Closes [#12](https://tracker.example/12)', ['closes #12']],
  ['Closes [#12](https://github.com/acme/yard/issues/13)', ['closes #12']],
  ['Closes **#12**', ['closes #12']],
  ['Closes <https://github.com/acme/yard/issues/12>', ['closes #12']],
  ['### Fixes\n\n- #12 the gate\n- #13\n\nSee #14', ['closes #12', 'closes #13', 'mentions #14']],
  ['**Resolves the following issues:**\n#12\n1. #13', ['closes #12', 'closes #13']],
  ['### Bug fixes\n- #12 the gate', ['mentions #12']],
  ['Fixes other/yard#12 and https://github.com/other/yard/issues/13', []],
  ['<!-- Fixes #12 -->\nRelated to #13', ['mentions #13']],
  ['Write `Fixes #12` there\n```\ncloses #13\n```', []],
  ['Refs #12. This fixes #12.', ['closes #12']],
  ['Fixing #12, part of #13, fix for #14', ['mentions #12', 'mentions #13', 'mentions #14']],
  ['Fixes #1 and #0', []],
])('the description %j %j', (body, links) => {
  expect(read({ body })).toEqual(links)
})

test('the title and each commit count as the description does', () => {
  expect(
    read({ title: 'fix #12: the gate', commits: [commit('Oil it\n\nCloses #13'), commit('like #14')] }),
  ).toEqual(['closes #12', 'closes #13', 'mentions #14'])
  expect(read({ title: 'gh-12: the gate' })).toEqual(['closes #12'])
  expect(read({ title: 'YARD-12: the gate' })).toEqual([])
})

test('what a commit alone says is known by that commit', () => {
  const links = readIssueLinks({
    number: 1,
    repository: null,
    title: 'Fixes #12',
    body: 'See #13',
    commits: [commit('Fix #12, fix #13')],
  })
  expect(links).toEqual([
    { issue: 12, closes: true, commit: null },
    { issue: 13, closes: true, commit: 'a'.repeat(40) },
  ])
})

test('without a name of the repository its own short form is read alone', () => {
  expect(read({ repository: null, body: 'Fixes #12, fixes acme/yard#13' })).toEqual(['closes #12'])
})

test('texts made to be slow to read are read like any other', () => {
  const bodies = [
    'fixes #'.repeat(9_000),
    '['.repeat(60_000),
    `fixes ${'#1, '.repeat(15_000)}`,
    'Closes:\n'.repeat(8_000),
    '`'.repeat(60_000),
    '<!--'.repeat(15_000),
  ]
  for (const body of bodies) read({ body })
  // No wall time: a text that took quadratic steps would take minutes, and the test its time limit.
  expect(bodies.length).toBe(6)
})

test('a description is read for as long as GitHub takes one', () => {
  const at = (end: number) => `${'x'.repeat(end - 4)} #12`
  expect(read({ body: at(65_536) })).toEqual(['mentions #12'])
  expect(read({ body: at(65_537) })).toEqual([])
})

test('messages are read for eight thousand characters each, and no more once there were 32,000 of them', () => {
  const long = (length: number) => commit('y'.repeat(length))
  const named = commit('fixes #12')
  const padded = (end: number) => commit(`${'x'.repeat(end - 10)} fixes #12`)
  expect(read({ commits: [padded(8_000)] })).toEqual(['closes #12'])
  expect(read({ commits: [padded(8_003)] })).toEqual([])
  expect(read({ commits: [long(20_000), long(12_000), named] })).toEqual(['closes #12'])
  expect(read({ commits: [long(20_000), long(12_001), named] })).toEqual([])
})

test('after sixty links no further commit is read', () => {
  const mentions = (count: number) => Array.from({ length: count }, (_, at) => commit(`like #${at + 100}`))
  const last = commit('fixes #12')
  expect(read({ commits: [...mentions(59), last] })).toContain('closes #12')
  expect(read({ commits: [...mentions(60), last] })).not.toContain('closes #12')
})

test('an announcement holds for the list below it, over empty lines, up to another line', () => {
  expect(read({ body: 'Fixes:\n\n- #12\n\n- #13\nand\n- #14' })).toEqual([
    'closes #12',
    'closes #13',
    'mentions #14',
  ])
  // A line of eighty characters announces nothing.
  const line = (length: number) => `${' '.repeat(18)}fixes${' '.repeat(length)}`
  expect(read({ body: `${line(10)}\n- #12` })).toEqual(['closes #12'])
  expect(read({ body: `${line(10).padEnd(79)}\n- #12` })).toEqual(['mentions #12'])
})

test('a mention that becomes a closing is one, with the commit that says so', () => {
  const links = readIssueLinks({
    number: 1,
    repository: null,
    title: '',
    body: 'See #12',
    commits: [commit('Fix #12'), { sha: 'b'.repeat(40), message: 'Fix #12 for good' }],
  })
  expect(links).toEqual([{ issue: 12, closes: true, commit: 'a'.repeat(40) }])
})
