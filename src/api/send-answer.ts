import type { Log } from '../log.ts'
import { compressFor } from './compress.ts'
import { answerError } from './errors.ts'

/** What says how a body is to be read or kept, and nothing of the answer to an error. */
const ofBody = ['content-encoding', 'content-length', 'content-disposition', 'etag', 'last-modified']

/**
 * An answer as it leaves the process, compressed for who takes it so. A body that breaks off before anything of it was
 * sent becomes the answer to that error, under the headers that each answer has; later it can only end.
 * @param log hears of both where the body is compressed here. One that passes through as it is (to who takes no
 *   encoding, a picture, events, a page beyond the most that are compressed at a time) is its sender's to tell of.
 */
export async function sendAnswer(request: Request, response: Response, log: Log): Promise<Response> {
  const headers = new Headers(response.headers)
  try {
    return await compressFor(request, response, (error) => log.error({ err: error }, 'a page broke off'))
  } catch (error) {
    const answer = answerError(error, log)
    for (const name of ofBody) headers.delete(name)
    for (const [name, value] of answer.headers) headers.set(name, value)
    return new Response(answer.body, { status: answer.status, headers })
  }
}
