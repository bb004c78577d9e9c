import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { deriveSignature } from '../candidates/signature.ts'
import { readSide } from '../judge/side.ts'
import { detach } from './detach.ts'
import { parsePatch } from './patch.ts'
import { classifyPath } from './paths.ts'

const mebibyte = 1024 * 1024
const isBun = process.versions.bun !== undefined

test('a detached text is the same text', () => {
  for (const text of ['', 'a', 'a'.repeat(40), 'é😀 '.repeat(20), `${'x'.repeat(20)}\ud800`, '\0'.repeat(30)])
    expect(detach(`before ${text} after`.slice(7, 7 + text.length))).toBe(text)
})

/** A patch of a mebibyte and more, whose path, words and lines no one else has. */
function largePatch(number: number): string {
  const lines = Array.from(
    { length: 20_000 },
    (_, at) => `+const name${number}Of${at % 50} = compute(${number}, ${at})`,
  )
  const file = `src/a-folder-with-a-name/file-number-${number}.ts`
  return [
    `diff --git a/${file} b/${file}`,
    'new file mode 100644',
    `--- /dev/null`,
    `+++ b/${file}`,
    `@@ -0,0 +1,${lines.length} @@`,
    ...lines,
    '',
  ].join('\n')
}

/** What is still held after `make` has run and all that can be collected was; bytes. */
function measureHeld(make: () => unknown): number {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
  const before = process.memoryUsage().heapUsed
  const kept = make()
  collect()
  const held = process.memoryUsage().heapUsed - before
  expect(kept).toBeDefined()
  return held
}

test.skipIf(isBun)('the paths and words that are remembered hold no patch', () => {
  const held = measureHeld(() => {
    for (let number = 0; number < 12; number++)
      for (const file of parsePatch(largePatch(number))) classifyPath(file.path)
    for (let number = 12; number < 24; number++) deriveSignature(revisionOf(number, largePatch(number)))
    return 0
  })
  expect(held).toBeLessThan(8 * mebibyte)
})

test.skipIf(isBun)('a side holds the lines that it is compared by, and not its patch', () => {
  const patch = () =>
    `${largePatch(1)}diff --git a/package-lock.json b/package-lock.json\n--- a/package-lock.json\n+++ b/package-lock.json\n@@ -0,0 +1,60000 @@\n${'+    "integrity": "sha512-00000000000000000000000000000000000"\n'.repeat(60_000)}`
  const bytes = patch().length
  const held = measureHeld(() => {
    const sides = Array.from({ length: 4 }, (_, number) => readSide(revisionOf(number, patch())))
    return sides
  })
  expect(held).toBeLessThan(4 * bytes)
})

function revisionOf(number: number, patch: string) {
  return {
    number,
    headSha: 'a'.repeat(40),
    baseSha: null,
    baseRef: null,
    title: `Change ${number}`,
    body: '',
    author: null,
    createdAt: '2026-01-01T00:00:00.000Z',
    commits: [],
    patch,
  }
}
