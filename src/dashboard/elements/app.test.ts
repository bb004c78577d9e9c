import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  counts,
  edge,
  page as list,
  pull,
  repositories,
  scan,
  setQueue,
  sets,
  summaries,
} from '../testing/answers.ts'
import { group, groups } from '../testing/issue-answers.ts'
import {
  findAccessibilityFaults,
  findBareLinks,
  type OpenDashboard,
  openDashboard,
} from '../testing/open-dashboard.ts'
import { candidates, comparison, detail, queue } from '../testing/pull-answers.ts'
import type { Answer, Answers } from '../testing/stand-in-api.ts'

let dashboard: OpenDashboard
beforeAll(async () => {
  dashboard = await openDashboard()
})
afterAll(() => dashboard?.close())

const base = '/api/repos/openclaw/openclaw'
const answers: Answers = (path) => {
  const bodies: Record<string, unknown> = {
    '/api/repos': list(repositories),
    [`${base}/scans`]: list([
      scan,
      { ...scan, snapshot: 'b', state: 'failed', error: 'GitHub answered 502 three times' },
      { ...scan, snapshot: 'c', githubRequests: 300 },
    ]),
    [`${base}/duplicate-sets`]: list(summaries(sets), { counts, ...setQueue }),
    [`${base}/duplicate-sets/set-2700`]: sets[0],
    [`${base}/agreement`]: { said: 50, right: 48 },
    [`${base}/compare/2700...3101`]: comparison,
    [`${base}/issues`]: list(groups),
    [`${base}/issues/2688`]: group,
    [`${base}/compare/2700...2954`]: comparison,
    [`${base}/pulls`]: list(queue),
    [`${base}/pulls/3101`]: detail,
    [`${base}/pulls/3101/candidates`]: list(candidates),
  }
  return path in bodies ? { body: bodies[path] } : undefined
}

const paths = [
  '/',
  '/openclaw/openclaw',
  '/openclaw/openclaw/sets/set-2700',
  '/openclaw/openclaw/plan/set-2700',
  '/openclaw/openclaw/compare/2700...3101',
  '/openclaw/openclaw/issues',
  '/openclaw/openclaw/issues/2688',
  '/openclaw/openclaw/pulls',
  '/openclaw/openclaw/pulls/3101',
  '/openclaw/openclaw/scans',
  '/openclaw/openclaw/sets/none',
]

