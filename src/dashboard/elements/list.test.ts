import { afterAll, beforeAll, expect, test } from 'vitest'
import { counts, page as list, pull, scan, setQueue, sets, summaries } from '../testing/answers.ts'
import { type OpenDashboard, openDashboard } from '../testing/open-dashboard.ts'
import { queue } from '../testing/pull-answers.ts'
import type { Answers } from '../testing/stand-in-api.ts'

let dashboard: OpenDashboard
beforeAll(async () => {
  dashboard = await openDashboard()
})
afterAll(() => dashboard?.close())

const answers: Answers = (path, query) => {
  if (path.endsWith('/scans')) return { body: list([scan]) }
  const set = sets.find(({ id }) => path.endsWith(`/duplicate-sets/${id}`))
  if (set) return { body: set }
  if (path.endsWith('/pulls')) return { body: list(queue) }
  if (!path.endsWith('/duplicate-sets')) return undefined
  const category = query.get('category')
  return {
    body: list(summaries(category === null ? sets : sets.filter((set) => set.category === category)), {
      counts,
      ...setQueue,
    }),
  }
}

test('a category is a link with its count, and its address shows the same list when it is opened anew', async () => {
  const { page } = await dashboard.visit('/openclaw/openclaw', answers)
  await page.getByRole('link', { name: 'Competing 9' }).click()
  await page.getByText('1 duplicate set', { exact: true }).waitFor()
  expect(new URL(page.url()).search).toBe('?category=COMPETING_IMPLEMENTATION')
  await page.reload()
  await page.getByText('1 duplicate set', { exact: true }).waitFor()
  await page.goBack()
  await page.getByText('3 duplicate sets', { exact: true }).waitFor()
})

test('a category and a kind are chosen together, each is let go by another click, and "All" lets go of both', async () => {
  const paged: Answers = (path, query) =>
    path.endsWith('/duplicate-sets')
      ? { body: list(summaries(sets.slice(0, 1)), { counts, nextCursor: 'more' }) }
      : answers(path, query, 'GET')
  const { page } = await dashboard.visit('/openclaw/openclaw', paged)
  const search = () => new URL(page.url()).search
  const choose = (name: string) => page.getByRole('navigation', { name: 'Category' }).getByText(name).click()
  const chosen = () => page.locator('claw-filters a[aria-current]').allTextContents()
  await choose('Same change')
  await choose('Already merged')
  await expect.poll(search).toBe('?category=SAME_CHANGE&is=merged')
  await expect.poll(chosen).toEqual(['Same change 19', 'Already merged 3'])
  // Both are counted together: the number of the category is that of the list.
  await page.getByText('1 of 19 duplicate sets').waitFor()
  await choose('Same change')
  await expect.poll(search).toBe('?is=merged')
  await choose('Competing')
  await choose('All')
  await expect.poll(search).toBe('')
  await expect.poll(chosen).toEqual(['All 57'])
})

test('a list offers what it can be narrowed to, and nothing else', async () => {
  const offered = async (path: string) => {
    const { page } = await dashboard.visit(path, answers)
    await page.locator('claw-filters a').first().waitFor()
    return { page, words: await page.locator('claw-filters a').allTextContents() }
  }
  // No set is of related ones, so that none is ever found.
  expect((await offered('/openclaw/openclaw')).words.join()).not.toContain('Related')
  const { page, words } = await offered('/openclaw/openclaw/pulls?is=contained')
  expect(words).toEqual(['All', 'Same change', 'Same feature', 'Competing', 'Related', 'Already merged'])
  expect(dashboard.requests.join('\n')).not.toContain('contained')
  await page.getByRole('link', { name: 'Already merged' }).click()
  await expect.poll(() => dashboard.requests.some((request) => request.includes('is=merged'))).toBe(true)
})

test('what is typed is searched for after a pause, and leaves one step to go back', async () => {
  const { page } = await dashboard.visit('/openclaw/openclaw', answers)
  await page.getByRole('searchbox').pressSequentially('port of ')
  // A space before the pause is still there after it.
  await expect.poll(() => new URL(page.url()).searchParams.get('q')).toBe('port of')
  await page.getByRole('searchbox').pressSequentially('ipv6')
  // What is drawn while a reader types takes nothing away.
  await page.locator('claw-filters').evaluate((filters: HTMLElement & { requestUpdate(): void }) => {
    filters.requestUpdate()
  })
  await expect.poll(() => new URL(page.url()).searchParams.get('q')).toBe('port of ipv6')
  await expect.poll(() => dashboard.requests.some((request) => request.includes('q=port+of+ipv6'))).toBe(true)
  await page.goBack()
  await expect.poll(() => new URL(page.url()).searchParams.get('q')).toBe(null)
})

