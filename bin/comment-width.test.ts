import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'oxc-parser'
import { expect, test } from 'vitest'
import { projectRoot } from '../src/root.ts'
import { readSources } from './room-imports.ts'

const widest = 120

test('no line of a comment is wider than 120 columns', () => {
  const wide: string[] = []
  for (const path of readSources().keys()) {
    const text = readFileSync(join(projectRoot, path), 'utf8')
    for (const { start, end } of parseSync(path, text).comments) {
      const from = text.lastIndexOf('\n', start - 1) + 1
      // What stands beside code is as wide as the code makes it.
      if (text.slice(from, start).trim() !== '') continue
      for (const line of text.slice(from, end).split('\n'))
        if ([...line].length > widest && !/https?:\/\/\S{60}/.test(line)) wide.push(`${path}: ${line.trim()}`)
    }
  }
  expect(wide).toEqual([])
})
