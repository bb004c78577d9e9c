import { expect, test } from 'vitest'
import { decodePatch, encodePatch } from './patch-codec.ts'
import { storableJson, storableText } from './storable.ts'

test('NUL and lone surrogates become replacement characters, everything else stays', () => {
  expect(storableText('a\0b\ud800c 🎉 é')).toBe('a\ufffdb\ufffdc 🎉 é')
})

test('JSON is made storable at any depth', () => {
  expect(storableJson({ a: ['\0', { b: '\udc00' }] })).toBe('{"a":["\ufffd",{"b":"\ufffd"}]}')
})

test('a patch comes back as it went in, NUL and all', async () => {
  const patch = `diff --git a/x b/x\n@@ -1 +1 @@\n-\0\n+${'é🎉'.repeat(1000)}\n`
  const encoded = await encodePatch(patch)
  expect(decodePatch(encoded)).toBe(patch)
  expect(encoded.length).toBeLessThan(patch.length)
})
