import { buildApi } from '../api/app.ts'
import type { ApiPorts } from '../api/ports.ts'
import { type ApiDescription, openAnswerCheck } from './validate-answers.ts'

/**
 * The API as it is built, but every answer is held against `/api/openapi.json`: an answer that is not described, or has
 * a field that is not, fails the test that got it.
 */
export async function buildCheckedApi(ports: ApiPorts): ReturnType<typeof buildApi> {
  const handle = await buildApi(ports)
  const spec = await handle(new Request('http://localhost/api/openapi.json'))
  const check = openAnswerCheck((await spec.json()) as ApiDescription)
  return async (request, address) => {
    const { method, url } = request
    const response = await handle(request, address)
    if (!isJson(response)) return response
    const text = await response.text()
    if (text !== '') check(method, new URL(url).pathname, response.status, JSON.parse(text))
    return new Response(text, response)
  }
}

const isJson = ({ headers }: Response): boolean =>
  headers.get('content-type')?.startsWith('application/json') ?? false
