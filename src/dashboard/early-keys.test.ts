import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OpenDashboard, openDashboard } from './testing/open-dashboard.ts'
import { answering } from './testing/queue-answers.ts'

/** Keys that are pressed while the server's rows stand there and the elements do not. */
let dashboard: OpenDashboard
beforeAll(async () => {
  dashboard = await openDashboard()
})
afterAll(() => dashboard?.close())

/** Presses them when the first element is about to be defined: the rows are drawn by then, and nothing takes keys. */
async function openPressing(keys: readonly string[]) {
  const { answers, written } = answering()
  const { page, faults } = await dashboard.visit('/', answers)
  await page.addInitScript(
    (pressed) => {
      const define = customElements.define.bind(customElements)
      customElements.define = (...element) => {
        for (const key of pressed.splice(0))
          document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
        define(...element)
      }
    },
    [...keys],
  )
  await page.goto(`${dashboard.url}/openclaw/openclaw`)
  return { page, faults, written }
}
const focusedRow = (page: Page) =>
  page.evaluate<string | null>(
    `document.querySelector('claw-app').shadowRoot.querySelector('claw-sets-page').shadowRoot.querySelector('claw-set:focus-within')?.set.id ?? null`,
  )

test('lead on once the elements take over, once', async () => {
  const { page, faults } = await openPressing(['j', 'j', 'j', 'k'])
  await page.locator('claw-set').nth(2).waitFor()
  await expect.poll(() => focusedRow(page)).toBe('set-3188')
  // From then on each key counts for itself.
  await page.keyboard.press('j')
  await expect.poll(() => focusedRow(page)).toBe('set-3205')
  expect(faults).toEqual([])
})

test('open the row that they have led to, and go no further', async () => {
  const { page, faults } = await openPressing(['j', 'j', 'Enter', 'j'])
  await page.getByText('Title of 3320').waitFor()
  expect(new URL(page.url()).pathname).toBe('/openclaw/openclaw/sets/set-3188')
  expect(faults).toEqual([])
})

test('open the keys\u2019 sheet once, which takes what follows', async () => {
  const { page, faults } = await openPressing(['?', '?', 'j'])
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
  await page.keyboard.press('Escape')
  expect(await focusedRow(page)).toBeNull()
  expect(faults).toEqual([])
})

/** Where the focus may stand, the keys that are pressed there, and those of them that are kept from it. */
const places: readonly (readonly [string, readonly { key: string; isComposing?: boolean }[], string])[] = [
  ['<input>', [{ key: 'j' }, { key: 'k' }, { key: '?' }, { key: 'Enter' }], ''],
  ['<textarea></textarea>', [{ key: 'j' }, { key: '?' }], ''],
  ['<select><option>jay</option></select>', [{ key: 'j' }, { key: 'Enter' }], ''],
  ['<a href="/">Home</a>', [{ key: 'Enter' }, { key: 'j' }], 'j'],
  ['<button>Go</button>', [{ key: 'Enter' }, { key: 'j' }], 'j'],
  ['<p tabindex="0">ime</p>', [{ key: 'j', isComposing: true }, { key: 'k' }], 'k'],
]

test('are left to what has the focus and takes them', async () => {
  const { page } = await dashboard.visit('/', answering().answers)
  await page.addInitScript(
    (wanted) => {
      const define = customElements.define.bind(customElements)
      const held: Record<string, string> = {}
      customElements.define = (...element) => {
        customElements.define = define
        for (const [html, pressed] of wanted) {
          const place = new DOMParser().parseFromString(html, 'text/html').body
            .firstElementChild as HTMLElement
          document.body.append(place)
          place.focus()
          held[html] = pressed
            .filter(
              (key) =>
                !place.dispatchEvent(
                  new KeyboardEvent('keydown', { ...key, bubbles: true, cancelable: true }),
                ),
            )
            .map(({ key }) => key)
            .join(' ')
          place.remove()
        }
        document.documentElement.dataset.held = JSON.stringify(held)
        define(...element)
      }
    },
    [...places],
  )
  await page.goto(`${dashboard.url}/openclaw/openclaw`)
  await page.locator('html[data-held]').waitFor()
  expect(JSON.parse((await page.locator('html').getAttribute('data-held'))!)).toEqual(
    Object.fromEntries(places.map(([markup, , held]) => [markup, held])),
  )
})

test('decide nothing', async () => {
  const { page, faults, written } = await openPressing(['j', 'd', 'n', 'c', 'u', 'x', 'j', '?'])
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
  await page.keyboard.press('Escape')
  expect(await focusedRow(page)).toBe('set-3188')
  expect(written).toEqual([])
  expect(await page.getByText('selected').count()).toBe(0)
  expect(faults).toEqual([])
})
