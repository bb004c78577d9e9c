import { createHmac, timingSafeEqual } from 'node:crypto'
import { Type } from '@sinclair/typebox'
import { Elysia } from 'elysia'
import { AppError } from '../errors.ts'
import { apiDescriptionTexts } from '../words/api-description.ts'
import { deliveryRefusals } from '../words/refusals.ts'
import { readChunks } from './body.ts'
import { describe } from './describe.ts'
import { json } from './errors.ts'
import { openPayloadSpool } from './payload-spool.ts'
import type { ApiPorts } from './ports.ts'
import { isTelling, readDeliveryFacts } from './read-delivery.ts'

/** GitHub's own limit. */
const largestPayload = 25 * 1024 * 1024
const deliveryPattern = /^[0-9A-Za-z-]{1,64}$/

const WebhookAnswer = Type.Object({ result: Type.String({ enum: ['enqueued', 'duplicate', 'ignored'] }) })
const DeliveryHeaders = Type.Object({
  'X-GitHub-Event': Type.String({ description: apiDescriptionTexts.event, examples: ['pull_request'] }),
  'X-GitHub-Delivery': Type.String({
    description: apiDescriptionTexts.delivery,
    examples: ['72d3162e-cc78-11e3-81ab-4c9367dc0958'],
  }),
  'X-Hub-Signature-256': Type.String({
    description: apiDescriptionTexts.signature,
    examples: ['sha256=$SIGNATURE'],
  }),
})
const DeliveryBody = Type.Object(
  {},
  {
    additionalProperties: true,
    description: apiDescriptionTexts.payload,
    examples: [
      {
        action: 'synchronize',
        number: 2700,
        pull_request: { number: 2700 },
        repository: { full_name: 'octo-org/gateway' },
      },
    ],
  },
)

/**
 * GitHub's webhooks. Who sent one is known by its signature, reckoned while it comes in and before a word of it is
 * read; all work is done by the worker, so that the answer depends on nothing but Redis.
 */
export function webhookRoutes(
  { config, enqueueDelivery }: Pick<ApiPorts, 'config' | 'enqueueDelivery'>,
  spool = openPayloadSpool(),
) {
  return new Elysia({ name: 'webhooks', prefix: '/api/webhooks' }).post(
    '/github',
    async ({ request }) => {
      const { app } = config.github
      if (app === null || enqueueDelivery === null)
        throw new AppError('NOT_CONFIGURED', deliveryRefusals.notTaken)
      const { headers } = request
      const signature = headers.get('x-hub-signature-256') ?? ''
      if (!/^sha256=[0-9a-f]{64}$/.test(signature))
        throw new AppError('UNAUTHORIZED', deliveryRefusals.notSigned)
      const hmac = createHmac('sha256', app.webhookSecret)
      const payload = await spool.receive(readPayload(request), (chunk) => hmac.update(chunk))
      try {
        // Not @octokit/webhooks-methods, which takes a string: bytes that are no UTF-8 would be verified as others than
        // were signed.
        if (!timingSafeEqual(hmac.digest(), Buffer.from(signature.slice('sha256='.length), 'hex')))
          throw new AppError('UNAUTHORIZED', deliveryRefusals.wrongSignature)
        const delivery = headers.get('x-github-delivery') ?? ''
        const event = headers.get('x-github-event') ?? ''
        if (!deliveryPattern.test(delivery)) throw missing('X-GitHub-Delivery')
        if (event === '') throw missing('X-GitHub-Event')
        // The largest payloads are pushes', about which there is nothing to do.
        const facts = isTelling(event)
          ? await payload.use((bytes) => readDeliveryFacts(event, parse(bytes)))
          : null
        if (facts === null) return json(200, { result: 'ignored' })
        const isNew = await enqueueDelivery(delivery, facts)
        return isNew ? json(202, { result: 'enqueued' }) : json(200, { result: 'duplicate' })
      } finally {
        await payload.close()
      }
    },
    {
      // Its bytes are what was signed.
      parse: 'none',
      ...describe({
        summary:
          'Deliveries of the GitHub App (GITHUB_MODE app or hybrid), signed with GITHUB_WEBHOOK_SECRET',
        headers: DeliveryHeaders,
        body: DeliveryBody,
        answers: { 200: WebhookAnswer, 202: WebhookAnswer },
        errors: [400, 401, 403, 413, 503],
      }),
    },
  )
}

const missing = (name: string) =>
  new AppError('BAD_REQUEST', deliveryRefusals.missing(name), { details: { field: name } })

/** @throws AppError TOO_LARGE as soon as it is too large. */
async function* readPayload(request: Request): AsyncGenerator<Uint8Array> {
  const tooLarge = () => new AppError('TOO_LARGE', deliveryRefusals.large(largestPayload))
  if (Number(request.headers.get('content-length') ?? 0) > largestPayload) throw tooLarge()
  let size = 0
  for await (const chunk of readChunks(request)) {
    size += chunk.length
    if (size > largestPayload) throw tooLarge()
    yield chunk
  }
}

function parse(payload: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload))
  } catch {
    throw new AppError('BAD_REQUEST', deliveryRefusals.notJson)
  }
}
