import { type Case, pull, withContents } from '../case.ts'

// A file is renamed on the default branch, and its folder later: three people make the same fix of what it holds, each
// under the name of the day. One set.
const mended = [
  '   get(key) {',
  '     const entry = this.entries.get(key)',
  '+    if (entry === undefined) return undefined',
  '     if (entry.expires < Date.now()) {',
  '       this.entries.delete(key)',
  '@@ -112,3 +113,3 @@',
  '   set(key, value, seconds) {',
  '-    this.entries.set(key, { value, expires: Date.now() + seconds })',
  '+    this.entries.set(key, { value, expires: Date.now() + seconds * 1000 })',
  '   }',
]
const at = (path: string) =>
  withContents(
    [
      `diff --git a/${path} b/${path}`,
      'index 1111111..2222222 100644',
      `--- a/${path}`,
      `+++ b/${path}`,
      '@@ -100,4 +100,5 @@',
      ...mended,
      '',
    ].join('\n'),
    'a',
    'b',
  )

export default {
  pulls: [
    pull(101, 'ada', 'Missing keys, and seconds', {}, { patch: at('src/cacheManager.js') }),
    pull(102, 'bela', 'expiry is given in seconds', {}, { patch: at('src/ttl-cache.js') }),
    pull(103, 'cato', 'TTL counts seconds; no entry, no error', {}, { patch: at('lib/cache/ttl.ts') }),
  ],
  right: { sets: [[101, 102, 103]], pairs: { '101-102': 'SAME_CHANGE', '102-103': 'SAME_CHANGE' } },
} satisfies Case
