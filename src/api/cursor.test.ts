import { expect, test } from 'vitest'
import { type cursors, decodeCursor, encodeCursor } from './cursor.ts'

const encode = (json: string) => Buffer.from(json).toString('base64url')
type List = keyof typeof cursors

test('a cursor comes back as it went', () => {
  const at = { sort: 'newest', key: 1_700_000_000.123456, id: 7 }
  expect(decodeCursor('pulls', encodeCursor('pulls', at), 'newest')).toEqual(at)
  const name = { sort: 'name', key: 0, id: 'acme/next.js' }
  expect(decodeCursor('repositories', encodeCursor('repositories', name), 'name')).toEqual(name)
  expect(decodeCursor('scans', undefined, 'scans')).toBe(null)
})

test.each<[List, string, string]>([
  ['pulls', 'newest', '["newest",1,"1.5"]'],
  ['pulls', 'newest', '["newest",1,1.5]'],
  ['pulls', 'newest', '["newest",1,2147483648]'],
  ['pulls', 'newest', '["newest",1,0]'],
  ['pulls', 'newest', '["newest",1e400,1]'],
  ['pulls', 'newest', '["newest","1",1]'],
  ['pulls', 'newest', '["score",1,1]'],
  ['pulls', 'newest', '["newest",1,1,1]'],
  ['pulls', 'newest', '["newest", 1, 1]'],
  ['sets', 'score', '["score",1,"a b"]'],
  ['sets', 'score', '["score",1,"\\u0000"]'],
  ['candidates', 'candidates', '["candidates",1.1,1]'],
  ['scans', 'scans', '["scans",1.5,null]'],
  ['scans', 'scans', '["scans",9223372036854775807,null]'],
  ['scans', 'scans', '["scans",1,""]'],
  ['repositories', 'name', '["name",0,"acme"]'],
  ['repositories', 'name', '["name",1,"acme/gateway"]'],
  ['repositories', 'name', 'null'],
])('a cursor of %s by %s that holds %s is refused', (list, sort, json) => {
  expect(() => decodeCursor(list, encode(json), sort)).toThrow('cursor: expected the nextCursor')
})

test('another spelling of the same bytes is refused', () => {
  const text = encodeCursor('pulls', { sort: 'newest', key: 1, id: 1 })
  for (const other of [`${text}=`, `${text}\n`, ` ${text}`, `${text}!`])
    expect(() => decodeCursor('pulls', other, 'newest')).toThrow('cursor: expected')
})
