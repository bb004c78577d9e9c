import { createHmac, randomUUID } from 'node:crypto'
import type { GitHubModel } from './github-model.ts'

export interface SentDelivery {
  status: number
  body: { result?: string; error?: { code: string; message: string } }
  ms: number
}

/** Sends webhooks as GitHub does: the payload's bytes signed with the secret. */
export function openWebhookSender(url: string, secret: string) {
  async function send(
    event: string,
    payload: unknown,
    {
      id = randomUUID(),
      signedWith = secret,
      raw,
    }: { id?: string; signedWith?: string | null; raw?: Buffer | string } = {},
  ): Promise<SentDelivery> {
    const body = raw ?? JSON.stringify(payload)
    const began = performance.now()
    const response = await fetch(`${url}/api/webhooks/github`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'GitHub-Hookshot/0000000',
        'x-github-event': event,
        'x-github-delivery': id,
        ...(signedWith !== null && {
          'x-hub-signature-256': `sha256=${createHmac('sha256', signedWith).update(body).digest('hex')}`,
        }),
      },
      body,
    })
    return {
      status: response.status,
      body: (await response.json()) as SentDelivery['body'],
      ms: performance.now() - began,
    }
  }
  return { send }
}

/** The payload of a `pull_request` event, with the pull request as the model's REST API gives it. */
export async function pullPayload(
  model: GitHubModel,
  fullName: string,
  number: number,
  action: string,
  more: object = {},
  token?: string,
): Promise<Record<string, unknown>> {
  const headers = { 'user-agent': 'tests', ...(token && { authorization: `token ${token}` }) }
  const read = async (path: string) =>
    (await fetch(`${model.apiUrl}/repos/${fullName}${path}`, { headers })).json()
  return { action, number, pull_request: await read(`/pulls/${number}`), repository: await read(''), ...more }
}
