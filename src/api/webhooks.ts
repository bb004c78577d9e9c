import { createHmac, timingSafeEqual } from 'node:crypto'
import { Type } from '@sinclair/typebox'
import { Elysia } from 'elysia'
import { AppError } from '../errors.ts'
import { describe } from './describe.ts'
import { json } from './errors.ts'
import type { ApiPorts } from './ports.ts'
import { readDeliveryFacts } from './read-delivery.ts'

/** GitHub's own limit. */
const largestPayload = 25 * 1024 * 1024
const deliveryPattern = /^[0-9A-Za-z-]{1,64}$/

const WebhookAnswer = Type.Object({ result: Type.String({ enum: ['enqueued', 'duplicate', 'ignored'] }) })

/**
 * GitHub's webhooks. Who sent one is known by its signature before a word of it is read; whatever there is to do is done by the worker, so that the
 * answer depends on nothing but Redis.
 */
export function webhookRoutes({ config, enqueueDelivery }: Pick<ApiPorts, 'config' | 'enqueueDelivery'>) {
  return new Elysia({ name: 'webhooks', prefix: '/api/webhooks' }).post(
    '/github',
    async ({ request }) => {
      const { app } = config.github
      if (app === null || enqueueDelivery === null)
        throw new AppError('NOT_CONFIGURED', 'GITHUB_MODE is public: webhooks are taken in app and hybrid')
      const { headers } = request
      const signature = headers.get('x-hub-signature-256') ?? ''
      if (!/^sha256=[0-9a-f]{64}$/.test(signature))
        throw new AppError('UNAUTHORIZED', 'X-Hub-Signature-256 is missing')
      const payload = await readPayload(request)
      // Not @octokit/webhooks-methods, which takes a string: bytes that are no UTF-8 would be verified as others than were signed.
      const digest = createHmac('sha256', app.webhookSecret).update(payload).digest()
      if (!timingSafeEqual(digest, Buffer.from(signature.slice('sha256='.length), 'hex')))
        throw new AppError('UNAUTHORIZED', 'X-Hub-Signature-256 is not that of this payload')
      const delivery = headers.get('x-github-delivery') ?? ''
      const event = headers.get('x-github-event') ?? ''
      if (!deliveryPattern.test(delivery)) throw missing('X-GitHub-Delivery')
      if (event === '') throw missing('X-GitHub-Event')
      const facts = readDeliveryFacts(event, parse(payload))
      if (facts === null) return json(200, { result: 'ignored' })
      const isNew = await enqueueDelivery(delivery, facts)
      return isNew ? json(202, { result: 'enqueued' }) : json(200, { result: 'duplicate' })
    },
    {
      // Its bytes are what was signed.
      parse: 'none',
      ...describe({
        summary:
          'Deliveries of the GitHub App (GITHUB_MODE app or hybrid), signed with GITHUB_WEBHOOK_SECRET',
        answers: { 200: WebhookAnswer, 202: WebhookAnswer },
        errors: [400, 401, 413, 503],
      }),
    },
  )
}

const missing = (name: string) =>
  new AppError('BAD_REQUEST', `${name} is missing`, { details: { field: name } })

/** @throws AppError TOO_LARGE as soon as it is too large: what comes after that is not read. */
async function readPayload(request: Request): Promise<Buffer> {
  const tooLarge = () => new AppError('TOO_LARGE', `the payload is larger than ${largestPayload} bytes`)
  if (Number(request.headers.get('content-length') ?? 0) > largestPayload) throw tooLarge()
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
      size += chunk.length
      if (size > largestPayload) throw tooLarge()
      chunks.push(chunk)
    }
  } catch (error) {
    throw error instanceof AppError
      ? error
      : new AppError('BAD_REQUEST', 'the payload broke off', { cause: error })
  }
  return Buffer.concat(chunks)
}

function parse(payload: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload))
  } catch {
    throw new AppError(
      'BAD_REQUEST',
      'the payload is not JSON: set the webhook’s content type to application/json',
    )
  }
}
