import { expect, test } from 'vitest'
import { renderFirstAnswers, streamPage } from './first-answers.ts'

const html =
  '<!doctype html><head><script src="/a.js"></script></head><body><claw-app></claw-app></body></html>'

test('no text of an answer ends the element or begins a comment, and what is read is what was told', () => {
  const hostile = { title: '</script><script>alert(1)</script><!-- <script>', more: '\u2028&lt;' }
  const element = renderFirstAnswers(new Map([['/api/repos/a/b/agreement', JSON.stringify(hostile)]]))
  const match = /^<script type="application\/json" id="first-answers">([^<]*)<\/script>$/.exec(element)
  expect(JSON.parse(match![1]!)).toEqual({ '/api/repos/a/b/agreement': hostile })
  expect(renderFirstAnswers(new Map())).toBe('')
})

test('what names the scripts is sent before the answers are there', async () => {
  let tell: (json: string) => void = () => {}
  const answer = new Promise<string>((resolve) => {
    tell = resolve
  })
  const reader = streamPage(html, ['/api/x'], () => answer).getReader()
  const read = async () => new TextDecoder().decode((await reader.read()).value)
  expect(await read()).toBe(html.slice(0, html.indexOf('</claw-app>')))
  tell('{"items":[]}')
  expect(await read()).toBe(
    '</claw-app><script type="application/json" id="first-answers">{"/api/x":{"items":[]}}</script></body></html>',
  )
  expect((await reader.read()).done).toBe(true)
})

test('what is refused, fails or never comes is left out, and the page is whole', async () => {
  const ask = (address: string) => {
    if (address === '/api/refused') return Promise.resolve(null)
    if (address === '/api/broken') return Promise.reject(new Error('the database is gone'))
    return address === '/api/never' ? new Promise<string>(() => {}) : Promise.resolve('1')
  }
  const addresses = ['/api/refused', '/api/broken', '/api/never', '/api/there']
  const page = await new Response(streamPage(html, addresses, ask)).text()
  expect(page).toBe(html.replace('</body>', `${renderFirstAnswers(new Map([['/api/there', '1']]))}</body>`))
})

test('a reader who leaves meanwhile breaks nothing', async () => {
  const reader = streamPage(html, ['/api/x'], async () => '1').getReader()
  await reader.cancel()
  await new Promise((resolve) => setImmediate(resolve))
})

test('who asks for the headers alone has nothing looked up', async () => {
  let asked = 0
  const page = streamPage(html, ['/api/x'], async () => {
    asked += 1
    return '1'
  })
  await page.cancel()
  await new Promise((resolve) => setImmediate(resolve))
  expect(asked).toBe(0)
})

test('what the answers show stands where the elements will, before the data, and what cannot be written is left out', async () => {
  const write = (view: () => string) =>
    new Response(streamPage(html, ['/api/x'], async () => '1', view)).text()
  const page = await write(() => '<p>rows</p>')
  expect(page).toContain('<claw-app><p>rows</p></claw-app><script type="application/json"')
  const broken = await write(() => {
    throw new TypeError('no such set')
  })
  expect(broken).toBe(page.replace('<p>rows</p>', ''))
})

test('a browser draws the page once it has read the rows, not when the script has run', async () => {
  const built = html.replace('<script', '<script type="module" blocking="render"')
  const page = await new Response(streamPage(built, [], async () => null)).text()
  expect(page).toContain(
    '<link rel="expect" href="#first-view" blocking="render" /><script type="module" src',
  )
})
