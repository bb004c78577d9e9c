import { readdirSync, readFileSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  comparison,
  counts,
  page as list,
  pull,
  scan,
  setQueue,
  sets,
  summaries,
} from '../src/dashboard/testing/answers.ts'
import { buildDashboard } from '../src/dashboard/testing/built-dashboard.ts'
import { openStandIn } from '../src/dashboard/testing/stand-in-api.ts'
import { AppError } from '../src/errors.ts'
import { launchChromium } from '../src/testing/browser.ts'
import { longComparison, measureFrames, scrollLongChange } from './long-change.ts'

/** A slow phone, as Lighthouse has it: a processor four times slower, and a slow mobile network. */
const cpuSlowdown = 4
const network = { offline: false, latency: 150, downloadThroughput: 204_800, uploadThroughput: 93_750 }
const runs = 15
/** As long as a page is left alone before it is asked: to ask while it loads would take part of its time. */
const loadingMs = 3_000
const pulls = 10_000
const pageOf = 100
/** A full first page of a busy repository's queue. */
const manySets = Array.from({ length: 50 }, (_, at) => ({
  ...summaries(sets)[at % sets.length]!,
  id: `set-${at}`,
}))

/**
 * The dashboard's first view of 50 sets: what it loads, how long until it is useful here and on a slow phone, and
 * whether a list of 10,000 pull requests still scrolls. Against a stand-in for the API, which answers at once.
 */
export async function benchDashboard(write: (line: string) => void): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'clawtriage-dashboard-'))
  await buildDashboard('production', folder)
  const standIn = await openStandIn(folder)
  const browser = await launchChromium()
  try {
    const html = readFileSync(join(folder, 'index.html'), 'utf8')
    const first = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, path]) => path!)
    const compressed = first.reduce((sum, path) => sum + sizeOf(join(folder, `${path}.br`)), 0)
    const plain = first.reduce((sum, path) => sum + sizeOf(join(folder, path)), 0)
    write(`first view: ${first.length} files, ${kb(plain)} KB, ${kb(compressed)} KB as sent (brotli)`)
    write(
      `all of it: ${readdirSync(join(folder, 'assets')).filter((name) => name.endsWith('.js')).length} scripts`,
    )

    const long = longComparison()
    standIn.answer((path, query) => {
      if (path.endsWith('/scans')) return { body: list([scan]) }
      if (path.endsWith('/agreement')) return { body: { said: 50, right: 48 } }
      if (path.includes('/compare/')) return { body: long }
      if (!path.endsWith('/pulls'))
        return {
          body: list(manySets, { counts, openPulls: 3_412, comparedAt: scan.finishedAt, ...setQueue }),
        }
      const from = Number(query.get('cursor') ?? 0)
      const items = Array.from({ length: pageOf }, (_, at) => ({
        ...pull(pulls - from - at, `Pull request ${pulls - from - at} does something`),
        top: null,
      }))
      const next = from + pageOf
      return { body: { items, nextCursor: next < pulls ? String(next) : null } }
    })
    const here = await usefulAfter('here')
    const slowed = await usefulAfter('processor')
    const slow = await usefulAfter('phone')
    write(
      `the first set is there after ${here.toFixed(0)} ms here, ${slowed.toFixed(0)} ms on a processor ${cpuSlowdown} times slower, ${slow.toFixed(0)} ms with a slow network besides (median of ${runs})`,
    )
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

  async function usefulAfter(where: 'here' | 'processor' | 'phone'): Promise<number> {
    const times: number[] = []
    for (let run = 0; run < runs; run++) {
      const context = await browser.newContext({ viewport: { width: 390, height: 800 } })
      const page = await context.newPage()
      if (where !== 'here') {
        const session = await context.newCDPSession(page)
        await session.send('Emulation.setCPUThrottlingRate', { rate: cpuSlowdown })
        if (where === 'phone') await session.send('Network.emulateNetworkConditions', network)
      }
      // By the page's own clock, which begins with the navigation, and by its own mark: pages/first-set.ts.
      await page.goto(`${standIn.url}/openclaw/openclaw`)
      await page.waitForTimeout(loadingMs)
      const [mark] = await page.evaluate<number[]>(
        `performance.getEntriesByName('first-set').map(({ startTime }) => startTime)`,
      )
      if (mark === undefined) throw new AppError('INTERNAL', `no set stood there after ${loadingMs} ms`)
      times.push(mark)
      await context.close()
    }
    return times.sort((a, b) => a - b)[Math.floor(runs / 2)]!
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

const sizeOf = (path: string) => statSync(path).size
const kb = (bytes: number) => (bytes / 1_024).toFixed(1)
