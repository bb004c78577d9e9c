import type { Browser, Page } from 'playwright-core'

/** How a page looks to who opens it. */
export interface Look {
  width?: number
  height?: number
  dark?: boolean
}

export interface PageAgain {
  /**
   * The page as if it were new: empty, at `blank`, with no cookie and nothing stored, no listener and no route of who
   * had it before. Its history is kept: no browser forgets that.
   */
  open(look: Look): Promise<Page>
}

/** Calls that hold for all that a page opens from then on, and that nothing takes back. */
const lasting = {
  page: [
    'addInitScript',
    'addLocatorHandler',
    'exposeBinding',
    'exposeFunction',
    'routeWebSocket',
    'setExtraHTTPHeaders',
  ],
  context: [
    'addInitScript',
    'exposeBinding',
    'exposeFunction',
    'newCDPSession',
    'route',
    'routeWebSocket',
    'setExtraHTTPHeaders',
    'setGeolocation',
  ],
  clock: ['install', 'pauseAt', 'setFixedTime', 'setSystemTime'],
} as const

/**
 * One page for test after test. A new one has a process of its own, which costs Chromium more than a second of
 * processor time before it shows anything. A page that cannot be as new, of which the last user asked what nothing
 * takes back, or which has ended, is left for a new one.
 * @param blank an address of the site that runs no script: there its storage is emptied, when the page that may still
 *   have written to it has gone.
 */
export function openPageAgain(browser: Browser, blank: string): PageAgain {
  let last: { page: Page; spoiled: boolean } | null = null
  const renew = async (): Promise<Page> => {
    for (const context of browser.contexts()) await context.close()
    const context = await browser.newContext()
    const page = await context.newPage()
    const made = { page, spoiled: false }
    const spoil = () => {
      made.spoiled = true
    }
    watch(page, lasting.page, spoil)
    watch(context, lasting.context, spoil)
    watch(page.clock, lasting.clock, spoil)
    last = made
    return page
  }
  return {
    async open({ width = 1_280, height = 800, dark = false }) {
      const kept = last !== null && !last.spoiled && !last.page.isClosed() ? last.page : null
      const page = (kept !== null && (await clear(kept, blank).catch(() => null))) || (await renew())
      await page.setViewportSize({ width, height })
      await page.emulateMedia({
        media: null,
        colorScheme: dark ? 'dark' : 'light',
        reducedMotion: 'reduce',
        forcedColors: null,
      })
      return page
    },
  }
}

/** Calls `before` whenever one of these is called. */
function watch<T extends object>(target: T, names: readonly (keyof T)[], before: () => void): void {
  for (const name of names) {
    const call = (Reflect.get(target, name) as (...args: unknown[]) => unknown).bind(target)
    Object.assign(target, {
      [name]: (...args: unknown[]) => {
        before()
        return call(...args)
      },
    })
  }
}

/** @throws when the page does not answer any more. */
async function clear(page: Page, blank: string): Promise<Page> {
  const context = page.context()
  page.removeAllListeners()
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  for (const other of context.pages()) if (other !== page) await other.close()
  await context.clearPermissions()
  await context.setOffline(false)
  // What the pointer stands on would look so on the next page too.
  await page.mouse.move(-1, -1)
  await page.goto(blank)
  await page.evaluate("localStorage.clear(), sessionStorage.clear(), (window.name = '')")
  await context.clearCookies()
  return page
}
