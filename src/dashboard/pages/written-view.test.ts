import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { counts, page as list, scan, setQueue, sets, summaries } from '../testing/answers.ts'
import {
  findAccessibilityFaults,
  findBareLinks,
  type OpenDashboard,
  openDashboard,
} from '../testing/open-dashboard.ts'
import type { Answers } from '../testing/stand-in-api.ts'

/** What the server writes of the queue, which stands on the screen before the elements do. */
let dashboard: OpenDashboard
beforeAll(async () => {
  dashboard = await openDashboard()
})
afterAll(() => dashboard?.close())

const address = '/openclaw/openclaw'
const odd = `"Quote" 'it' <b>&amp;</b> \`code\` \u202eturned \u05d0\u05d1 \u0007`
const many = Array.from({ length: 50 }, (_, at) => {
  const set = summaries(sets)[at % sets.length]!
  const members = set.members.map((member) => (at === 3 ? { ...member, title: odd, author: odd } : member))
  return { ...set, id: `set-${at}`, members, reason: at === 3 ? odd : set.reason }
})
/** "3 hours ago" from now for half an hour: an age in minutes may grow between the writing and the drawing. */
const hoursAgo = new Date(Date.now() - 3 * 3_600_000).toISOString()
const answers: Answers = (path) => {
  if (path.endsWith('/scans')) return { body: list([{ ...scan, finishedAt: hoursAgo }]) }
  if (path.endsWith('/agreement')) return { body: { said: 50, right: 48 } }
  return path.endsWith('/duplicate-sets') ? { body: list(many, { counts, ...setQueue }) } : undefined
}

/**
 * Opens the queue with its scripts held back, as on a slow network.
 * @returns what lets them come.
 */
