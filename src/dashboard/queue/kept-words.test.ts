import { afterEach, beforeEach, expect, test, vi } from 'vitest'

let logOuts: typeof import('./kept-words.ts')
let page: EventTarget
const kept = new Map<string, string>()

beforeEach(async () => {
  kept.clear()
  page = new EventTarget()
  vi.stubGlobal('window', page)
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  })
  vi.resetModules()
  logOuts = await import('./kept-words.ts')
})
afterEach(() => vi.unstubAllGlobals())

/** Another page of this browser, as of its own module. */
async function logOutElsewhere(at: number): Promise<void> {
  vi.resetModules()
  const { noteLogOut } = await import('./kept-words.ts')
  noteLogOut(at)
}
const showAgain = () => page.dispatchEvent(new Event('pageshow'))

test('a page that the browser had put aside hears of a log-out when it is shown again, once', async () => {
  const hear = vi.fn()
  const stop = logOuts.followLogOut(hear)
  showAgain()
  expect(hear).not.toHaveBeenCalled()
  await logOutElsewhere(5)
  showAgain()
  showAgain()
  expect(hear).toHaveBeenCalledTimes(1)
  // Its own is done where it was asked for.
  logOuts.noteLogOut(6)
  showAgain()
  expect(hear).toHaveBeenCalledTimes(1)
  stop()
  await logOutElsewhere(7)
  showAgain()
  expect(hear).toHaveBeenCalledTimes(1)
})