test('an address with a value that no list knows shows the list as it begins', async () => {
  await dashboard.visit('/openclaw/openclaw?category=%3Cb%3E&state=NONE', answers)
  await expect
    .poll(() => dashboard.requests.find((request) => request.includes('/duplicate-sets')))
    .toBeDefined()
  expect(dashboard.requests.join('\n')).not.toMatch(/NONE|category=/)
})

test('the evidence of a set is read when it is unfolded, and not before', async () => {
  const { page } = await dashboard.visit('/openclaw/openclaw', answers)
  await page.getByText('#3101 and 2 more do what #2700 does').waitFor()
  expect(dashboard.requests.some((request) => request.includes('/set-2700'))).toBe(false)
  await page.getByText('#3101 and 2 more do what #2700 does').click()
  await page.getByText('#3101 contains all of #2700').waitFor()
  for (const fact of [
    '14 added lines',
    'parsePort, GatewayError',
    'test/gateway/port.test.ts',
    '#2688',
    'and 9 more',
  ])
    await page.locator('claw-evidence').first().getByText(fact).first().waitFor()
})

test('a further page is added to the list when it is asked for', async () => {
  const paged: Answers = (path, query) => {
    if (path.endsWith('/scans')) return { body: list([scan]) }
    const second = query.get('cursor') === 'next'
    const items = [{ ...pull(second ? 8 : 9, second ? 'The second page' : 'The first page'), top: null }]
    return { body: { items, nextCursor: second ? null : 'next' } }
  }
  const { page } = await dashboard.visit('/openclaw/openclaw/pulls', paged)
  await page.getByText('1 pull request so far').waitFor()
  await page.getByRole('button', { name: 'Show more' }).click()
  await page.getByText('The second page').waitFor()
  await page.getByText('The first page').waitFor()
  expect(await page.getByRole('button', { name: 'Show more' }).count()).toBe(0)
})

test('a page that fails to follow leaves the list as it is and can be asked for again', async () => {
  let broken = true
  const paged: Answers = (path, query) => {
    if (path.endsWith('/scans')) return { body: list([scan]) }
    if (query.get('cursor') === 'next' && broken)
      return { status: 503, body: { error: { code: 'UNAVAILABLE', message: 'no' } } }
    const items = [{ ...pull(query.has('cursor') ? 8 : 9, 'A title'), top: null }]
    return { body: { items, nextCursor: query.has('cursor') ? null : 'next' } }
  }
  const { page } = await dashboard.visit('/openclaw/openclaw/pulls', paged)
  await page.getByRole('button', { name: 'Show more' }).click()
  await page.getByText('The next page could not be read.').waitFor()
  expect(await page.locator('claw-pull').count()).toBe(1)
  broken = false
  await page.getByRole('button', { name: 'Show more' }).click()
  await page.getByText('2 pull requests', { exact: true }).waitFor()
})

test('a scan that is under way is followed to its end, and the list is read again then', async () => {
  let asked = 0
  const following: Answers = (path) => {
    if (path.endsWith('/duplicate-sets')) return { body: list(summaries(sets), { counts }) }
    // Without events it is asked about now and then.
    if (path === '/api/events')
      return { status: 503, body: { error: { code: 'UNAVAILABLE', message: 'no' } } }
    if (!path.endsWith('/scans')) return undefined
    asked += 1
    return { body: list([asked === 1 ? { ...scan, state: 'active', analyzed: 10, unchanged: 0 } : scan]) }
  }
  const { page } = await dashboard.visit('/openclaw/openclaw', following)
  await page.getByText('10 of 3,412 pull requests read').waitFor()
  expect(await page.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('10')
  await page.getByText('All read, some in part').waitFor()
  await expect
    .poll(() => dashboard.requests.filter((request) => request.includes('/duplicate-sets')).length)
    .toBe(2)
})