async function openWritten(page: Page): Promise<() => void> {
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/*.js', async (route) => {
    await held
    await route.continue()
  })
  await page.goto(`${dashboard.url}${address}`, { waitUntil: 'commit' })
  await page.locator('.first-row').first().waitFor()
  // The rows come in pieces: all of them are there once the page is read to its end.
  await page.waitForFunction("document.readyState !== 'loading'")
  return release
}

/** In the page: of each part that both have, what it says, where it leads, and where it stands. */
const readParts = `(() => {
  const all = (root) => [...root.querySelectorAll('*')].flatMap((element) => [element, ...(element.shadowRoot ? all(element.shadowRoot) : [])])
  const parts = ['header a', '.head h1', 'strong:has(.dot)', 'p > span.number', '.queue a', '.progress', '.categories a', 'select', 'input[type=search]', 'p.faint.number', 'article', 'h2 a', '.who', '.numbers', '.category', '.merged', '.meter', 'summary']
  const elements = all(document)
  return Object.fromEntries(parts.map((part) => [part, elements.filter((element) => element.matches(part)).filter((element) => element.checkVisibility() && element.getBoundingClientRect().top < innerHeight).map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect()
    const { color, fontSize, fontWeight, lineHeight } = getComputedStyle(element)
    const text = part === 'article' || part === '.progress' ? '' : element.textContent.replace(/\\s+/g, ' ').trim()
    return { text, href: element.getAttribute('href'), title: element.getAttribute('title'), box: [x, y, width, height].map(Math.round), type: [color, fontSize, fontWeight, lineHeight].join(' ') }
  })]))
})()`

describe.each([
  { width: 390, height: 800, dark: false },
  { width: 1_280, height: 900, dark: true },
  { width: 1_920, height: 1_080, dark: false },
])('in a window of $width × $height', (look) => {
  test('what is written is what the elements draw, in the same places and type', async () => {
    const { page, faults } = await dashboard.visit('/', answers, look)
    const release = await openWritten(page)
    const read = () => page.evaluate<Record<string, unknown[]>>(readParts)
    // A busy machine lays a page out some time after it has read it.
    await expect.poll(async () => (await read()).article!.length).toBeGreaterThan(1)
    const written = await read()
    expect(await page.evaluate("customElements.get('claw-app') === undefined")).toBe(true)
    release()
    await expect.poll(() => page.locator('claw-set').count()).toBe(50)
    await expect.poll(() => page.evaluate(readParts)).toEqual(written)
    expect(await page.evaluate<number>('document.querySelector("claw-app").childElementCount')).toBe(0)
    expect(faults).toEqual([])
  })

  test('axe finds nothing in what is written, and no link is told by its colour alone', async () => {
    const { page } = await dashboard.visit('/', answers, look)
    const release = await openWritten(page)
    expect(await findAccessibilityFaults(page)).toEqual([])
    expect(await findBareLinks(page)).toEqual([])
    release()
  })
})

test('the sets stand on the screen before any element is built', async () => {
  const { page } = await dashboard.visit('/', answers)
  await page.addInitScript(noteAtMark)
  await page.goto(`${dashboard.url}${address}`)
  await expect.poll(() => page.locator('claw-set').count()).toBe(50)
  expect(await page.evaluate('window.atMark')).toEqual({ isDefined: false, written: 18 })
  const marks = await page.evaluate<string[]>(`performance.getEntriesByType('mark').map(({ name }) => name)`)
  expect(marks).toEqual(['first-set', 'queue-ready'])
})

test('Tab goes through the written links, and the focus stays where it was when the elements take over', async () => {
  const { page, faults } = await dashboard.visit('/', answers)
  const release = await openWritten(page)
  const link = page.locator('.first-row h2 a').nth(4)
  await link.focus()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.mouse.wheel(0, 120)
  await expect.poll(() => page.evaluate('scrollY')).toBe(120)
  release()
  await expect.poll(() => page.locator('claw-set').count()).toBe(50)
  const focused = () =>
    page.evaluate<string | undefined>(`(() => {
      let at = document.activeElement
      while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement
      return at?.getAttribute('href')
    })()`)
  await expect.poll(focused).toBe(`${address}/sets/set-5`)
  expect(await page.evaluate('scrollY')).toBe(120)
  // The page's own keys go on from there.
  await page.keyboard.press('j')
  await expect.poll(focused).toBe(`${address}/sets/set-6`)
  expect(faults).toEqual([])
})

test('what was unfolded stays so', async () => {
  const { page } = await dashboard.visit('/', answers)
  const release = await openWritten(page)
  await page.locator('.first-row summary').nth(1).click()
  release()
  await expect.poll(() => page.locator('claw-set').nth(1).locator('claw-members').count()).toBe(1)
  expect(await page.locator('claw-set details[open]').count()).toBe(1)
})

test('a written link leads to its set', async () => {
  const { page } = await dashboard.visit('/', answers)
  const release = await openWritten(page)
  await page.locator('.first-row h2 a').nth(2).click({ noWaitAfter: true })
  await page.waitForURL(`**${address}/sets/set-2`, { waitUntil: 'commit' })
  release()
})

test.each<[what: string, path: string, answers: Answers]>([
  [
    'no set',
    address,
    (path, ...more) =>
      path.endsWith('/duplicate-sets') ? { body: list([], setQueue) } : answers(path, ...more),
  ],
  ['a narrowed queue', `${address}?category=SAME_CHANGE`, answers],
  ['another page', `${address}/scans`, answers],
  [
    'a reader who is not logged in',
    address,
    () => ({ status: 401, body: { error: { code: 'UNAUTHORIZED', message: 'Log in.' } } }),
  ],
  ['answers that do not come', address, () => 'never'],
])('of %s nothing is written', async (_, path, some) => {
  await dashboard.visit('/', some)
  const html = await (await fetch(`${dashboard.url}${path}`)).text()
  expect(html).toContain('<claw-app></claw-app>')
})

/** In the page: what there is when the first sets stand on the screen. */
const noteAtMark = `{
  const mark = performance.mark.bind(performance)
  performance.mark = (name, options) => {
    if (name === 'first-set') window.atMark = {
      isDefined: customElements.get('claw-app') !== undefined,
      written: document.querySelectorAll('.first-row').length,
    }
    return mark(name, options)
  }
}`
