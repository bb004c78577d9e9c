import { afterAll, beforeAll, expect, test } from 'vitest'
import type { WhatIfAnswer } from '../../domain/answers.ts'
import { sets } from '../testing/answers.ts'
import { mergeResult as result, whatIf } from '../testing/issue-answers.ts'
import { findAccessibilityFaults, type OpenDashboard, openDashboard } from '../testing/open-dashboard.ts'
import type { Answer, Answers } from '../testing/stand-in-api.ts'

let dashboard: OpenDashboard
beforeAll(async () => {
  dashboard = await openDashboard()
})
afterAll(() => dashboard?.close())

const path = '/openclaw/openclaw/sets/set-2700'
const asked = '/api/repos/openclaw/openclaw/duplicate-sets/set-2700'
const ready = whatIf
const computing: WhatIfAnswer = {
  ...ready,
  state: 'computing',
  pulls: [],
  pairs: [],
  tip: null,
  lookedAt: null,
}

const answering =
  (whatIf: () => Answer): Answers =>
  (at) =>
    at === asked ? { body: sets[0] } : at === `${asked}/what-if` ? whatIf() : undefined

test('the matrix is read when it is unfolded, and again until it is known', async () => {
  let times = 0
  const { page, faults } = await dashboard.visit(
    path,
    answering(() => ({ body: times++ === 0 ? computing : ready })),
  )
  const fold = page.getByText('What if one is merged?')
  await fold.waitFor()
  expect(dashboard.requests.some((request) => request.endsWith('/what-if'))).toBe(false)
  await fold.click()
  await page
    .locator('claw-merge-matrix')
    .getByText(
      'Merge #2700 and #2954 becomes empty; #3017 conflicts in a.ts and 2 more files; #3101 conflicts in',
    )
    .waitFor()
  expect(times).toBe(2)
  const table = page.getByRole('table', { name: /^Rows: what is merged first/ })
  const rows = (await table.getByRole('row').allInnerTexts()).map((row) => row.replaceAll(/\s+/g, ' ').trim())
  expect(rows).toEqual([
    'Merged first #2700 #2954 #3017 #3101',
    'nothing clean clean conflict clean',
    '#2700 · itself empty conflict conflict',
    '#2954 clean · itself conflict unknown',
    '#3017 – #3017 does not merge – #3017 does not merge · itself – #3017 does not merge',
    '#3101 conflict clean conflict · itself',
  ])
  await page.getByText('Not tried: #3420.').waitFor()
  await page.getByText('Files in conflict, and what could not be tried').click()
  // The same in both orders is said once; a stranger's path is text.
  expect(await page.getByText('#2700 with #3101:').count()).toBe(1)
  await page.getByText('src/<img src=x onerror=alert(1)>[U+202E] .ts').last().waitFor()
  await page.getByText('#2954 with #3101: it takes more memory').waitFor()
  expect(faults).toEqual([])
})

test.each([false, true])('it can be read on a telephone and by a screen reader (dark: %s)', async (dark) => {
  const numbers = Array.from({ length: 12 }, (_, at) => 2700 + at)
  const twelve: WhatIfAnswer = {
    ...ready,
    pulls: numbers.map((number) => ({ ...ready.pulls[0]!, number })),
    pairs: numbers.flatMap((after) =>
      numbers
        .filter((number) => number !== after)
        .map((number) => ({
          after,
          number,
          ...result(number % 2 === 0 ? 'EMPTY' : 'CONFLICT', 'a'.repeat(200)),
        })),
    ),
  }
  const { page, faults } = await dashboard.visit(
    path,
    answering(() => ({ body: twelve })),
    { width: 390, height: 844, dark },
  )
  await page.getByText('What if one is merged?').click()
  await page.getByRole('table', { name: /^Rows/ }).waitFor()
  await page.getByText('Files in conflict').click()
  // The table moves in its own frame, the page does not.
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  expect(await findAccessibilityFaults(page)).toEqual([])
  expect(faults).toEqual([])
})

test('what cannot be known says why, and a failure is said and asked again', async () => {
  const unavailable = {
    ...computing,
    state: 'unavailable',
    reason: 'it needs git 2.39 or later, and this is 2.34',
  }
  const { page } = await dashboard.visit(
    path,
    answering(() => ({ body: unavailable })),
  )
  await page.getByText('What if one is merged?').click()
  await page.getByText('It is not known what merging them would do: it needs git 2.39').waitFor()
  let down = true
  const visit = await dashboard.visit(
    path,
    answering(() =>
      down
        ? { status: 503, body: { error: { code: 'UNAVAILABLE', message: 'Redis is down.' } } }
        : { body: ready },
    ),
  )
  await visit.page.getByText('What if one is merged?').click()
  await visit.page.getByRole('alert').getByText('Redis is down.').waitFor()
  down = false
  await visit.page.getByRole('button', { name: 'Try again' }).click()
  await visit.page.getByRole('table', { name: /^Rows/ }).waitFor()
})
