import { expect, test } from 'vitest'
import { samplePatch } from '../../testing/revisions.ts'
import { findBuiltFile } from './built-files.ts'
import { parsePatch } from './patch.ts'

const lines = (from: number, count: number) =>
  Array.from({ length: count }, (_, at) => `+turn(spindle${from + at})`)
const find = (files: Record<string, string[]>) =>
  findBuiltFile(
    parsePatch(
      Object.entries(files)
        .map(([path, added]) => samplePatch(path, added, 9))
        .join(''),
    ),
  )?.path ?? null

test('the file that has all that its sources get, and as much again, was built of them', () => {
  expect(find({ 'lathe.js': lines(0, 9), 'lib/turn.js': lines(2, 2), 'lib/deep/cut.js': lines(5, 2) })).toBe(
    'lathe.js',
  )
  expect(find({ 'lathe.css': lines(0, 9), 'css/turn.css': lines(2, 4) })).toBe('lathe.css')
  // Beside its sources, or in a folder of its own, where they are longer.
  expect(find({ 'out/lathe.js': lines(0, 10), 'lib/turn.js': lines(2, 5) })).toBe('out/lathe.js')
  // Another language's files are no source of it.
  expect(find({ 'lathe.js': lines(0, 9), 'lib/turn.js': lines(2, 4), 'turn.css': lines(20, 2) })).toBe(
    'lathe.js',
  )
  expect(find({ 'lathe.js': lines(0, 9), 'lib/turn.js': lines(2, 4), 'turn.go': lines(20, 2) })).toBe(
    'lathe.js',
  )
})

test.each([
  ['one that lacks a line', { 'lathe.js': lines(0, 9), 'lib/turn.js': lines(7, 3) }],
  ['one that is not twice as long', { 'lathe.js': lines(0, 7), 'lib/turn.js': lines(0, 4) }],
  ['one line in common', { 'lathe.js': lines(0, 9), 'lib/turn.js': lines(2, 1) }],
  ['few lines in a folder of its own', { 'out/lathe.js': lines(0, 9), 'lib/turn.js': lines(2, 4) }],
  ['another language', { 'lathe.go': lines(0, 9), 'lib/turn.go': lines(2, 4) }],
  ['a source that adds nothing', { 'lathe.js': lines(0, 9), 'lib/turn.js': ['-turn(spindle1)'] }],
  ['signs alone', { 'lathe.js': [...lines(0, 9), '+  })', '+  }'], 'lib/turn.js': ['+  })', '+  }'] }],
  ['a file alone', { 'lathe.js': lines(0, 9) }],
])('%s makes no build', (_, files) => {
  expect(find(files)).toBeNull()
})
