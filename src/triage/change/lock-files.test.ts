import { expect, test } from 'vitest'
import { samplePatch } from '../../testing/revisions.ts'
import { deriveOutcomes } from './file-outcome.ts'
import { lockFileNames } from './lock-files.ts'
import { parsePatch } from './patch.ts'
import { classifyPath } from './paths.ts'

const ids = (before: string, after: string) => `index ${before.repeat(40)}..${after.repeat(40)} 100644\n`
const name = (path: string) => `diff --git a/${path} b/${path}\n`
const whole = (path: string) =>
  `${name(path)}${ids('1', '2')}--- a/${path}\n+++ b/${path}\n@@ -1 +1 @@\n-left-pad 1.0\n+left-pad 1.1\n`
/** As git prints a file that it is told not to compare. */
const brief = (path: string) => `${name(path)}${ids('1', '2')}Binary files a/${path} and b/${path} differ\n`

test('every lock file is one that a program has written', () => {
  expect(lockFileNames.filter((file) => classifyPath(`web/${file}`) !== 'generated')).toEqual([])
})

test('beside another file a lock file is the same, whether git has compared its lines or not', () => {
  const others = samplePatch('package.json', ['-"left-pad": "1.0"', '+"left-pad": "1.1"'], 1)
  const [long, short] = [whole, brief].map((lock) => parsePatch(lock('web/yarn.lock') + others))
  expect(long).toEqual(short)
  expect(long![0]).toMatchObject({ path: 'web/yarn.lock', newId: '2'.repeat(40), binary: false, hunks: null })
  expect(long![1]!.hunks).toHaveLength(1)
})

test('a change of lock files alone keeps their lines', () => {
  const files = parsePatch(whole('yarn.lock') + whole('web/package-lock.json'))
  expect(files.map(({ hunks }) => hunks?.length)).toEqual([1, 1])
})

test('a lock file that gets another name is no lock file alone, and one that another becomes is forgotten too', () => {
  const rename = (from: string, to: string) =>
    `diff --git a/${from} b/${to}\nsimilarity index 90%\nrename from ${from}\nrename to ${to}\n${ids('1', '2')}--- a/${from}\n+++ b/${to}\n@@ -1 +1 @@\n-a\n+b\n`
  expect(parsePatch(rename('yarn.lock', 'old.txt'))[0]!.hunks).toBeNull()
  expect(parsePatch(rename('yarn.lock', 'web/yarn.lock'))[0]!.hunks).toHaveLength(1)
})

test('of a lock file whose mode alone changes it stays known that its content does not', () => {
  const mode = `${name('yarn.lock')}old mode 100644\nnew mode 100755\n`
  expect(parsePatch(mode + samplePatch('a.ts', ['+1'], 1))[0]!.hunks).toEqual([])
})

test('a change has landed without what its lock file becomes, and one of a lock file alone has not', () => {
  const paths = (patch: string) => deriveOutcomes(parsePatch(patch)).map(({ path }) => path)
  expect(paths(whole('package.json') + whole('yarn.lock'))).toEqual(['package.json'])
  expect(paths(brief('yarn.lock'))).toEqual(['yarn.lock'])
})

test('a lock file that a change removes is not written anew: its removal has to land as well', () => {
  const gone = `${name('yarn.lock')}deleted file mode 100644\n${ids('1', '0')}Binary files a/yarn.lock and /dev/null differ\n`
  const outcomes = deriveOutcomes(parsePatch(whole('package.json') + gone))
  expect(outcomes.map(({ path, gone }) => [path, gone])).toEqual([
    ['package.json', false],
    ['yarn.lock', true],
  ])
})
