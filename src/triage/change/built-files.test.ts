import { expect, test } from 'vitest'
import { samplePatch } from '../../testing/revisions.ts'
import { findBuiltFiles } from './built-files.ts'
import { parsePatch } from './patch.ts'

const lines = (from: number, count: number) =>
  Array.from({ length: count }, (_, at) => `+turn(spindle${from + at})`)
const find = (files: Record<string, string[]>) =>
  findBuiltFiles(
    parsePatch(
      Object.entries(files)
        .map(([path, added]) => samplePatch(path, added, 9))
        .join(''),
    ),
  ).map(({ path }) => path)

test('the file that has all that its sources get, and as much again, was built of them', () => {
  // Above its sources.
  expect(
    find({ 'lathe.js': lines(0, 12), 'lib/turn.js': lines(2, 3), 'lib/deep/cut.js': lines(5, 3) }),
  ).toEqual(['lathe.js'])
  expect(find({ 'lathe.js': lines(0, 10), 'lib/turn.js': lines(2, 5) })).toEqual(['lathe.js'])
  expect(find({ 'lathe.css': lines(0, 10), 'css/turn.css': lines(2, 5) })).toEqual(['lathe.css'])
  // In a folder for builds, or of several.
  expect(find({ 'out/lathe.js': lines(0, 10), 'lib/turn.js': lines(2, 5) })).toEqual(['out/lathe.js'])
  expect(find({ 'web/all.js': lines(0, 12), 'lib/turn.js': lines(0, 3), 'lib/cut.js': lines(5, 3) })).toEqual(
    ['web/all.js'],
  )
  // Each language by itself, however long the other's files are.
  expect(
    find({
      'lathe.js': lines(0, 10),
      'lib/turn.js': lines(2, 5),
      'turn.go': lines(20, 2),
      'lathe.css': lines(0, 12),
      'css/turn.css': lines(2, 6),
    }),
  ).toEqual(['lathe.css', 'lathe.js'])
  expect(find({ 'a.css': lines(20, 30), 'lathe.js': lines(0, 10), 'lib/turn.js': lines(2, 5) })).toEqual([
    'lathe.js',
  ])
})

const shared = ["+'use strict'", "+const log = require('./log')", "+import { log } from './log.js'"]
test.each([
  ['one that lacks a line', { 'lathe.js': lines(0, 12), 'lib/turn.js': lines(7, 6) }],
  ['one that is not twice as long', { 'lathe.js': lines(0, 9), 'lib/turn.js': lines(0, 5) }],
  ['few lines in common', { 'lathe.js': lines(0, 9), 'lib/turn.js': lines(2, 4) }],
  [
    'what many files begin with',
    { 'app.js': [...shared, ...lines(0, 9)], 'lib/turn.js': [...shared, ...lines(2, 2)] },
  ],
  ['the same in another folder', { 'chrome/back.js': lines(0, 10), 'firefox/back.js': lines(2, 5) }],
  ['another language', { 'lathe.go': lines(0, 12), 'lib/turn.go': lines(2, 6) }],
  ['a source that adds nothing', { 'lathe.js': lines(0, 9), 'lib/turn.js': ['-turn(spindle1)'] }],
  ['signs alone', { 'lathe.js': [...lines(0, 9), '+  })', '+  }'], 'lib/turn.js': ['+  })', '+  }'] }],
  ['a file alone', { 'lathe.js': lines(0, 9) }],
])('%s makes no build', (_, files) => {
  expect(find(files)).toEqual([])
})

test('which file stands first, how lines are indented, and what is short or goes tell nothing', () => {
  expect(find({ 'lib/turn.js': lines(2, 5), 'lathe.js': lines(0, 10) })).toEqual(['lathe.js'])
  const indented = lines(0, 10).map((line) => line.replace('+', '+    '))
  expect(find({ 'lathe.js': indented, 'lib/turn.js': lines(2, 5) })).toEqual(['lathe.js'])
  // The build leaves these out, or never had them.
  const source = [' turn(spindle77)', '-turn(spindle88)', '+stop()', ...lines(2, 5)]
  expect(find({ 'lathe.js': lines(0, 12), 'lib/turn.js': source })).toEqual(['lathe.js'])
  // Eight characters are a line that no other file has by chance.
  expect(find({ 'lathe.js': lines(0, 14), 'lib/turn.js': [...lines(2, 5), '+stop(12)'] })).toEqual([])
})

test.each([
  ['a source beside it', { 'lib/lathe.js': lines(0, 10), 'lib/turn.js': lines(2, 5) }],
  [
    'a second file that only loses lines',
    { 'web/all.js': lines(0, 10), 'lib/turn.js': lines(2, 5), 'lib/old.js': ['-turn(spindle9)'] },
  ],
])('%s makes no build either', (_, files) => {
  expect(find(files)).toEqual([])
})
