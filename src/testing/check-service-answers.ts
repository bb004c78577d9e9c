import type { ApiDescription } from './validate-answers.ts'

type Check = (method: string, pathname: string, status: number, body: unknown) => void

const really = globalThis.fetch
/** By origin: what holds a service's answers against its own description; null: it is none of ours. */
const checks = new Map<string, Promise<Check | null>>()

/**
 * Comes with `startProgram`: what a test is answered by a service of ours that it has started is held against that
 * service's `/api/openapi.json`, as `buildCheckedApi` does within a process.
 */
globalThis.fetch = async (input, init) => {
  const response = await really(input, init)
  const asked = input instanceof Request ? input : null
  const { origin, hostname, pathname } = new URL(asked?.url ?? String(input))
  const method = init?.method ?? asked?.method ?? 'GET'
  const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false
  if (hostname !== '127.0.0.1' || !pathname.startsWith('/api/') || !isJson || method === 'HEAD')
    return response
  const check = await openCheck(origin)
  const text = await response.clone().text()
  if (check !== null && text !== '') check(method, pathname, response.status, JSON.parse(text))
  return response
}

function openCheck(origin: string): Promise<Check | null> {
  const known = checks.get(origin) ?? readCheck(origin)
  checks.set(origin, known)
  return known
}

async function readCheck(origin: string): Promise<Check | null> {
  const described = await really(`${origin}/api/openapi.json`).catch(() => null)
  if (!described?.ok) return null
  // Loaded where it is needed: most files start no service.
  const { openAnswerCheck } = await import('./validate-answers.ts')
  return openAnswerCheck((await described.json()) as ApiDescription)
}
