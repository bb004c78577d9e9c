import { Writable } from 'node:stream'
import { pino } from 'pino'
import { describe, expect, test } from 'vitest'
import { sendAnswer } from './send-answer.ts'

/** A log that is kept: each line's message, and the error that it names. */
function openKeptLog() {
  const lines: { msg: string; err?: { message: string } }[] = []
  const kept = new Writable({
    write(line, _, done) {
      lines.push(JSON.parse(String(line)))
      done()
    },
  })
  return { log: pino(kept), said: () => lines.map(({ msg, err }) => [msg, err?.message]) }
}

/** A body that sends something, and then ends with an error. */
function broken(type: string): Response {
  let isBegun = false
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (isBegun) return controller.error(new Error('the disk is gone'))
      isBegun = true
      controller.enqueue(new TextEncoder().encode('<p>begun</p>'))
    },
  })
  return new Response(body, {
    headers: {
      'content-type': type,
      'x-content-type-options': 'nosniff',
      etag: '"it"',
      'content-length': '9000',
    },
  })
}

describe.each(['br', 'gzip'])('for who takes %s', (encoding) => {
  const request = new Request('http://x/', { headers: { 'accept-encoding': encoding } })

  test('an answer whose body breaks off is told as an error, with the headers of any answer, and logged', async () => {
    const { log, said } = openKeptLog()
    const answer = await sendAnswer(request, broken('application/json'), log)
    expect(answer.status).toBe(500)
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    for (const name of ['etag', 'content-length', 'content-encoding'])
      expect(answer.headers.has(name)).toBe(false)
    expect(await answer.json()).toMatchObject({ error: { code: 'INTERNAL' } })
    expect(said()).toEqual([['a request failed', 'the disk is gone']])
  })

  test('a page that breaks off ends, and is logged', async () => {
    const { log, said } = openKeptLog()
    const answer = await sendAnswer(request, broken('text/html'), log)
    await expect(answer.arrayBuffer()).rejects.toThrow()
    expect(said()).toEqual([['a page broke off', 'the disk is gone']])
  })

  test('a reader who leaves is no fault', async () => {
    const { log, said } = openKeptLog()
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new TextEncoder().encode('<p>')),
    })
    const page = new Response(endless, { headers: { 'content-type': 'text/html' } })
    const answer = await sendAnswer(request, page, log)
    const reader = answer.body!.getReader()
    await reader.read()
    await reader.cancel()
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(said()).toEqual([])
  })
})
