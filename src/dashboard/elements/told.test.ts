import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OpenDashboard, openDashboard } from '../testing/open-dashboard.ts'
import { answering, at, conflict } from '../testing/queue-answers.ts'
import type { Answer } from '../testing/stand-in-api.ts'

/** What the page tells at its lower edge, and what is left of it. */
let dashboard: OpenDashboard
beforeAll(async () => {
  dashboard = await openDashboard()
})
afterAll(() => dashboard?.close())

const refusal: Answer = { status: 401, body: { error: { code: 'UNAUTHORIZED', message: 'log in' } } }
const unwell: Answer = {
  status: 503,
  body: { error: { code: 'UNAVAILABLE', message: 'it is not well '.repeat(10) } },
}
const focused = (page: Page) =>
  page.evaluate<string>(`(() => {
    let at = document.activeElement
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement
    return at?.localName ?? ''
  })()`)

test('why u did nothing covers no button on a phone, and goes when what it was about is discarded', async () => {
  const { answers } = answering(() => unwell)
  const { page, faults } = await dashboard.visit('/openclaw/openclaw', answers, { width: 390, height: 844 })
  await page.locator('claw-set').nth(1).waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('d')
  const discard = page.getByRole('button', { name: 'Discard' })
  await discard.waitFor()
  await page.keyboard.press('u')
  const hint = page.getByText('What was said is not saved yet')
  await hint.waitFor()
  const [told, line] = await Promise.all([
    hint.boundingBox(),
    page.locator('claw-last-action p').boundingBox(),
  ])
  expect(told!.y + told!.height).toBeLessThanOrEqual(line!.y)
  // What lies below it can be pressed all the same.
  expect(await hint.evaluate((element) => getComputedStyle(element).pointerEvents)).toBe('none')
  await discard.click()
  await page.getByText('Discarded: ').waitFor()
  expect(await hint.count()).toBe(0)
  expect(faults).toEqual([])
})

test('a word that was refused is told until it was read, beside what is said after it', async () => {
  let refused = 0
  const { answers } = answering((path) => {
    if (path !== 'pairs/3188/3320/verdict') return undefined
    refused += 1
    return conflict('another maintainer has judged this pair')
  })
  const { page, faults } = await dashboard.visit(at('set-3188'), answers)
  await page.getByText('Title of 3320').waitFor()
  await page.keyboard.press('d')
  const notice = page.getByText(
    'Not saved: #3320 and #3188: a duplicate. Another maintainer has judged this pair',
  )
  await notice.waitFor()
  await page.getByText('Title of 3391').waitFor()
  await page.keyboard.press('n')
  await page.getByText('You said: #3391 and #3205: not a duplicate').waitFor()
  expect(await notice.count()).toBe(1)
  await page.getByRole('button', { name: 'Dismiss' }).click()
  expect(await notice.count()).toBe(0)
  expect(await page.getByText('You said: #3391').count()).toBe(1)
  expect(refused).toBe(1)
  expect(faults).toEqual([])
})

test('an undo leaves what another maintainer had said, too, and says so', async () => {
  const agreement = { said: 0, right: 0 }
  const { answers, written } = answering((path) =>
    path === 'pairs/3188/3320/verdict'
      ? { body: { verdict: null, edge: null, agreement, stood: true } }
      : undefined,
  )
  const { page, faults } = await dashboard.visit(at('set-3188'), answers)
  await page.getByText('Title of 3320').waitFor()
  await page.keyboard.press('d')
  await page.getByText('You said: #3320 and #3188: a duplicate').waitFor()
  await page.keyboard.press('u')
  await page
    .getByText('Undone: #3320 and #3188: a duplicate. Another maintainer said so too, and that still stands.')
    .waitFor()
  await page.getByRole('link', { name: 'Look again' }).waitFor()
  expect(written.map(([method]) => method)).toEqual(['PUT'])
  expect(faults).toEqual([])
})

test('a session that ends takes the title of the set with it, and a login gives the focus to the page', async () => {
  const { answers } = answering()
  let isOpen = true
  const { page, faults } = await dashboard.visit(at('set-3188'), (path, query, method, body) => {
    if (path !== '/api/session') return isOpen ? answers(path, query, method, body) : refusal
    isOpen = true
    return { body: { ok: true } }
  })
  await page.getByText('Title of 3320').waitFor()
  expect(await page.title()).toContain('Retry the handshake')
  isOpen = false
  dashboard.emit({ type: 'sets', owner: 'openclaw', repo: 'openclaw' })
  await page.getByLabel('Dashboard token').fill('right')
  expect(await page.title()).toBe('Duplicate set · openclaw/openclaw · ClawTriage')
  await page.keyboard.press('Enter')
  await page.getByText('Title of 3320').waitFor()
  await expect.poll(() => focused(page)).toBe('main')
  expect(await page.title()).toContain('Retry the handshake')
  expect(faults).toEqual([])
})
