import { createHmac, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Elysia } from 'elysia'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import { AppError } from '../errors.ts'
import { openLog } from '../log.ts'
import type { Delivery } from '../queue/deliveries.ts'
import { answerError } from './errors.ts'
import { openPayloadSpool, type PayloadSpool } from './payload-spool.ts'
import { webhookRoutes } from './webhooks.ts'

const secret = 'It is a secret to everybody'
const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2_048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
})
const config = readConfig({
  GITHUB_MODE: 'app',
  GITHUB_APP_ID: '1',
  GITHUB_PRIVATE_KEY_PEM: privateKey,
  GITHUB_WEBHOOK_SECRET: secret,
})
const log = openLog('test', 'silent')
const kilobyte = 1_024
let folder = ''
let spool: PayloadSpool
let taken: Delivery[] = []
let handle: (request: Request) => Promise<Response>

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ct-spool-'))
  spool = openPayloadSpool(
    { payloadInMemory: 64 * kilobyte, inMemory: 256 * kilobyte, inFiles: 1_024 * kilobyte },
    folder,
  )
  const enqueueDelivery = async (_: string, facts: Delivery) => taken.push(facts) > 0
  const app = new Elysia()
    .onError(({ error }) => answerError(error, log))
    .use(webhookRoutes({ config, enqueueDelivery }, spool))
  handle = (request) => app.handle(request)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const signed = (payload: Buffer) => `sha256=${createHmac('sha256', secret).update(payload).digest('hex')}`

function send(
  body: Buffer | ReadableStream<Uint8Array>,
  { signature = `sha256=${'0'.repeat(64)}`, event = 'installation' } = {},
) {
  return handle(
    new Request('http://localhost/api/webhooks/github', {
      method: 'POST',
      headers: { 'x-hub-signature-256': signature, 'x-github-event': event, 'x-github-delivery': 'one' },
      body,
      duplex: 'half',
    } as RequestInit),
  )
}

/** A body of which some has come and the rest may come later. */
function halfSent(size: number) {
  let release = () => {}
  const rest = new Promise<void>((resolve) => {
    release = resolve
  })
  let sent = 0
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (sent >= size) {
        await rest
        controller.close()
        return
      }
      const chunk = new Uint8Array(Math.min(16 * kilobyte, size - sent))
      sent += chunk.length
      controller.enqueue(chunk)
    },
  })
  return { body, release }
}

const installation = (filler: number) =>
  Buffer.from(
    JSON.stringify({
      action: 'created',
      installation: { account: { login: 'Acme' } },
      repositories: [{ full_name: 'Acme/gateway' }],
      filler: 'é'.repeat(filler),
    }),
  )

test('a payload is read the same from memory and from a file, once its signature is known', async () => {
  for (const filler of [0, 31 * kilobyte, 200 * kilobyte]) {
    taken = []
    const payload = installation(filler)
    expect((await send(payload, { signature: signed(payload) })).status).toBe(202)
    expect(taken).toEqual([
      { kind: 'repositories', added: [{ owner: 'Acme', repo: 'gateway' }], removed: [] },
    ])
    payload[payload.length - 3]! ^= 1
    expect((await send(payload, { signature: signed(installation(filler)) })).status).toBe(401)
  }
  expect(spool.held()).toEqual({ inMemory: 0, inFiles: 0 })
})

test('an event about which nothing is done is ignored without being read, but not without its signature', async () => {
  const payload = Buffer.from('no JSON')
  expect((await send(payload, { signature: signed(payload), event: 'push' })).status).toBe(200)
  expect((await send(payload, { event: 'push' })).status).toBe(401)
})

test('half-sent payloads take what is set and no more; beyond it 503, and all is given back in the end', async () => {
  const size = 200 * kilobyte
  const many = Array.from({ length: 30 }, () => halfSent(size))
  const answers: number[] = []
  const sending = many.map(async ({ body }) => {
    const response = await send(body)
    answers.push(response.status)
    return response
  })
  // Five of them fit into the files.
  await expect.poll(() => answers.length).toBe(25)
  expect(new Set(answers)).toEqual(new Set([503]))
  expect(spool.held()).toEqual({ inMemory: 0, inFiles: 5 * size })
  // What is on disk has no name that a crash could leave behind.
  expect(readdirSync(folder)).toEqual([])
  for (const { release } of many) release()
  const statuses = (await Promise.all(sending)).map(({ status, headers }) => [
    status,
    headers.get('retry-after'),
  ])
  expect(statuses.filter(([status]) => status === 401)).toHaveLength(5)
  expect(statuses.filter(([status, after]) => status === 503 && after !== null)).toHaveLength(25)
  expect(spool.held()).toEqual({ inMemory: 0, inFiles: 0 })
})

test('small payloads go into files too once memory is full, and one that breaks off leaves nothing', async () => {
  const many = Array.from({ length: 16 }, () => halfSent(48 * kilobyte))
  const sending = many.map(({ body }) => send(body))
  await expect
    .poll(() => {
      const { inMemory, inFiles } = spool.held()
      return [inMemory + inFiles, inMemory <= 256 * kilobyte]
    })
    .toEqual([16 * 48 * kilobyte, true])
  for (const { release } of many) release()
  expect((await Promise.all(sending)).map(({ status }) => status)).toEqual(many.map(() => 401))
  const broken = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new Uint8Array(100 * kilobyte)),
    pull: (controller) => controller.error(new Error('the client went away')),
  })
  expect((await send(broken)).status).toBe(400)
  expect(spool.held()).toEqual({ inMemory: 0, inFiles: 0 })
})

test('large payloads are handed out one at a time', async () => {
  const whole = async function* () {
    yield new Uint8Array(100 * kilobyte)
  }
  const payloads = await Promise.all([1, 2, 3].map(() => spool.receive(whole(), () => {})))
  await payloads[0]!
    .use(() => {
      throw new AppError('BAD_REQUEST', 'no JSON')
    })
    .catch(() => {})
  expect(await Promise.all(payloads.map((payload) => payload.use((bytes) => bytes.length)))).toEqual([
    100 * kilobyte,
    100 * kilobyte,
    100 * kilobyte,
  ])
  await Promise.all(payloads.map((payload) => payload.close()))
})
