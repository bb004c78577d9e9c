import { describe, expect, test } from 'vitest'
import { readFilePatch } from './file-patch.ts'

test('a whole patch stays as it is, its lines counted', () => {
  const patch =
    '@@ -1,3 +1,3 @@ class A\n keep\n-old\n+new\n keep\n@@ -9 +9,2 @@\n-x\n+y\n+z\n\\ No newline at end of file'
  expect(readFilePatch(patch)).toEqual({ text: `${patch}\n`, whole: true, additions: 3, deletions: 2 })
})

test('lines that look like headers are content when their hunk says so', () => {
  const right = '@@ -1,2 +1,4 @@\n--- a/old note\n+++ b/new note\n+diff --git a/x b/x\n+@@ -1 +1 @@\n keep'
  expect(readFilePatch(right)).toEqual({ text: `${right}\n`, whole: true, additions: 3, deletions: 1 })
})

test('a carriage return belongs to its line', () => {
  expect(readFilePatch('@@ -1 +1 @@\n-a\r\n+b\r')).toMatchObject({
    text: '@@ -1 +1 @@\n-a\r\n+b\r\n',
    whole: true,
  })
})

describe('a patch that was cut off', () => {
  test('keeps the lines that are there, under a header that counts them', () => {
    expect(readFilePatch('@@ -1,3 +1,4 @@ f()\n keep\n-old\n+new')).toEqual({
      text: '@@ -1,2 +1,2 @@ f()\n keep\n-old\n+new\n',
      whole: false,
      additions: 1,
      deletions: 1,
    })
  })

  test('loses a last hunk without a line, and keeps those before', () => {
    expect(readFilePatch('@@ -1 +1 @@\n-a\n+b\n@@ -7,3 +7,3 @@')).toMatchObject({
      text: '@@ -1 +1 @@\n-a\n+b\n',
      whole: false,
    })
  })
})

test.each([
  '',
  'Binary files differ',
  '@@ -1 +1 @@\nno sign',
  '@@ -1 +1 @@\n-a\n+b\n+one too many',
  '@@ what @@',
])('%j is no patch, or one without text', (patch) => {
  expect(readFilePatch(patch)?.text ?? '').toBe('')
})
