import { expect, test } from 'vitest'
import type { Revision } from '../../domain/revision.ts'
import { commit } from '../../testing/case.ts'
import { sampleRevision } from '../../testing/revisions.ts'
import { wordFacts } from '../../words/pair-reasons.ts'
import { findBackport, saysBackport } from './backport.ts'
import type { OwnMeasures } from './pair-facts.ts'
import { readSide } from './side.ts'

const sha = (letter: string) => letter.repeat(40)
const side = (number: number, facts: Partial<Revision> = {}) =>
  readSide(
    sampleRevision(
      number,
      { 'src/a.ts': ['+one'] },
      {
        title: `Title ${number}`,
        commits: [{ ...commit(`person${number}`, number, `Subject ${number}`), sha: sha(String(number)) }],
        ...facts,
      },
    ),
  )
const proof = (
  older: Partial<Revision>,
  newer: Partial<Revision>,
  measures: Partial<OwnMeasures> = { text: 1 },
) => {
  const own = { identical: false, text: null, ...measures } as OwnMeasures
  const found = findBackport(side(1, older), side(2, newer), own)
  return found && wordFacts([found.fact])[0]!.replace(/^#2 brings the change in #1 to /, '')
}
const elsewhere = { baseRef: '2.x' }
const picks = (id: string, number = 9) => ({
  commits: [commit('x', number, `x\n\n(cherry picked from commit ${id})`)],
})

test('only what is the same to six tenths, or to the letter, can be brought elsewhere', () => {
  const said = { body: 'A backport' }
  expect(proof({}, said, { text: 0.6 })).toBe('another branch: it says “backport”')
  expect(proof({}, said, { text: 0.59 })).toBeNull()
  expect(proof({}, said, { text: null })).toBeNull()
  expect(proof({}, said, { text: null, identical: true })).toBe('another branch: it says “backport”')
})

test('a cherry-pick of one commit by both, or of the other, proves it', () => {
  expect(proof(picks(sha('a')), { ...picks(sha('a')), ...elsewhere })).toBe(
    '2.x: both were cherry-picked from aaaaaaa',
  )
  expect(proof(picks('aaaaaaaa'), picks(sha('a')))).toBe(
    'another branch: both were cherry-picked from aaaaaaa',
  )
  expect(proof(picks(sha('a')), picks('aaaaaaaa'))).toBe(
    'another branch: both were cherry-picked from aaaaaaa',
  )
  expect(proof(picks(sha('a')), picks(sha('b')))).toBeNull()
  expect(proof({}, picks(sha('1')))).toBe('another branch: it was cherry-picked from 1111111')
  expect(proof(picks('2222222'), {})).toBe('another branch: it was cherry-picked from 2222222')
  expect(proof({}, picks(sha('3')))).toBeNull()
})

test('it says so: that it is a backport of either, or both that they are picked', () => {
  expect(proof({ title: 'Backport x' }, {})).toBe('another branch: it says “Backport”')
  expect(proof({}, { title: 'x (back-ported)' })).toBe('another branch: it says “back-ported”')
  expect(proof({ body: 'cherry-picked' }, { body: 'A cherry pick' })).toBe(
    'another branch: it says “cherry pick”',
  )
  for (const title of ['Cherry-pick commit to x', 'cherry pick #9', '[Cherry-pick] PR 9 with conflicts'])
    expect(proof({}, { title })).toMatch(/^another branch: it says /)
  // What is about picks is none.
  for (const title of [
    'Cherry-pick dialog: keep the date',
    'Cherry-pick upstream fix',
    'Cherry-picks keep dates',
  ])
    expect(proof({}, { title })).toBeNull()
  expect(proof({ body: 'cherry-picked' }, {})).toBeNull()
  expect(proof({}, { body: 'cherry-picked' })).toBeNull()
  const said = (end: number) => saysBackport(side(1, { body: `${'x'.repeat(end - 9)} backport` }))
  expect([said(2_000), said(2_001)]).toEqual(['backport', null])
  const picked = (end: number) =>
    proof({ body: `${'x'.repeat(end - 12)} cherry-pick` }, { body: 'cherry-pick' }) !== null
  expect([picked(2_000), picked(2_001)]).toEqual([true, false])
})

test.each([
  ['Port #1 to the pocket watch', 'Port #1'],
  ['[3.0] Port #1', 'Port #1'],
  ['Ring once\n\nPorts https://github.com/acme/yard/pull/1', 'Ports https://github.com/acme/yard/pull/1'],
  ['Ring once\n\nThis is ported of acme/yard#1.', 'ported of acme/yard#1'],
  ['Ring once (port of #1)', 'port of #1'],
  ['Forward-port PR #1', 'Forward-port PR #1'],
  ['Backport of pull request #1', 'Backport of pull request #1'],
])('%j names what it brings, where a third of it is the same', (message, words) => {
  const said = { repository: 'acme/yard', commits: [commit('x', 9, message)], baseRef: null }
  expect(proof({}, said, { text: 0.35 })).toBe(`another branch: it says “${words}”`)
  expect(proof({}, said, { text: 0.2 })).toBeNull()
  // To the branch that the other one was made to: it does that again.
  expect(proof({}, { ...said, baseRef: 'main' }, { text: 0.5 })).toBeNull()
})

test.each([
  'Port #3',
  'Listen on port #1',
  'Support #1',
  'Ports acme/mill#1',
  'Port the bell like #1',
  'Ported',
])('%j names nothing that it brings', (message) => {
  const said = { repository: 'acme/yard', commits: [commit('x', 9, message)], baseRef: null }
  expect(proof({}, said, { text: 0.5 })).toBeNull()
})

test('it carries what was merged, to another branch or one that is not known', () => {
  const merged = { commits: [commit('x', 9, 'Widen (#7)')] }
  expect(proof({}, merged)).toBeNull()
  expect(proof({}, { ...merged, ...elsewhere })).toBe('2.x: it includes the commit that #7 was merged as')
  expect(proof({ ...merged, baseRef: null }, {})).toBe(
    'another branch: it includes the commit that #7 was merged as',
  )
  expect(proof({}, { ...merged, baseRef: null })).toBe(
    'another branch: it includes the commit that #7 was merged as',
  )
  // All of its commits, and none of its own.
  expect(proof({ baseRef: null }, { commits: [...merged.commits, commit('x', 10, 'More')] })).toBeNull()
  expect(proof({ baseRef: null }, { commits: [commit('x', 9, 'Widen (#2)')] })).toBeNull()
  expect(proof({ baseRef: null }, { commits: [] })).toBeNull()
})

test('for another branch it keeps its title or its author', () => {
  const same = { title: 'Widen the gate' }
  const to = '2.x: #1 targets main'
  expect(proof(same, { ...same, ...elsewhere })).toBe(to)
  expect(proof(same, same)).toBeNull()
  expect(proof(same, { title: 'Lock the gate', ...elsewhere })).toBeNull()
  expect(proof(same, { title: '[v2.1] Widen the gate (2.x)', ...elsewhere })).toBe(to)
  expect(proof({ title: 'A', author: 'mirela-k' }, { title: 'B', author: 'mirela-k', ...elsewhere })).toBe(to)
})

test.each([
  ['Port to 2.1 - Parse ports', 'Port to 2.1'],
  ['[3.0] Port #12 to release/3.0', '[3.0] Port #12 to release/'],
  ['Ported the fix of lexers to the servicing branch', 'Ported the fix of lexers to the servicing'],
  ['Port the lexer to Rust', null],
  ['Port 8080 to 8081', null],
  ['Support ports to 2.1', null],
])('%j says that it brings something to a line of releases: %j', (title, words) => {
  expect(saysBackport(side(1, { title }))).toBe(words)
})
