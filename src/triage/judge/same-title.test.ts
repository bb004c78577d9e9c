import { expect, test } from 'vitest'
import { saySameTitle, titlesDiffer } from './same-title.ts'

test.each([
  ['fix(core): sniff MCP image MIME types', 'fix(core): sniff MCP image MIME types', true],
  [
    'fix(cli): prevent Ctrl+D exit when input is not empty',
    'Prevent Ctrl+D exit when input is not empty (Issue #19)',
    true,
  ],
  ['Preserve externally added settings on save', 'fix: preserve externally-added settings when saving', true],
  ['Keep allergens beside swapped dishes (#77)', 'Keep allergens beside dishes that are swapped', true],
  // What many say, or says too little.
  ['Update README.md', 'Update README.md', false],
  ['Fix tests', 'Fix tests', false],
  ['Bump lathe from 1.0.0 to 1.1.0', 'Bump lathe from 1.0.0 to 1.1.0', false],
  ['Prepare the next release 1.2.0', 'Prepare the next release 1.2.0', false],
  // One thing for two versions, or on two lines of releases.
  ['Support the Ruby 3.2 syntax', 'Support the Ruby 3.3 syntax', false],
  ['[release-3.4] Close idle watchers on error', '[release-3.5] Close idle watchers on error', false],
  ['[release-3.4] Close idle watchers on error', 'Close idle watchers on error', false],
  // Words in common, and another subject.
  ['Add the lathe to the list of tools', 'Add the mandrel to the list of tools', false],
  ['Close idle watchers on error', 'Close the loft door at night', false],
  ['Bees stay in during rain', 'Bees stay in during storms', false],
  [
    'Skip missing include directories on startup',
    'fix(core): skip missing includeDirectories on init',
    false,
  ],
  // Opposites, and one word for another.
  [
    'Add deprecation warning for the legacy handler',
    'Remove deprecation warning for the legacy handler',
    false,
  ],
  [
    'Enable strict null checks in the parser module',
    'Disable strict null checks in the parser module',
    false,
  ],
  ['Do not escape markup in the title attribute', 'Escape markup in the title attribute', false],
  ['Use pipes instead of sockets in client transport', 'Use sockets in the client transport of pipes', false],
  ['Add Acme to the list of companies using looms', 'Add Zeta to the list of companies using looms', false],
  [
    'Add the Spanish translation of the getting started guide',
    'Add the Korean translation of the getting started guide',
    false,
  ],
  [
    'Add highlighting support for zig language files',
    'Add highlighting support for nim language files',
    false,
  ],
  ['Fix memory leak in the Reader close method', 'Fix memory leak in the Writer close method', false],
  ['[windows] Close the handle of a finished child', '[linux] Close the handle of a finished child', false],
  [
    'fix: restore terminal focus after diff tabs close',
    'fix: preserve terminal focus after diff tabs close',
    true,
  ],
  ['', '', false],
])('%j and %j: %j', (one, other, same) => {
  expect(saySameTitle({ title: one }, { title: other })).toBe(same)
  expect(saySameTitle({ title: other }, { title: one })).toBe(same)
})

test.each([
  ['Lock the door', 'Count visitors', true],
  ['Lock the door', 'Doors get locked', false],
  ['Lock the door', 'Count who comes through the door', false],
  // The little words that all titles have.
  ['Lock the door', 'Count the visitors', true],
  // One that says nothing.
  ['Lock the door', 'Fix #7', false],
  ['', 'Count visitors', false],
  // In another script, or one whose words are not cut.
  ['Fix the parsing of ports', 'Исправить разбор портов', false],
  ['修复端口解析错误', '解析端口时不再出错', false],
  ['Türen schließen nachts', 'Count visitors', true],
  [`${'- '.repeat(150)}door`, 'Lock the door', false],
])('whether %j and %j have no word in common', (one, other, expected) => {
  expect(titlesDiffer({ title: one }, { title: other })).toBe(expected)
  expect(titlesDiffer({ title: other }, { title: one })).toBe(expected)
})
