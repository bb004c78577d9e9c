import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../root.ts'
import { titlePage } from './title-page.ts'

const page = readFileSync(join(projectRoot, 'src/dashboard/index.html'), 'utf8')
const titleOf = (path: string) => /<title>(.*)<\/title>/.exec(titlePage(page, path))?.[1]

test.each([
  ['/', 'ClawTriage'],
  ['/openclaw/openclaw', 'Duplicates · openclaw/openclaw · ClawTriage'],
  ['/openclaw/openclaw/compare/12...34', '#12 and #34 · openclaw/openclaw · ClawTriage'],
  ['/openclaw/openclaw/nothing', 'Not found · ClawTriage'],
])('the page at %s comes with its own title', (path, title) => {
  expect(titleOf(path)).toBe(title)
})

test('what an address says is a text in the title', () => {
  const path = `/a/${encodeURIComponent("</title><script>'$&\u202e")}`
  expect(titleOf(path)).toBe(
    'Duplicates · a/&#60;/title&#62;&#60;script&#62;&#39;$&#38;[U+202E] · ClawTriage',
  )
})
