import type { FuzzAnswer } from './judge-answer.ts'
import { type FuzzRequest, toRequest } from './request.ts'

/** No answer of ours takes a hundredth of this, on a busy machine a tenth: what takes longer hangs. */
const answerDeadlineMs = 20_000

/** An event stream never ends: its beginning is read and then it is let go. Everything else is read whole. */
const streamType = 'text/event-stream'

/**
 * Hands a request to the app and reads the answer. @throws Error when it takes too long, or when `handle` throws, which
 * it must not.
 */
export async function send(
  handle: (request: Request, address?: string) => Promise<Response>,
  origin: string,
  request: FuzzRequest,
): Promise<FuzzAnswer> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${answerDeadlineMs} ms`)), answerDeadlineMs)
  })
  try {
    return await Promise.race([readAnswer(handle(toRequest(origin, request), request.address)), tooLate])
  } finally {
    clearTimeout(timer)
  }
}

async function readAnswer(answering: Promise<Response>): Promise<FuzzAnswer> {
  const response = await answering
  const { status, headers } = response
  if (!(headers.get('content-type') ?? '').startsWith(streamType))
    return { status, headers, body: await response.text() }
  const reader = response.body?.getReader()
  const first = await reader?.read()
  await reader?.cancel()
  return { status, headers, body: Buffer.from(first?.value ?? []).toString() }
}
