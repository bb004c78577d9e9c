import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { counts, edge, page as list, pull, scan, setQueue, sets, summaries } from '../testing/answers.ts'
import { type OpenDashboard, openDashboard } from '../testing/open-dashboard.ts'
import { candidates, detail, queue } from '../testing/pull-answers.ts'
import type { Answer, Answers } from '../testing/stand-in-api.ts'

/** How it is to read through the dashboard for a while: keys, words, coming back, and what happens meanwhile. */
let dashboard: OpenDashboard
beforeAll(async () => {
  dashboard = await openDashboard()
})
afterAll(() => dashboard?.close())

const base = '/api/repos/openclaw/openclaw'
const agreement = { said: 0, right: 0 }
const set = sets[0]!

/** Everything answered; words are written down, and may change what is answered next. */
function answering(
  change: (path: string, written: readonly string[]) => Answer | undefined = () => undefined,
) {
  const written: string[] = []
  const answers: Answers = (path, _, method) => {
    const pair = /\/pairs\/(\d+)\/(\d+)\/verdict$/.exec(path)
    if (pair !== null) {
      written.push(`${method} ${pair[1]}-${pair[2]}`)
      const verdict = { verdict: 'NOT_RELATED', note: null, saidAt: '2026-11-23T08:00:00Z' }
      const claimed = { category: 'SAME_CHANGE', relation: null, score: 0.97 } as const
      const word = { category: 'RELATED', score: 0, verdict: 'NOT_RELATED', claimed } as const
      const found = edge(Number(pair[1]), Number(pair[2]), method === 'PUT' ? word : {})
      return { body: { verdict: method === 'PUT' ? verdict : null, edge: found, agreement } }
    }
    const changed = change(path, written)
    if (changed !== undefined) return changed
    const bodies: Record<string, unknown> = {
      [`${base}/scans`]: list([scan]),
      [`${base}/duplicate-sets`]: list(summaries(sets), { counts, ...setQueue }),
      [`${base}/duplicate-sets/set-2700`]: set,
      [`${base}/agreement`]: agreement,
      [`${base}/pulls`]: list(queue),
      [`${base}/pulls/3101`]: detail,
      [`${base}/pulls/3101/candidates`]: list(candidates),
    }
    return path in bodies ? { body: bodies[path] } : undefined
  }
  return { answers, written }
}
const unfolded = (page: Page, pair: string) =>
  page.locator('claw-evidence', { hasText: pair }).locator('details').first()

describe('keys', () => {
  test('judge the pair that has the focus, which they unfold, and no other', async () => {
    const { answers, written } = answering()
    const { page, faults } = await dashboard.visit('/openclaw/openclaw/pulls/3101', answers)
    await page.locator('claw-evidence').nth(1).waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('n')
    await expect.poll(() => written).toEqual(['PUT 3101-3102'])
    expect(await unfolded(page, '#3101 and #3102').getAttribute('open')).not.toBeNull()
    await page.keyboard.press('k')
    await page.keyboard.press('n')
    await expect.poll(() => written).toEqual(['PUT 3101-3102', 'PUT 2700-3101'])
    expect(faults).toEqual([])
  })

  test('on a list with nothing unfolded judge nothing', async () => {
    const { answers, written } = answering()
    const { page } = await dashboard.visit('/openclaw/openclaw', answers)
    await page.locator('claw-set summary').first().waitFor()
    await page.keyboard.press('d')
    const hint = page.getByText('Nothing is selected')
    await hint.waitFor()
    expect(written).toEqual([])
    // At the lower edge, where nothing was said before (told.test.ts).
    const { y, height } = (await hint.boundingBox())!
    expect(y).toBeGreaterThan(400)
    expect(y + height).toBeLessThanOrEqual(800)
  })
})

