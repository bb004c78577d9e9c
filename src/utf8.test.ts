import { expect, test } from 'vitest'
import { readUtf8 } from './utf8.ts'

test('a text is read from its UTF-8, wherever in a buffer that lies, with its byte-order mark', () => {
  for (const text of ['', 'plain', 'Grüße', '漢字\u2028', '\ufeffbom', '\u0080'])
    expect(readUtf8(new Uint8Array(Buffer.from(`~${text}`)).subarray(1))).toBe(text)
  expect(readUtf8('as it is')).toBe('as it is')
})
