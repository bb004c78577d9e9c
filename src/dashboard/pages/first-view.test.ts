import { brotliCompressSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { counts, page as list, scan, setQueue, sets, summaries } from '../testing/answers.ts'
import { type OpenDashboard, openDashboard } from '../testing/open-dashboard.ts'
import type { Answers } from '../testing/stand-in-api.ts'

/** What a maintainer waits for first: the list of sets. How long it takes `npm run bench -- first-view` says. */
let dashboard: OpenDashboard
beforeAll(async () => {
  dashboard = await openDashboard()
})
afterAll(() => dashboard?.close())

const many = Array.from({ length: 50 }, (_, at) => ({ ...summaries(sets)[0]!, id: `set-${at}` }))
const answers: Answers = (path) => {
  if (path.endsWith('/scans')) return { body: list([scan]) }
  if (path.endsWith('/agreement')) return { body: { said: 50, right: 48 } }
  return path.endsWith('/duplicate-sets') ? { body: list(many, { counts, ...setQueue }) } : undefined
}

/** As it is sent, in bytes. */
const mostBytes = 45_000

test('the first view takes few bytes and files', async () => {
  const read = async (path: string) => Buffer.from(await (await fetch(dashboard.url + path)).arrayBuffer())
  const html = await read('/')
  const paths = [...html.toString().matchAll(/(?:src|href)="(\/assets\/[^"]+\.(?:js|css))"/g)].map(
    ([, path]) => path!,
  )
  const sizes = await Promise.all(paths.map(async (path) => brotliCompressSync(await read(path)).length))
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(mostBytes)
})

test('a browser compiles all of the first script at once, and draws nothing before it', async () => {
  const html = await (await fetch(dashboard.url)).text()
  const [, path] = /<script type="module" blocking="render" [^>]*src="([^"]+)"/.exec(html)!
  // Only the functions after it are meant.
  expect(await (await fetch(dashboard.url + path)).text()).toMatch(/^\/\/# allFunctionsCalledOnLoad\n/)
})

test('the page comes with what it shows, asks for none of it, and no frame is drawn without its rows', async () => {
  const hostile = '</script><script>alert(1)</script><!--'
  const titled = many.map((set) => ({
    ...set,
    members: set.members.map((member) => ({ ...member, title: hostile })),
  }))
  const { page, faults } = await dashboard.visit('/', (path, ...more) =>
    path.endsWith('/duplicate-sets')
      ? { body: list(titled, { counts, ...setQueue }) }
      : answers(path, ...more),
  )
  await page.addInitScript(noteFrames)
  await page.goto(`${dashboard.url}/openclaw/openclaw`)
  await expect.poll(() => page.locator('claw-set').count()).toBe(50)
  expect(await page.locator('claw-set h2').first().textContent()).toContain(hostile)
  expect(await page.evaluate<number[]>('window.rowsInFrames')).not.toContain(0)
  const asked = await page.evaluate<string[]>(
    `performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => /\\/api\\/repos\\//.test(name))`,
  )
  expect(asked).toEqual([])
  expect(faults).toEqual([])
})

test('what can come after the first set comes after it: the code of other pages, and all rows but the first', async () => {
  const { page, faults } = await dashboard.visit('/openclaw/openclaw', answers)
  await expect.poll(() => page.locator('claw-set').count()).toBe(50)
  const loaded = () =>
    page.evaluate<{ mark: number[]; others: number[] }>(`({
      mark: performance.getEntriesByName('queue-ready').map(({ startTime }) => startTime),
      others: performance.getEntriesByType('resource')
        .filter(({ name }) => name.includes('/set-page-'))
        .map(({ startTime }) => startTime),
    })`)
  await expect.poll(async () => (await loaded()).others.length).toBeGreaterThan(0)
  const { mark, others } = await loaded()
  expect(mark).toHaveLength(1)
  expect(Math.min(...others)).toBeGreaterThanOrEqual(mark[0]!)
  expect(faults).toEqual([])
})

test.each([
  { width: 390, height: 800 },
  { width: 1_280, height: 900 },
  { width: 1_920, height: 1_080 },
])(
  'the first rows fill a window of $width × $height, and few more are drawn before them',
  async (viewport) => {
    const { page } = await dashboard.visit('/', answers)
    await page.setViewportSize(viewport)
    await page.addInitScript(countRowsAtMark)
    await page.goto(`${dashboard.url}/openclaw/openclaw`)
    await expect.poll(() => page.locator('claw-set').count()).toBe(50)
    const tops = await page
      .locator('claw-set')
      .evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().top))
    const seen = tops.filter((top) => top < viewport.height).length
    const first = await page.evaluate<number>('window.rowsAtMark')
    expect(first).toBeGreaterThanOrEqual(seen)
    expect(first).toBeLessThan(seen + 8)
  },
)

/** In the page: how many rows each frame is drawn with, from the first that shows anything. */
const noteFrames = `{
  const count = (root) => [...root.querySelectorAll('*')].reduce(
    (sum, element) => sum + (element.localName === 'claw-set' ? 1 : 0) + (element.shadowRoot ? count(element.shadowRoot) : 0), 0)
  window.rowsInFrames = []
  const note = () => {
    if (document.querySelector('claw-app')?.shadowRoot) window.rowsInFrames.push(count(document))
    requestAnimationFrame(note)
  }
  requestAnimationFrame(note)
}`

/** In the page: how many rows there are when it marks that the elements have taken over. */
const countRowsAtMark = `{
  const mark = performance.mark.bind(performance)
  performance.mark = (name, options) => {
    const rows = (root) => [...root.querySelectorAll('*')].reduce(
      (sum, element) => sum + (element.localName === 'claw-set' ? 1 : 0) + (element.shadowRoot ? rows(element.shadowRoot) : 0), 0)
    if (name === 'queue-ready') window.rowsAtMark = rows(document)
    return mark(name, options)
  }
}`
