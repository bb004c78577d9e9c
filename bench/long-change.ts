import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { comparison } from '../src/dashboard/testing/pull-answers.ts'
import { seededRandom } from '../src/testing/seeded-random.ts'

const files = 300
const linesOf = 333
const seed = 7
/** What a notch of a wheel comes to, in pixels; and a key that goes on by a screen. */
const steps = { 'by wheel': '120', 'by the screen': 'innerHeight' } as const

/** Two changes of 300 files and 100,000 lines, most of which differ. */
export function longComparison() {
  const random = seededRandom(seed)
  const words = [
    'const',
    'port',
    '=',
    'this.scales.find(',
    'honey',
    ')',
    'return',
    'await',
    '"comb"',
    '// why',
  ]
  const line = (sign: '+' | '-', at: number) => ({
    sign,
    at,
    text: `${'  '.repeat(Math.floor(random() * 4))}${Array.from({ length: 3 + Math.floor(random() * 8) }, () => words[Math.floor(random() * words.length)]).join(' ')}`,
  })
  const row = (at: number) => {
    const [kind, one] = [random(), line('+', at)]
    if (kind < 0.3) return { a: one, b: one, shared: true, gap: false }
    if (kind < 0.6) return { a: one, b: null, shared: false, gap: false }
    return { a: kind < 0.9 ? null : line('-', at), b: one, shared: false, gap: false }
  }
  const [file] = comparison.files
  return {
    ...comparison,
    files: Array.from({ length: files }, (_, at) => ({
      ...file!,
      path: `src/part-${at % 17}/file-${at}.ts`,
      rows: Array.from({ length: linesOf }, (_, line) => row(line + 1)),
    })),
  }
}

const countChunks = `(() => {
  const inside = (root) => [...root.querySelectorAll('*')].flatMap((one) => one.shadowRoot ? [one, ...inside(one.shadowRoot)] : [one])
  return inside(document).filter((one) => one.classList.contains('chunk')).length
})()`

/** Scrolls through them, a step for each frame, and looks for frames that came late. */
export async function scrollLongChange(page: Page, write: (line: string) => void): Promise<void> {
  await page.locator('claw-aligned-file').first().waitFor()
  // What is not on the screen yet is built when the browser is idle.
  const chunks = files * Math.ceil(linesOf / 50)
  while ((await page.evaluate<number>(countChunks)) < chunks) await sleep(200)
  for (const [how, step] of Object.entries(steps)) {
    await page.evaluate('scrollTo(0, 0)')
    const frames = await measureFrames(page, step)
    const at = (share: number) => frames[Math.floor(frames.length * share)]!.toFixed(0)
    write(
      `${files} files, ${files * linesOf} lines, 200 steps ${how}: a frame takes ${at(0.5)} ms at the median, ${at(0.95)} ms at p95, ${at(0.995)} ms at worst`,
    )
  }
}

/**
 * Scrolls 200 steps, one for each frame.
 * @param step pixels, as an expression that the page understands.
 * @returns how long the frames took, milliseconds, ascending.
 */
export async function measureFrames(page: Page, step: string): Promise<number[]> {
  const frames = await page.evaluate<number[]>(`new Promise((resolve) => {
    const times = []
    let last = performance.now()
    const step = (now) => {
      times.push(now - last)
      last = now
      scrollBy(0, ${step})
      if (times.length < 200) requestAnimationFrame(step)
      else resolve(times.slice(1))
    }
    requestAnimationFrame(step)
  })`)
  return frames.sort((a, b) => a - b)
}