describe('a verdict', () => {
  test('on a pair below a set changes it at once, and stays with its Undo', async () => {
    const { answers } = answering((path, written) =>
      path === `${base}/duplicate-sets/set-2700` && written.at(-1)?.startsWith('PUT')
        ? {
            body: {
              ...set,
              members: set.members.filter(({ number }) => number !== 3101),
              edges: set.edges.filter(({ b }) => b !== 3101),
            },
          }
        : undefined,
    )
    const { page, faults } = await dashboard.visit('/openclaw/openclaw/sets/set-2700', answers)
    await page.getByText('All members and every pair').click()
    const pair = page.locator('.rest claw-evidence').first()
    await pair.getByRole('button', { name: 'Not a duplicate' }).click()
    await page.getByText('#3017 and #2954 do what #2700 does').waitFor()
    await page.getByText('You said: not a duplicate.').waitFor()
    await pair.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('#3101 and 2 more do what #2700 does').waitFor()
    expect(faults).toEqual([])
  })

  test('that leaves nothing of a set leaves the page, which says so, with its Undo', async () => {
    const gone = { status: 404, body: { error: { code: 'NOT_FOUND', message: 'There is no such set.' } } }
    const { answers, written } = answering((path, said) =>
      path === `${base}/duplicate-sets/set-2700` && said.at(-1)?.startsWith('PUT') ? gone : undefined,
    )
    const { page } = await dashboard.visit('/openclaw/openclaw/sets/set-2700', answers)
    await page.getByText('Close plan', { exact: true }).waitFor()
    await page.getByText('All members and every pair').click()
    const pair = page.locator('.rest claw-evidence').first()
    await pair.getByRole('button', { name: 'Not a duplicate' }).click()
    await page.getByText('Resolved: after a verdict, this is no longer a duplicate set.').waitFor()
    expect(await page.getByText('Close plan', { exact: true }).count()).toBe(0)
    await pair.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('Close plan', { exact: true }).waitFor()
    expect(written).toEqual(['PUT 2700-3101', 'DELETE 2700-3101'])
  })

  test('on the list leaves what is unfolded where it is; the newer list waits to be asked for', async () => {
    const { answers } = answering((path, written) =>
      path === `${base}/duplicate-sets` && written.length > 0
        ? { body: list(summaries(sets.slice(1)), { counts, ...setQueue }) }
        : undefined,
    )
    const { page } = await dashboard.visit('/openclaw/openclaw', answers)
    await page.locator('claw-set summary').first().click()
    await page.getByRole('button', { name: 'Not a duplicate' }).first().click()
    await page.getByText('You said: not a duplicate.').waitFor()
    dashboard.emit({ type: 'sets', owner: 'openclaw', repo: 'openclaw' })
    await page.getByText('The sets have changed.').waitFor()
    expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(1)
    await page.getByRole('button', { name: 'Show the current ones' }).click()
    await page.getByText('#3101 and 2 more').first().waitFor({ state: 'detached' })
    expect(await page.getByText('The sets have changed.').count()).toBe(0)
  })

  test('that needs the token locks nothing for good on a public dashboard', async () => {
    const refusal = { status: 401, body: { error: { code: 'UNAUTHORIZED', message: 'A token is needed.' } } }
    const { answers } = answering()
    const { page } = await dashboard.visit('/openclaw/openclaw/sets/set-2700', (...asked) =>
      asked[2] === 'PUT' ? refusal : answers(...asked),
    )
    await page.getByRole('button', { name: 'Not a duplicate' }).first().waitFor()
    await page.keyboard.press('n')
    await page.getByRole('button', { name: 'Continue reading without it' }).click()
    await page.getByRole('button', { name: 'Not a duplicate' }).first().waitFor()
    await page.keyboard.press('n')
    await page.getByLabel('Dashboard token').waitFor()
    await page.getByRole('link', { name: 'Duplicates' }).click()
    await page.locator('claw-set summary').first().waitFor()
    expect(await page.locator('claw-login-form').count()).toBe(0)
  })
})

test('back on a long list the reader is where it was left, with as many rows and the same link in focus', async () => {
  const rows = Array.from({ length: 150 }, (_, at) => ({ ...pull(3500 - at, `Title ${at}`), top: null }))
  const answers: Answers = (path, query) => {
    if (path === `${base}/pulls`) {
      const from = Number(query.get('cursor') ?? 0)
      return { body: { items: rows.slice(from, from + 50), nextCursor: from < 100 ? `${from + 50}` : null } }
    }
    return answering().answers(path.replace(/\/3\d\d\d/, '/3101'), query, 'GET')
  }
  const { page, faults } = await dashboard.visit('/openclaw/openclaw/pulls', answers)
  await page.getByRole('button', { name: 'Show more' }).click()
  const row = page.getByRole('link', { name: 'Title 87' })
  await row.scrollIntoViewIfNeeded()
  const where = async () => Math.round((await row.boundingBox())!.y)
  // Rows that come into sight are measured then, which moves them.
  let before = 0
  await expect
    .poll(async () => {
      const last = before
      before = await where()
      return before - last
    })
    .toBe(0)
  await row.click()
  await page.waitForURL('**/pulls/3413')
  await expect.poll(() => page.evaluate('scrollY')).toBe(0)
  await page.goBack()
  await row.waitFor()
  // A row may stand between two pixels, and the page scrolls by whole ones.
  await expect.poll(async () => Math.abs((await where()) - before)).toBeLessThanOrEqual(1)
  expect(await page.locator('claw-pull').count()).toBe(100)
  expect(
    await page.evaluate(`(() => {
      let element = document.activeElement
      while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
      return element.textContent.trim()
    })()`),
  ).toContain('Title 87')
  expect(faults).toEqual([])
})

test('how long ago the last scan was goes on while the page stays open', async () => {
  const { answers } = answering()
  const { page } = await dashboard.visit('/', () => undefined)
  await page.clock.install({ time: new Date(Date.parse(scan.finishedAt!) + 5 * 60_000) })
  await page.route('**/api/**', async (route) => {
    const { pathname, searchParams } = new URL(route.request().url())
    const answer = answers(pathname, searchParams, 'GET')
    if (answer === undefined || answer === 'never') return route.fulfill({ status: 404, json: {} })
    return route.fulfill({ status: answer.status ?? 200, json: answer.body })
  })
  await page.goto(`${dashboard.url}/openclaw/openclaw`)
  await page.getByText('5 minutes ago').waitFor()
  await page.clock.runFor(3 * 60_000)
  await page.getByText('8 minutes ago').waitFor()
})
