import { readdirSync, readFileSync, statSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { counts, page as list, scan, setQueue, sets, summaries } from '../src/dashboard/testing/answers.ts'
import { buildDashboard } from '../src/dashboard/testing/built-dashboard.ts'
import { type Answers, openStandIn } from '../src/dashboard/testing/stand-in-api.ts'
import { AppError } from '../src/errors.ts'
import { launchChromium } from '../src/testing/browser.ts'

/** A slow phone, as Lighthouse has it: a processor four times slower, and a slow mobile network. */
const cpuSlowdown = 4
const network = { offline: false, latency: 150, downloadThroughput: 204_800, uploadThroughput: 93_750 }
const usualRuns = 15
/** As long as a page is left alone before it is asked: to ask while it loads would take part of its time. */
const loadingMs = 3_000
/** A full first page of a busy repository's queue. */
const manySets = Array.from({ length: 50 }, (_, at) => ({
  ...summaries(sets)[at % sets.length]!,
  id: `set-${at}`,
}))
const answers: Answers = (path) => {
  if (path.endsWith('/scans')) return { body: list([scan]) }
  if (path.endsWith('/agreement')) return { body: { said: 50, right: 48 } }
  return { body: list(manySets, { counts, openPulls: 3_412, comparedAt: scan.finishedAt, ...setQueue }) }
}

const places = {
  here: 'here',
  processor: `on a processor ${cpuSlowdown} times slower`,
  phone: 'with a slow network besides',
}
type Place = keyof typeof places

/**
 * The queue's first view of 50 sets: what it loads, how long until its first rows stand on the screen, as the server
 * wrote them, and until the elements have taken over: here, on a slow processor, and on a slow network besides. Each
 * run opens a blank page with one line of script, too, in turn: what any page takes of this machine at this hour.
 * Against a stand-in for the API, which answers at once.
 */
export async function benchFirstView(
  write: (line: string) => void,
  options: ReadonlyMap<string, number>,
): Promise<void> {
  const runs = Math.max(1, options.get('runs') ?? usualRuns)
  const folder = await mkdtemp(join(tmpdir(), 'clawtriage-first-view-'))
  const built = join(folder, 'dashboard')
  const blank = join(folder, 'blank')
  await buildDashboard('production', built)
  await writeBlankPage(blank)
  const queue = await openStandIn(built)
  const empty = await openStandIn(blank)
  queue.answer(answers)
  empty.answer(answers)
  const browser = await launchChromium()
  try {
    writeSizes(built, write)
    for (const place of Object.keys(places) as Place[]) {
      const times = { rows: [] as number[], elements: [] as number[], blank: [] as number[] }
      for (let run = 0; run < runs; run++) {
        const view = await readMarks(browser, `${queue.url}/openclaw/openclaw`, place)
        times.rows.push(markOf(view, 'first-set'))
        times.elements.push(markOf(view, 'queue-ready'))
        const nothing = await readMarks(browser, `${empty.url}/openclaw/openclaw`, place)
        times.blank.push(markOf(nothing, 'first-set'))
      }
      const [rows, elements, nothing] = [times.rows, times.elements, times.blank].map(median)
      write(
        `the first rows stand there after ${rows!.toFixed(0)} ms ${places[place]}, ${(rows! / nothing!).toFixed(1)} times a blank page's ${nothing!.toFixed(0)}; the queue can be worked through after ${elements!.toFixed(0)} (medians of ${runs})`,
      )
    }
  } finally {
    await browser.close()
    await queue.close()
    await empty.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** By the page's own clock, which begins with the navigation, and by its own marks: src/dashboard/first-frame.ts. */
async function readMarks(browser: Browser, url: string, place: Place): Promise<Map<string, number>> {
  const context = await browser.newContext({ viewport: { width: 390, height: 800 } })
  const page = await context.newPage()
  if (place !== 'here') {
    const session = await context.newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate: cpuSlowdown })
    if (place === 'phone') await session.send('Network.emulateNetworkConditions', network)
  }
  await page.goto(url)
  await page.waitForTimeout(loadingMs)
  const marks = await page.evaluate<[string, number][]>(
    `performance.getEntriesByType('mark').map(({ name, startTime }) => [name, startTime])`,
  )
  await context.close()
  return new Map(marks)
}

function markOf(marks: ReadonlyMap<string, number>, name: string): number {
  const mark = marks.get(name)
  if (mark === undefined) throw new AppError('INTERNAL', `the page had no ${name} after ${loadingMs} ms`)
  return mark
}

/** One line of text, by one line of script that marks it as the dashboard marks its first rows. */
async function writeBlankPage(folder: string): Promise<void> {
  await mkdir(join(folder, 'assets'), { recursive: true })
  const html =
    '<!doctype html><html lang="en"><title>Blank</title><script type="module" src="/assets/blank.js"></script>'
  await writeFile(join(folder, 'index.html'), html)
  const script =
    "document.body.textContent = 'blank'; requestAnimationFrame(() => setTimeout(() => performance.mark('first-set')))"
  await writeFile(join(folder, 'assets/blank.js'), script)
}

function writeSizes(folder: string, write: (line: string) => void): void {
  const html = readFileSync(join(folder, 'index.html'), 'utf8')
  const first = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, path]) => path!)
  const kilobytes = (ending: string) =>
    (first.reduce((sum, path) => sum + statSync(join(folder, path + ending)).size, 0) / 1_024).toFixed(1)
  write(
    `first view: ${first.length} files, ${kilobytes('')} KB, ${kilobytes('.br')} KB as sent (brotli); ${readdirSync(join(folder, 'assets')).filter((name) => name.endsWith('.js')).length} scripts in all`,
  )
}

const median = (times: readonly number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!
