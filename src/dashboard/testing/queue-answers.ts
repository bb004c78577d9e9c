import type { Page } from 'playwright-core'
import { counts, page as list, pull, scan, setQueue, sets, summaries, undecided } from './answers.ts'
import { comparison } from './pull-answers.ts'
import type { Answer, Answers } from './stand-in-api.ts'

export const base = '/api/repos/openclaw/openclaw'
export const [many, merged, competing] = sets as [(typeof sets)[0], (typeof sets)[0], (typeof sets)[0]]
/** The page of a set. */
export const at = (id: string) => `/openclaw/openclaw/sets/${id}`
export const conflict = (message: string): Answer => ({
  status: 409,
  body: { error: { code: 'CONFLICT', message } },
})

/** Everything answered; what is written is kept with the id it came under, and answered as `write` says. */
export function answering(write: (path: string, body: unknown) => Answer | undefined = () => undefined) {
  const written: [method: string, path: string, body: unknown][] = []
  const ids: (string | undefined)[] = []
  const answers: Answers = (path, query, method, body, id) => {
    if (method !== 'GET') {
      const where = path.replace(`${base}/`, '')
      written.push([method, where, body])
      ids.push(id)
      const answer = write(where, body)
      if (answer !== undefined) return answer
      if (where.endsWith('/decision')) {
        const decision = {
          ...undecided,
          state: 'decided',
          saidAt: '2026-11-26T08:00:00Z',
          ...(body as object),
        }
        return { body: { decision, before: null } }
      }
      return { body: { verdict: null, edge: null, agreement: { said: 0, right: 0 } } }
    }
    const set = sets.find(({ id }) => path === `${base}/duplicate-sets/${id}`)
    if (set) return { body: set }
    const pair = /\/compare\/(\d+)\.\.\.(\d+)$/.exec(path)
    if (pair) {
      const side = (number: string) => ({ ...comparison.b, ...pull(Number(number), `Title of ${number}`) })
      return { body: { ...comparison, a: side(pair[1]!), b: side(pair[2]!) } }
    }
    if (path === `${base}/duplicate-sets`) {
      const items = query.get('decision') === 'open' ? summaries(sets) : []
      return { body: list(items, { counts, ...setQueue }) }
    }
    return path === `${base}/scans` ? { body: list([scan]) } : undefined
  }
  return { answers, written, ids }
}

/** Whether the browser would ask before it leaves the page. */
export const wouldAsk = (page: Page) =>
  page.evaluate(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })))
