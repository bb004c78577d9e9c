import type { Page, Response } from 'playwright-core'
import { type ApiDescription, openAnswerCheck } from './validate-answers.ts'

/**
 * Holds what a page is answered by a service against that service's `/api/openapi.json`, as `check-service-answers.ts`
 * does for what a test asks by itself.
 * @param url the service's, http://host:port.
 * @returns what was wrong so far, read to the end.
 */
export async function checkPageAnswers(page: Page, url: string): Promise<() => Promise<string[]>> {
  const check = openAnswerCheck((await (await fetch(`${url}/api/openapi.json`)).json()) as ApiDescription)
  const reading: Promise<string | null>[] = []
  const hold = async (response: Response): Promise<string | null> => {
    const { pathname } = new URL(response.url())
    const isJson = response.headers()['content-type']?.startsWith('application/json') ?? false
    if (!response.url().startsWith(`${url}/api/`) || !isJson) return null
    // The page may have been left, or closed, before all of it came.
    const text = await response.text().catch(() => '')
    if (text === '') return null
    try {
      check(response.request().method(), pathname, response.status(), JSON.parse(text))
      return null
    } catch (error) {
      return (error as Error).message
    }
  }
  page.on('response', (response) => reading.push(hold(response)))
  return async () => (await Promise.all(reading)).filter((problem) => problem !== null)
}
