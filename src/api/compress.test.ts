import { brotliDecompressSync, createBrotliDecompress, createGunzip, gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { acceptedEncoding, compressFor, mostCoders } from './compress.ts'
import { streamPage } from './first-answers.ts'

const ask = (accepted: string) => new Request('http://x/', { headers: { 'accept-encoding': accepted } })
const json = (text: string, headers: Record<string, string> = {}) =>
  new Response(text, {
    status: 201,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  })
const long = JSON.stringify({ items: Array.from({ length: 200 }, (_, at) => `title ${at}`) })

test.each([
  ['gzip, deflate, br', 'br'],
  ['gzip;q=1.0, br;q=0', 'gzip'],
  ['GZIP', 'gzip'],
  ['deflate, zstd', null],
  ['br;q=0.000', null],
  ['', null],
])('of %j it is %j', (header, encoding) => {
  expect(acceptedEncoding(header)).toBe(encoding)
})

describe.each([
  ['br', brotliDecompressSync],
  ['gzip', gunzipSync],
] as const)('by %s', (encoding, decompress) => {
  test('a long answer is as it was, and says that it is one of two', async () => {
    const answer = await compressFor(ask(encoding), json(long, { 'x-kept': 'yes', vary: 'Cookie' }))
    expect(answer.status).toBe(201)
    expect(Object.fromEntries(answer.headers)).toEqual({
      'content-type': 'application/json; charset=utf-8',
      'content-encoding': encoding,
      vary: 'Cookie, accept-encoding',
      'x-kept': 'yes',
    })
    const sent = Buffer.from(await answer.arrayBuffer())
    expect(sent.length).toBeLessThan(long.length / 3)
    expect(decompress(sent).toString()).toBe(long)
  })

  test('the head of a page can be read before the rest is known', async () => {
    let tell: (answer: string) => void = () => {}
    const told = new Promise<string>((resolve) => {
      tell = resolve
    })
    const html = '<head></head><body><claw-app></claw-app></body>'
    const page = new Response(
      streamPage(html, ['/api/x'], () => told),
      {
        headers: { 'content-type': 'text/html; charset=utf-8' },
      },
    )
    const answer = await compressFor(ask(encoding), page)
    expect(answer.headers.get('content-encoding')).toBe(encoding)
    const decoder = encoding === 'br' ? createBrotliDecompress() : createGunzip()
    const reader = answer.body!.getReader()
    let text = ''
    decoder.on('data', (bytes) => {
      text += String(bytes)
    })
    const readOn = async () => {
      const { value, done } = await reader.read()
      if (value !== undefined) decoder.write(value)
      return done
    }
    await readOn()
    while (!text.endsWith('<claw-app>')) await new Promise((resolve) => setImmediate(resolve))
    tell('{"a":1}')
    while (!(await readOn()));
    await expect.poll(() => text).toContain('{"/api/x":{"a":1}}</script></body>')
  })
})

test('short answers, other kinds and what is compressed already go as they are', async () => {
  for (const [response, vary] of [
    [json('{"ok":true}'), 'accept-encoding'],
    [json(long, { 'content-encoding': 'br' }), null],
    [new Response(long, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } }), null],
    [new Response(long, { headers: { 'content-type': 'image/png' } }), null],
  ] as const) {
    const told = await response.clone().text()
    const before = response.headers.get('content-encoding')
    const answer = await compressFor(ask('gzip, br'), response)
    expect(answer.headers.get('content-encoding')).toBe(before)
    expect(answer.headers.get('vary')).toBe(vary)
    expect(await answer.text()).toBe(told)
  }
})

test('who takes no encoding gets none, and is told that there is one', async () => {
  const answer = await compressFor(ask('identity'), json(long))
  expect(answer.headers.get('content-encoding')).toBeNull()
  expect(answer.headers.get('vary')).toBe('accept-encoding')
  expect(await answer.text()).toBe(long)
})

test('who leaves in the middle of a page has its source left, too', async () => {
  let isLeft = false
  const source = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new TextEncoder().encode('<p>')),
    cancel: () => {
      isLeft = true
    },
  })
  const answer = await compressFor(
    ask('br'),
    new Response(source, { headers: { 'content-type': 'text/html' } }),
  )
  const reader = answer.body!.getReader()
  await reader.read()
  await reader.cancel()
  await expect.poll(() => isLeft).toBe(true)
})

test('of a burst of pages so many are compressed at a time, and the others are whole too', async () => {
  let tell: (json: string) => void = () => {}
  const answer = new Promise<string>((resolve) => {
    tell = resolve
  })
  const open = () =>
    compressFor(
      ask('br'),
      new Response(
        streamPage('<html><body></body></html>', ['/api/x'], () => answer),
        {
          headers: { 'content-type': 'text/html' },
        },
      ),
    )
  const pages = await Promise.all(Array.from({ length: mostCoders + 3 }, open))
  const encodings = pages.map(({ headers }) => headers.get('content-encoding'))
  expect(encodings).toEqual([...Array(mostCoders).fill('br'), null, null, null])
  tell('{"items":[]}')
  const texts = await Promise.all(
    pages.map(async (page, at) => {
      const sent = Buffer.from(await page.arrayBuffer())
      return (encodings[at] === 'br' ? brotliDecompressSync(sent) : sent).toString()
    }),
  )
  expect(new Set(texts)).toEqual(new Set([expect.stringContaining('{"items":[]}')]))
  // Those that have ended make room.
  await expect.poll(async () => (await open()).headers.get('content-encoding')).toBe('br')
})

test('who asks for the headers alone gets those of the page', async () => {
  const request = new Request('http://x/', { method: 'HEAD', headers: { 'accept-encoding': 'br' } })
  const answer = await compressFor(request, new Response(null, { headers: { 'content-type': 'text/html' } }))
  expect(answer.headers.get('content-encoding')).toBe('br')
})