describe.each([
  { width: 320, dark: true },
  { width: 1600, dark: false },
])('at $width pixels, dark: $dark', (look) => {
  test.each(paths)('%s has nothing that axe objects to, and fits the screen', async (path) => {
    const { page, faults } = await dashboard.visit(path, answers, look)
    await settle(page)
    for (const summary of await page.locator('summary').all())
      if (await summary.isVisible()) await summary.click()
    await settle(page)
    expect(await findAccessibilityFaults(page)).toEqual([])
    expect(await findBareLinks(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(look.width)
    // It says to its end what can be searched for.
    for (const field of await page.getByRole('searchbox').all())
      expect((await field.boundingBox())!.width).toBeGreaterThan(270)
    expect(faults).toEqual([])
  })
})

test('the colours follow the system', async () => {
  const background = async (dark: boolean) => {
    const { page } = await dashboard.visit('/', answers, { dark })
    return page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
  }
  expect(await background(true)).not.toBe(await background(false))
})

test('the dashboard can be walked with the keyboard alone', async () => {
  const { page } = await dashboard.visit('/openclaw/openclaw', answers)
  await page.getByText('#3101 and 2 more do what #2700 does').waitFor()
  await page.keyboard.press('Tab')
  expect(await focused(page)).toBe('Skip to the content')
  await page.keyboard.press('Enter')
  expect(await focused(page)).toBe('main')

  const walked: string[] = []
  const why = '#3101 and 2 more do what #2700 does'
  for (let steps = 0; !walked.at(-1)?.startsWith(why) && steps < 40; steps++) {
    await page.keyboard.press('Tab')
    walked.push(await focused(page))
  }
  expect(walked.slice(0, 6)).toEqual([
    'To decide 54',
    'Waiting 2',
    'Decided 1',
    'Closed 0',
    'All 57',
    'Same change 19',
  ])
  expect(walked.at(-1)).toContain(why)
  expect(walked).toContain('#2700 Parse the port of an IPv6 address')

  await page.keyboard.press('Enter')
  await page.getByText('#3101 contains all of #2700').waitFor()
  await page.getByRole('link', { name: 'Scans' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Scans' }).waitFor()
  expect(await focused(page)).toBe('main')
  expect(await page.title()).toBe('Scans · openclaw/openclaw · ClawTriage')
})

test('j and k walk the rows, / searches, ? tells the keys, and a text field keeps its letters', async () => {
  const { page } = await dashboard.visit('/openclaw/openclaw', answers)
  await page.getByText('#3101 and 2 more do what #2700 does').waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  expect(await focused(page)).toContain('Retry the handshake with back-off')
  await page.keyboard.press('k')
  expect(await focused(page)).toContain('Parse the port of an IPv6 address')
  await page.setViewportSize({ width: 390, height: 400 })
  await page.keyboard.press('?')
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await sheet.waitFor()
  expect((await sheet.getByRole('heading', { name: 'Keyboard shortcuts' }).boundingBox())!.y).toBeGreaterThan(
    0,
  )
  expect(await findAccessibilityFaults(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.keyboard.press('/')
  await page.keyboard.type('jk/?')
  expect(await page.getByRole('searchbox').inputValue()).toBe('jk/?')
})

test('what has the focus is outlined', async () => {
  const { page } = await dashboard.visit('/openclaw/openclaw', answers)
  await page.getByRole('searchbox').waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  const outline = await page
    .locator('claw-app .brand')
    .evaluate((link) => `${getComputedStyle(link).outlineStyle} ${getComputedStyle(link).outlineWidth}`)
  expect(outline).toBe('solid 2px')
})

describe('a dashboard that wants its token', () => {
  const locked = () => {
    let open = false
    const refusal: Answer = {
      status: 401,
      body: { error: { code: 'UNAUTHORIZED', message: 'A token is needed.' } },
    }
    const guard: Answers = (path, query, method) => {
      if (path === '/api/session' && method === 'POST') {
        if (tries++ === 0) return refusal
        open = true
        return { body: {} }
      }
      return open ? answers(path, query, method) : refusal
    }
    let tries = 0
    return guard
  }

  test('asks for it once, says when it is wrong, and then shows the page that was wanted', async () => {
    const { page, faults } = await dashboard.visit('/openclaw/openclaw', locked())
    const field = page.getByLabel('Dashboard token')
    await field.waitFor()
    expect(await page.locator('claw-login-form').count()).toBe(1)
    expect(await findAccessibilityFaults(page)).toEqual([])
    await field.fill('wrong')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').getByText('That is not the token.').waitFor()
    await field.fill('right-and-secret')
    await page.keyboard.press('Enter')
    await page.getByText('#3101 and 2 more do what #2700 does').waitFor()
    expect(faults).toEqual([])
  })

  test('keeps the token in no storage, no address and no field', async () => {
    const { page } = await dashboard.visit('/openclaw/openclaw', locked())
    for (const token of ['first-try', 'right-and-secret']) {
      await page.getByLabel('Dashboard token').fill(token)
      await Promise.all([page.waitForResponse('**/api/session'), page.keyboard.press('Enter')])
    }
    await page.getByText('#3101 and 2 more do what #2700 does').waitFor()
    const kept = await page.evaluate(
      () =>
        `${JSON.stringify(localStorage)}${JSON.stringify(sessionStorage)}${location.href}${document.cookie}`,
    )
    expect(kept).not.toContain('right-and-secret')
    expect(await page.locator('input[type=password]').count()).toBe(0)
  })
})

describe('text that strangers wrote', () => {
  const title =
    '<img src=x onerror="document.title=1"><script>document.title=2</script> \u001b[31mred\u001b[0m \u202egpj.exe `a<b>`'
  const hostile = pull(2700, title, { author: '<b>\u202eevil</b>', url: 'javascript:document.title=3' })
  const line = `<script>${'x'.repeat(1_000_000)}`
  const hostileEdge = edge(2700, 3101)
  hostileEdge.evidence.sharedProductionPaths = ['src/"><img src=x>.ts', '../\u2066evil\n.ts']
  hostileEdge.evidence.sharedAddedLines = { count: 1, lines: [line] }
  const set = {
    ...sets[0]!,
    reason: '<b>bold</b>',
    members: [{ ...hostile, role: 'original' as const, headSha: 'f' }, ...sets[0]!.members.slice(1)],
    edges: [hostileEdge],
  }
  const hostileAnswers: Answers = (path) =>
    path.endsWith('/scans')
      ? { body: list([{ ...scan, state: 'failed', error: '<i>no</i>' }]) }
      : path.includes('/compare/')
        ? { body: { ...comparison, a: { ...comparison.a, title }, edge: hostileEdge } }
        : path.endsWith('/duplicate-sets')
          ? { body: list(summaries([set]), setQueue) }
          : path.endsWith('/set-2700')
            ? { body: set }
            : undefined

  test('stays text: no element, no script, no link that runs one', async () => {
    const { page, faults } = await dashboard.visit('/openclaw/openclaw/sets/set-2700', hostileAnswers)
    await page.getByText('All members and every pair').click()
    await page.locator('claw-evidence').getByText('src/"><img src=x>.ts').first().waitFor()
    const shown = await page.locator('claw-members .title').first().textContent()
    expect(shown).toContain('<img src=x onerror="document.title=1"><script>')
    expect(await page.locator('main img, main script, main b, main i').count()).toBe(0)
    expect(await page.locator('a[href^="javascript"]').count()).toBe(0)
    expect(await page.title()).toMatch(/^<img src=x onerror=.* · openclaw\/openclaw · ClawTriage$/)
    expect(await page.title()).not.toMatch(/[\u001b\u202e]/)
    expect(faults).toEqual([])
  })

  test('shows its control characters, and its direction ends where it does', async () => {
    const { page } = await dashboard.visit('/openclaw/openclaw/sets/set-2700', hostileAnswers)
    await page.getByText('All members and every pair').click()
    const title = page.locator('claw-members .title bdi').first()
    await title.waitFor()
    expect(await title.textContent()).toContain('␛[31mred␛[0m [U+202E]gpj.exe a<b>')
    expect(await title.evaluate((bdi) => getComputedStyle(bdi).unicodeBidi)).toBe('isolate')
    expect(await page.locator('main').textContent()).not.toMatch(/[\u001b\u202a-\u202e\u2066-\u2069]/)
  })

  test('a line of a megabyte is cut, and nothing is wider than a phone', async () => {
    const look = { width: 360 }
    for (const path of ['/openclaw/openclaw/sets/set-2700', '/openclaw/openclaw']) {
      const { page } = await dashboard.visit(path, hostileAnswers, look)
      await page.locator('summary').first().waitFor()
      for (const summary of await page.locator('summary').all())
        if (await summary.isVisible()) await summary.click()
      await page.locator('claw-members').first().waitFor()
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(look.width)
    }
  })
})

/** Waits until every fetch of the page has its answer. */
async function settle(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor()
  await expect.poll(() => page.locator('claw-waiting').count()).toBe(0)
}

/** The name of what has the focus: its text, or its element's name. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    let element = document.activeElement
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
    if (element?.tagName === 'MAIN') return 'main'
    return (element?.textContent ?? '').replace(/\s+/g, ' ').trim()
  })
}
