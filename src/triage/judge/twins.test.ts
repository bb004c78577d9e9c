import { expect, test } from 'vitest'
import { sampleRevision } from '../../testing/revisions.ts'
import { CandidateIndex } from '../candidates/candidate-index.ts'
import { readSide } from './side.ts'
import { changeTwins, mayChangeTwins } from './twins.ts'

const change = [' const hub = wheel.hub', '+hub.grease(bearing)']
const side = (number: number, paths: readonly string[]) =>
  readSide(sampleRevision(number, Object.fromEntries(paths.map((path) => [path, change]))))
const [front, rear] = ['wheel/front/src/hub.ts', 'wheel/rear/src/hub.ts']
const older = side(1, [front])
const newer = side(2, [rear])

const created = `diff --git a/${rear} b/${rear}
new file mode 100644
index 0000000..2222222
--- /dev/null
+++ b/${rear}
@@ -0,0 +1 @@
+const hub = wheel.hub
`
const renamed = `diff --git a/${front} b/${rear}
similarity index 90%
rename from ${front}
rename to ${rear}
index 1111111..2222222 100644
--- a/${front}
+++ b/${rear}
@@ -3,2 +3,3 @@
 const hub = wheel.hub
+hub.grease(bearing)
`
const patched = (patch: string) => readSide(sampleRevision(3, {}, { patch }))
const edited = sampleRevision(3, { [front]: change }).patch

const ask = (third: ReturnType<typeof side>, one = older, other = newer) => {
  const index = new CandidateIndex(
    [one, other, third].map(({ revision: { number }, signature }) => ({ number, signature })),
  )
  expect(changeTwins(other, one, index)).toBe(changeTwins(one, other, index))
  return changeTwins(one, other, index)
}

test('two files of one name lie side by side where a third pull request edits both', () => {
  expect(mayChangeTwins(older, newer)).toBe(true)
  expect(ask(side(3, [front, rear, 'wheel/spoke.ts']))).toBe(true)
})

test.each([
  ['one edits the first alone', side(3, [front])],
  ['one copies it', patched(edited + created)],
  ['one renames it', patched(renamed)],
  ['one edits two others of that name', side(3, [front, 'wheel/middle/src/hub.ts'])],
])('not where %s: it may have been moved', (_, third) => {
  expect(ask(third)).toBe(false)
})

test('nor where both change one file, or files of two names', () => {
  const both = side(3, [front, rear])
  expect(ask(both, side(1, [front, 'wheel/tyre.ts']), side(2, [rear, 'wheel/tyre.ts']))).toBe(false)
  expect(ask(both, older, side(2, ['wheel/rear/src/rim.ts']))).toBe(false)
  expect(mayChangeTwins(older, side(2, ['wheel/rear/src/rim.ts']))).toBe(false)
})

test('nor where one renames what the other edits', () => {
  const moved = readSide(
    sampleRevision(
      2,
      {},
      { patch: renamed + renamed.replaceAll('front', 'left').replaceAll('rear', 'front') },
    ),
  )
  const both = side(1, [front, 'wheel/left/src/hub.ts'])
  expect(ask(side(3, [front, 'wheel/left/src/hub.ts']), both, moved)).toBe(false)
})

test('what comes to the index and goes is heard of', () => {
  const index = new CandidateIndex(
    [older, newer].map(({ revision: { number }, signature }) => ({ number, signature })),
  )
  expect(changeTwins(older, newer, index)).toBe(false)
  index.put(3, side(3, [front, rear]).signature)
  expect(changeTwins(older, newer, index)).toBe(true)
  index.remove(3)
  expect(changeTwins(older, newer, index)).toBe(false)
})
