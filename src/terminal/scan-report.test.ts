import { stripVTControlCharacters } from 'node:util'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import type { ShownMember, ShownSet } from './render-sets.ts'
import { renderReport, type ScanReport } from './scan-report.ts'
import { viewOf } from './view.ts'

const titles = [
  'Fix typo',
  'ドキュメントの誤字を修正し、さらに長い説明を付け加えることで一行に収まらないようにします。これで十分でしょう',
  `${'👩‍👩‍👧‍👦'.repeat(40)} families`,
  `Z${'\u0301\u0323'.repeat(100)}algo ${'e\u0301'.repeat(120)}`,
  '\u001b[2J\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007 \u202egpj.exe',
  'a\nforged\r\n● #1 line',
  '🇩🇪🇫🇷🏴󠁧󠁢󠁥󠁮󠁧󠁿 flags',
  'x'.repeat(256),
]

const member = (number: number, title: string, more: Partial<ShownMember> = {}): ShownMember => ({
  number,
  role: 'duplicate',
  title,
  author: 'mirela',
  state: 'OPEN',
  draft: false,
  url: `https://github.com/acme/gateway/pull/${number}`,
  createdAt: '2024-05-01T10:00:00.000Z',
  landed: null,
  ...more,
})

const set = (members: ShownMember[], more: Partial<ShownSet> = {}): ShownSet => ({
  id: 'x',
  category: 'SAME_CHANGE',
  score: 0.98765,
  original: members[0]!.number,
  alreadyMerged: null,
  reason: `identical production change in ${'src/gateway/日本/'.repeat(20)}port.ts`,
  members: [{ ...members[0]!, role: 'original' }, ...members.slice(1)],
  ...more,
})

const report = (sets: ShownSet[]): ScanReport => ({
  repository: 'acme/gateway',
  snapshot: 'test',
  sets,
  scan: {
    listed: 12_345,
    analyzed: 12_000,
    unchanged: 300,
    failed: 45,
    degraded: 1,
    githubRequests: 124,
    graphqlPoints: 0,
  },
  incomplete: [{ number: 7, outcome: 'failed', reason: `it is \u001b[31mgone ${'日本'.repeat(100)}` }],
  landed: [{ number: 9, title: titles[2]!, sha: 'a'.repeat(40), committedAt: new Date(0) }],
  seconds: 12.345,
})

const hostile = report([
  set(
    titles.map((title, index) => member(index * 12_345 + 1, title, { author: titles[index]!, draft: true })),
    { alreadyMerged: 5 },
  ),
  set([member(1, 'One'), member(2, 'Two', { state: 'MERGED', role: 'merged' })]),
])

const plain = { width: 80, colour: false, links: false }

describe.each([20, 40, 80, 120, 200])('at %d columns', (width) => {
  test.each([plain, { ...plain, colour: true, links: true }])('no title makes a line longer (%o)', (view) => {
    const text = renderReport(hostile, { ...view, width })
    for (const line of text.split('\n'))
      expect(stringWidth(stripVTControlCharacters(line)), line).toBeLessThanOrEqual(width)
    // A heading, the members, a reason; then what was not read and the sum.
    expect(text.split('\n').filter((line) => line.includes('same change'))).toHaveLength(2)
    expect(text.match(/^ {2}[● ] (\u001b[^\\]*\\)?#\d/gm)).toHaveLength(titles.length + 2)
  })

  test('no title can send a control character, reorder a line or forge one', () => {
    const text = renderReport(hostile, { ...plain, width })
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
    expect(text).not.toMatch(/^forged/m)
    expect(text).not.toMatch(/\p{M}{5}/u)
  })
})

test('at 80 columns a set is read at a glance', () => {
  const one = report([
    set(
      [
        member(2700, 'Parse the port of an IPv6 address'),
        member(3101, 'Accept [::1]:80 as an address', { author: 'jonas', draft: true }),
      ],
      { reason: 'identical production change in src/gateway/port.ts' },
    ),
  ])
  expect(renderReport({ ...one, incomplete: [], landed: [] }, plain)).toBe(
    `same change 0.99 · #3101 does what #2700 does
  ● #2700 Parse the port of an IPv6 address      mirela  2024-05-01
    #3101 Accept [::1]:80 as an address (draft)  jonas   2024-05-01
  → identical production change in src/gateway/port.ts

1 duplicate set in acme/gateway
12,345 listed, 12,000 analysed, 300 unchanged, 45 failed, 1 in part
124 GitHub requests · 12.3 s · https://github.com/acme/gateway/pull/NUMBER
`,
  )
})

test('a set of hundreds shows twenty and counts the rest', () => {
  const many = set(Array.from({ length: 300 }, (_, index) => member(index + 1, 'Fix it')))
  const text = renderReport(report([many]), plain)
  expect(text).toContain('#300 and 298 more do what #1 does')
  expect(text).toContain('… and 280 more')
  expect(text.match(/Fix it/g)).toHaveLength(20)
})

test('numbers are links where the terminal has them, and only to an address that is one', () => {
  const linked = renderReport(report([set([member(1, 'One'), member(2, 'Two', { url: 'javascript:1' })])]), {
    ...plain,
    links: true,
  })
  expect(linked).toContain('\u001b]8;;https://github.com/acme/gateway/pull/1\u001b\\#1\u001b]8;;\u001b\\')
  expect(linked).not.toContain('javascript')
  expect(linked).not.toContain('/NUMBER')
})

describe('what can be shown', () => {
  const terminal = { isTTY: true, columns: 132 } as const
  test.each([
    ['a terminal says its width', terminal, {}, { width: 132, colour: true }],
    ['COLUMNS outranks it', terminal, { COLUMNS: '100' }, { width: 100, colour: true }],
    ['a pipe has 80 columns and no colour', { isTTY: false, columns: 0 }, {}, { ...plain }],
    ['COLUMNS is for a pipe too', { isTTY: false, columns: 0 }, { COLUMNS: '120' }, { width: 120 }],
    ['a COLUMNS that is no number is none', terminal, { COLUMNS: 'wide' }, { width: 132 }],
    ['a width of nothing is no width', { isTTY: true, columns: 0 }, { COLUMNS: '0' }, { width: 80 }],
    ['NO_COLOR is heard with any value', terminal, { NO_COLOR: '0' }, { colour: false }],
    ['an empty NO_COLOR says nothing', terminal, { NO_COLOR: '' }, { colour: true }],
    ['FORCE_COLOR is for a pipe', { isTTY: false, columns: 0 }, { FORCE_COLOR: '1' }, { colour: true }],
    ['NO_COLOR outranks it', terminal, { NO_COLOR: '1', FORCE_COLOR: '1' }, { colour: false }],
    ['a dumb terminal has neither', terminal, { TERM: 'dumb' }, { colour: false, links: false }],
    ['links can be asked for', { isTTY: false, columns: 0 }, { FORCE_HYPERLINK: '1' }, { links: true }],
    ['and refused', terminal, { FORCE_HYPERLINK: '0' }, { links: false }],
  ])('%s', (_, out, env, expected) => {
    expect(viewOf(out, env)).toMatchObject(expected)
  })
})
