import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from './browser.ts'
import { openPageAgain } from './page-again.ts'

/** What a page leaves behind is written as it is left. */
const site = `<!doctype html><title>site</title><script>
  addEventListener('pagehide', () => { localStorage.left = sessionStorage.left = 'behind' })
</script>`
const server = createServer((request, response) => {
  response.setHeader('content-type', 'text/html')
  response.end(request.url === '/site' ? site : '')
})
let browser: Browser
let url = ''
beforeAll(async () => {
  browser = await launchChromium()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  await browser?.close()
  server.closeAllConnections()
  server.close()
})

const kept = `JSON.stringify([
  localStorage, sessionStorage, document.cookie, window.name,
  matchMedia('(prefers-color-scheme: dark)').matches, innerWidth
])`

test('nothing of what its last user did is left on a page, which is the same page', async () => {
  const again = openPageAgain(browser, `${url}/empty`)
  const first = await again.open({ width: 390, dark: true })
  await first.goto(`${url}/site`)
  await first.evaluate("localStorage.a = sessionStorage.a = window.name = 'x', (document.cookie = 'a=b')")
  const heard: string[] = []
  first.on('console', (message) => heard.push(message.text()))
  await first.route('**/site', (route) => route.fulfill({ body: 'routed' }))
  await first.context().newPage()

  const second = await again.open({})
  expect(second).toBe(first)
  expect(second.context().pages()).toEqual([second])
  expect(await second.evaluate(kept)).toBe('[{},{},"","",false,1280]')
  await second.goto(`${url}/site`)
  await second.evaluate("console.log('unheard')")
  expect([await second.title(), heard]).toEqual(['site', []])
})

test.each<[string, (page: Page) => Promise<unknown>]>([
  ['a script runs on whatever it opens', (page) => page.addInitScript('window.init = 1')],
  ['the site is given a function', (page) => page.exposeFunction('told', () => {})],
  ['the clock is ours', (page) => page.clock.install()],
  ['the clock stands', (page) => page.clock.setFixedTime(0)],
  ['each request says more', (page) => page.setExtraHTTPHeaders({ 'x-more': '1' })],
  ['requests of all its pages are ours', (page) => page.context().route('**/site', (route) => route.abort())],
  [
    'its processor is slow',
    async (page) => {
      const session = await page.context().newCDPSession(page)
      await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
    },
  ],
  ['it was closed', (page) => page.close()],
  ['its context was closed', (page) => page.context().close()],
])('a page that cannot be as new is left for another: %s', async (_, spoil) => {
  const again = openPageAgain(browser, `${url}/empty`)
  const first = await again.open({})
  await spoil(first)
  const second = await again.open({})
  expect(second).not.toBe(first)
  expect(first.isClosed()).toBe(true)
  await second.goto(`${url}/site`)
  expect(await second.evaluate('typeof init + typeof told')).toBe('undefinedundefined')
})
