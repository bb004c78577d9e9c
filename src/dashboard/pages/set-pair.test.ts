import { afterAll, beforeAll, expect, test } from 'vitest'
import { edge } from '../testing/answers.ts'
import { type OpenDashboard, openDashboard } from '../testing/open-dashboard.ts'
import { comparison } from '../testing/pull-answers.ts'
import { answering, at } from '../testing/queue-answers.ts'
import type { Answer } from '../testing/stand-in-api.ts'

let dashboard: OpenDashboard
beforeAll(async () => {
  dashboard = await openDashboard()
})
afterAll(() => dashboard?.close())

const outage: Answer = { status: 503, body: { error: { code: 'UNAVAILABLE', message: 'no database' } } }

test.each<[string, Answer]>([
  ['is awaited', 'never'],
  ['could not be read', outage],
])(
  'a pair whose changes %s has its own reason and verdict, not those of the pair before',
  async (_, answer) => {
    const { answers } = answering()
    const judged = { ...comparison, edge: edge(2700, 2954, { verdict: 'DUPLICATE' }) }
    const { page } = await dashboard.visit(at('set-2700'), (path, query, method, body) => {
      if (path.endsWith('/compare/2700...2954')) return { body: judged }
      return path.includes('/compare/') ? answer : answers(path, query, method, body)
    })
    const why = page.locator('p.why')
    await why.filter({ hasText: 'A maintainer says: #2954 does what #2700 does' }).waitFor()
    await page.keyboard.press('j')
    await why.filter({ hasText: '#3017 does what #2700 does: adds 14 of the same 16 lines' }).waitFor()
    expect((await why.allTextContents()).join()).not.toContain('#2954')
    const duplicate = page.getByRole('button', { name: 'Duplicate', exact: true })
    expect(await duplicate.getAttribute('aria-pressed')).toBe('false')
  },
)
