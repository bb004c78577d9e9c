import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OpenDashboard, openDashboard } from '../testing/open-dashboard.ts'
import { answering } from '../testing/queue-answers.ts'

let dashboard: OpenDashboard
beforeAll(async () => {
  dashboard = await openDashboard()
})
afterAll(() => dashboard?.close())

test('the frame that shows the next set shows its first lines, too', async () => {
  const { answers } = answering()
  const { page, faults } = await dashboard.visit('/openclaw/openclaw/sets/set-3188', answers)
  await page.getByRole('heading', { level: 1, name: 'Retry the handshake with back-off' }).waitFor()
  await expect.poll(() => dashboard.requests.join(), { timeout: 10_000 }).toContain('/compare/3205...3391')
  await page.waitForLoadState('networkidle').catch(() => {})
  const rows = await page.evaluate<number>(`(async () => {
    const find = (root, selector) => [...root.querySelectorAll('*')].flatMap((element) => [
      ...(element.matches(selector) ? [element] : []),
      ...(element.shadowRoot ? find(element.shadowRoot, selector) : []),
    ])
    const isNext = () => find(document, 'h1')[0]?.textContent.includes('Queue outgoing messages')
      && find(document, 'claw-aligned-file').length > 0
    dispatchEvent(new KeyboardEvent('keydown', { key: 'd' }))
    do await new Promise(requestAnimationFrame)
    while (!isNext())
    return find(document, '.lines .row').length
  })()`)
  expect(rows).toBeGreaterThan(0)
  expect(faults).toEqual([])
})
