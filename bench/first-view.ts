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
 * The queue's first view of 50 sets: what it loads, and how long until its first rows stand on the screen, here, on a
 * slow processor, and on a slow network besides. Each run opens a blank page with one line of script, too, in turn:
 * what any page takes of this machine at this hour. Against a stand-in for the API, which answers at once.
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
  const standIns = [await openStandIn(built), await openStandIn(blank)] as const
  for (const standIn of standIns) standIn.answer(answers)
  const browser = await launchChromium()
  try {
    writeSizes(built, write)
    for (const place of Object.keys(places) as Place[]) {
      const times: number[][] = [[], []]
      for (let run = 0; run < runs; run++)
        for (const [at, { url }] of standIns.entries())
          times[at]!.push(await usefulAfter(browser, `${url}/openclaw/openclaw`, place))
      const [view, nothing] = times.map(median) as [number, number]
      write(
        `the first rows stand there after ${view.toFixed(0)} ms ${places[place]}, ${(view / nothing).toFixed(1)} times a blank page's ${nothing.toFixed(0)} (medians of ${runs})`,
      )
    }
  } finally {
    await browser.close()
    for (const standIn of standIns) await standIn.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** By the page's own clock, which begins with the navigation, and by its own mark: pages/first-set.ts. */
async function usefulAfter(browser: Browser, url: string, place: Place): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 390, height: 800 } })
  const page = await context.newPage()
  if (place !== 'here') {
    const session = await context.newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate: cpuSlowdown })
    if (place === 'phone') await session.send('Network.emulateNetworkConditions', network)
  }
  await page.goto(url)
  await page.waitForTimeout(loadingMs)
  const [mark] = await page.evaluate<number[]>(
    `performance.getEntriesByName('first-set').map(({ startTime }) => startTime)`,
  )
  if (mark === undefined) throw new AppError('INTERNAL', `no set stood there after ${loadingMs} ms`)
  await context.close()
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
