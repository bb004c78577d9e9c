import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { page as list, pull, scan } from '../src/dashboard/testing/answers.ts'
import { buildDashboard } from '../src/dashboard/testing/built-dashboard.ts'
import { comparison } from '../src/dashboard/testing/pull-answers.ts'
import { openStandIn } from '../src/dashboard/testing/stand-in-api.ts'
import { launchChromium } from '../src/testing/browser.ts'
import { longComparison, measureFrames, scrollLongChange } from './long-change.ts'

const pulls = 10_000
const pageOf = 100
/**
 * Whether a list of 10,000 pull requests and a change of 100,000 lines still scroll. Against a stand-in for the API,
 * which answers at once.
 */
export async function benchDashboard(write: (line: string) => void): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'clawtriage-dashboard-'))
  await buildDashboard('production', folder)
  const standIn = await openStandIn(folder)
  const browser = await launchChromium()
  try {
    const long = longComparison()
    standIn.answer((path, query) => {
      if (path.endsWith('/scans')) return { body: list([scan]) }
      if (path.endsWith('/agreement')) return { body: { said: 50, right: 48 } }
      if (path.includes('/compare/')) return { body: long }
      if (!path.endsWith('/pulls')) return undefined
      const from = Number(query.get('cursor') ?? 0)
      const items = Array.from({ length: pageOf }, (_, at) => ({
        ...pull(pulls - from - at, `Pull request ${pulls - from - at} does something`),
        top: null,
      }))
      const next = from + pageOf
      return { body: { items, nextCursor: next < pulls ? String(next) : null } }
    })
    write(await scrollLongList())
    const { number } = comparison.a
    const page = await browser.newPage({ viewport: { width: 1_280, height: 900 } })
    await page.goto(`${standIn.url}/openclaw/openclaw/compare/${number}...${comparison.b.number}`)
    await scrollLongChange(page, write)
  } finally {
    await browser.close()
    await standIn.close()
    await rm(folder, { recursive: true, force: true })
  }

  /** Loads all pages, then scrolls from top to bottom, a screen for each frame, and looks for frames that came late. */
  async function scrollLongList(): Promise<string> {
    const page = await browser.newPage({ viewport: { width: 1_280, height: 800 } })
    await page.goto(`${standIn.url}/openclaw/openclaw/pulls`)
    await page.getByText(`${pageOf} pull requests`).waitFor()
    const slowest = await page.evaluate<number>(`(async () => {
      const inside = (root, name) => root.querySelector(name) ?? [...root.querySelectorAll('*')].map((element) => element.shadowRoot && inside(element.shadowRoot, name)).find(Boolean)
      const more = inside(document, 'claw-more')
      let slowest = 0
      for (let shown = ${pageOf}; shown < ${pulls}; shown += ${pageOf}) {
        const began = performance.now()
        more.dispatchEvent(new CustomEvent('more'))
        while (more.shown <= shown) await new Promise(requestAnimationFrame)
        slowest = Math.max(slowest, performance.now() - began)
      }
      return slowest
    })()`)
    const sorted = await measureFrames(page, 'innerHeight')
    const at = (share: number) => sorted[Math.floor(sorted.length * share)]!.toFixed(0)
    return `${pulls} pull requests in one list: 200 screens scrolled, a frame takes ${at(0.5)} ms at the median, ${at(0.95)} ms at p95, ${at(0.995)} ms at worst; the slowest of the ${pulls / pageOf} pages of the API was there after ${slowest.toFixed(0)} ms`
  }
}
