import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { counts, page as list, scan, setQueue, summaries, undecided } from '../testing/answers.ts'
import { findAccessibilityFaults, type OpenDashboard, openDashboard } from '../testing/open-dashboard.ts'
import { answering, at, base, conflict, many, merged, wouldAsk } from '../testing/queue-answers.ts'
import type { Answer } from '../testing/stand-in-api.ts'

/** The queue as a list: its parts, and what is decided from a row. */
let dashboard: OpenDashboard
beforeAll(async () => {
  dashboard = await openDashboard()
})
afterAll(() => dashboard?.close())

test('what has ended is listed among what is closed, asked for whatever its state', async () => {
  const ended = {
    id: 'set-9',
    endedAt: new Date().toISOString(),
    members: [
      { number: 7, title: 'Close the socket', author: 'ann', state: 'CLOSED' },
      { number: 9, title: 'Close the socket once', author: 'bob', state: 'MERGED' },
    ],
  }
  const { page, faults } = await dashboard.visit('/openclaw/openclaw?decision=closed', (path) =>
    path.endsWith('/duplicate-sets')
      ? { body: list([], { ...setQueue, ended: [ended] }) }
      : path.endsWith('/scans')
        ? { body: list([scan]) }
        : undefined,
  )
  await page.getByRole('heading', { name: 'All closed or merged' }).waitFor()
  expect(await page.getByRole('link', { name: '#9 Close the socket once' }).getAttribute('href')).toBe(
    '/openclaw/openclaw/pulls/9',
  )
  await page.getByText('#9 was merged and #7 closed, just now').waitFor()
  expect(dashboard.requests.find((request) => request.includes('decision=closed'))).toContain('state=ALL')
  // The parts of the queue have each its own usual state.
  const part = (name: string) => page.getByRole('navigation', { name: 'Queue' }).getByRole('link', { name })
  expect(await part('To decide').getAttribute('href')).toBe('/openclaw/openclaw')
  expect(await part('Closed').getAttribute('href')).toBe('/openclaw/openclaw?decision=closed')
  expect(faults).toEqual([])
})

test('the decision page of the row at hand is read before it is opened, by key and by pointer', async () => {
  const { answers } = answering()
  const { page, faults } = await dashboard.visit('/openclaw/openclaw', answers)
  const asked = (part: string) => dashboard.requests.filter((request) => request.includes(part)).length
  await page.locator('claw-set').nth(1).waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await expect.poll(() => asked('/compare/3188...3320')).toBe(1)
  await page.keyboard.press('Enter')
  await page.getByText('Title of 3320').waitFor()
  expect(asked('/compare/3188...3320')).toBe(1)
  await page.goBack()
  await page.locator('claw-set').last().hover()
  await expect.poll(() => asked('/compare/3205...3391')).toBe(1)
  expect(faults).toEqual([])
})

describe('the list', () => {
  test('a row that is decided is gone at once, the next one has the focus, and the row is back when it is taken back', async () => {
    const { answers, written } = answering()
    const { page, faults } = await dashboard.visit('/openclaw/openclaw', answers)
    await page.locator('claw-set').nth(2).waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    // A key that is held down decides once.
    for (const _ of [1, 2, 3]) await page.keyboard.down('d')
    await page.keyboard.up('d')
    await expect.poll(() => page.locator('claw-set').count()).toBe(2)
    await page.getByText('1 of 54 decided today').first().waitFor()
    await page.keyboard.press('s')
    await page.keyboard.press('1')
    await expect.poll(() => page.locator('claw-set').count()).toBe(1)
    await expect
      .poll(() => written.map(([, path]) => path))
      .toEqual(['pairs/3188/3320/verdict', 'duplicate-sets/set-3205/decision'])
    await page.keyboard.press('u')
    await expect.poll(() => page.locator('claw-set').count()).toBe(3)
    expect(faults).toEqual([])
  })

  test('what could not be sent stays in sight, however much it is, until it is sent again', async () => {
    let isDown = true
    const said = new Map<string, unknown>()
    const { answers, written } = answering((path, body) => {
      if (isDown)
        return {
          status: 503,
          body: { error: { code: 'UNAVAILABLE', message: `${'it is not well '.repeat(40)}\u202e` } },
        }
      const { verdict, seen } = body as { verdict: string; seen: string }
      const stands = said.get(path) ?? seen
      said.set(path, verdict)
      return stands === seen ? undefined : conflict('another maintainer has judged this pair')
    })
    const { page, faults } = await dashboard.visit('/openclaw/openclaw', answers)
    await page.locator('claw-set').nth(2).waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    expect(await wouldAsk(page)).toBe(false)
    await page.keyboard.press('d')
    await page.getByText(/Not saved: #3320 and #3188: a duplicate\. It is not well .*…\.?$/).waitFor()
    expect(await wouldAsk(page)).toBe(true)
    await page.keyboard.press('n')
    await page
      .getByText(/Not saved: #3391 and #3205: not a duplicate, and 1 earlier decision\. It is/)
      .waitFor()
    expect(await findAccessibilityFaults(page)).toEqual([])
    // The row is back. What is said of it now is what counts.
    await page.locator('claw-set', { hasText: '#3188' }).focus()
    await page.keyboard.press('c')
    await page.getByText(/Not saved: #3320 and #3188: competing, keep both, and 1 earlier decision/).waitFor()
    isDown = false
    written.length = 0
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByText('You said: ').waitFor()
    await expect
      .poll(() => [...said])
      .toEqual([
        ['pairs/3205/3391/verdict', 'NOT_RELATED'],
        ['pairs/3188/3320/verdict', 'COMPETING'],
      ])
    expect(written.length).toBe(2)
    expect(await wouldAsk(page)).toBe(false)
    expect(faults).toEqual([])
  })

  test('what needs a login is sent after it, and nothing of it is left when the reader logs out', async () => {
    let session: 'none' | 'open' | 'closed' = 'none'
    const refusal: Answer = { status: 401, body: { error: { code: 'UNAUTHORIZED', message: 'log in' } } }
    const { answers, written } = answering(() => (session === 'open' ? 'never' : refusal))
    const { page, faults } = await dashboard.visit(at('set-3188'), (path, query, method, body) => {
      if (path !== '/api/session') return session === 'closed' ? refusal : answers(path, query, method, body)
      session = method === 'POST' ? 'open' : 'closed'
      return { body: { ok: true } }
    })
    await page.getByText('Title of 3320').waitFor()
    await page.keyboard.press('d')
    await page.getByRole('button', { name: 'Continue reading without it' }).click()
    await page.getByText('Log in, and it is sent.').waitFor()
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByLabel('Dashboard token').fill('right')
    await page.context().addCookies([{ name: 'clawtriage_session_open', value: '1', url: dashboard.url }])
    await page.keyboard.press('Enter')
    // No answer comes to what is sent then: the page does not wait for it.
    const subject = 'Queue outgoing messages while offline'
    await page.getByRole('heading', { level: 1, name: subject }).waitFor()
    await page.getByText('You said: #3320 and #3188: a duplicate').waitFor()
    expect(written.length).toBe(3)
    expect(await page.title()).toContain(subject)
    // What is under way would be lost: the reader is asked.
    const asked: string[] = []
    page.once('dialog', (dialog) => {
      asked.push(dialog.message())
      void dialog.accept()
    })
    await page.getByRole('button', { name: 'Log out' }).click()
    await page.getByText('You are logged out.').waitFor()
    expect(asked).toEqual([expect.stringContaining('not saved yet')])
    await page.getByLabel('Dashboard token').waitFor()
    expect(await page.getByText('You said:').count()).toBe(0)
    expect(await page.title()).toBe('Duplicate set · openclaw/openclaw · ClawTriage')
    expect(faults).toEqual([])
  })

  test('x selects, and one plan is for all that is selected', async () => {
    const { answers } = answering()
    const { page, faults } = await dashboard.visit('/openclaw/openclaw', answers)
    await page.locator('claw-set').nth(2).waitFor()
    for (const key of ['j', 'x', 'j', 'x']) await page.keyboard.press(key)
    await page.getByText('2 sets selected').waitFor()
    expect(await findAccessibilityFaults(page)).toEqual([])
    await page.getByRole('link', { name: 'One close plan' }).click()
    const script = page.locator('claw-copy pre')
    await script.waitFor()
    const text = await script.textContent()
    expect(text).toContain('gh pr close 3101')
    expect(text).toContain('gh pr close 3320')
    expect(text).toContain('Hold until #2700 is merged')
    expect(faults).toEqual([])
  })

  test('each part of the queue is an address with its count', async () => {
    const { answers } = answering()
    const { page } = await dashboard.visit('/openclaw/openclaw', answers)
    await page.getByRole('link', { name: 'Waiting 2' }).click()
    await page.getByText('Nothing is put off').waitFor()
    expect(new URL(page.url()).search).toBe('?decision=waiting')
    await page.getByRole('link', { name: 'To decide 54' }).click()
    await page.locator('claw-set').nth(2).waitFor()
    expect(new URL(page.url()).search).toBe('')
  })

  test('says of a set that came back what has changed', async () => {
    const decision = {
      ...undecided,
      keeper: 2700,
      saidAt: '2026-11-20T08:00:00Z',
      changes: [{ number: 3101, what: 'joined' as const }],
    }
    const { answers } = answering()
    const { page } = await dashboard.visit('/openclaw/openclaw', (path, ...rest) =>
      path === `${base}/duplicate-sets`
        ? { body: list(summaries([{ ...many, decision }, merged]), { counts, ...setQueue }) }
        : answers(path, ...rest),
    )
    await page.getByText('Back, as #3101 has joined.').waitFor()
  })

  test.each([1_280, 1_920])(
    'a dozen sets stand on a screen of 900 pixels, %d wide, and no ring is drawn round the page',
    async (width) => {
      const author = 'the-longest-name-that-github-takes-is-39'
      const members = many.members.map((member) => ({ ...member, author }))
      const rows = Array.from({ length: 20 }, (_, row) => ({ ...many, members, id: `set-${row}` }))
      const { answers } = answering()
      const { page } = await dashboard.visit(
        '/openclaw/openclaw',
        (path, ...rest) =>
          path === `${base}/duplicate-sets`
            ? { body: list(summaries(rows), { counts, ...setQueue }) }
            : answers(path, ...rest),
        { width, height: 900 },
      )
      await page.locator('claw-set').nth(19).waitFor()
      const bottoms = await page
        .locator('claw-set')
        .evaluateAll((all) => all.map((row) => row.getBoundingClientRect().bottom))
      expect(bottoms.filter((bottom) => bottom <= 900).length).toBeGreaterThanOrEqual(12)
      const widest = await page
        .locator('claw-set')
        .first()
        .evaluate((row) => row.getBoundingClientRect().width)
      expect(widest).toBeGreaterThan(width * 0.85)
      // A long name is cut, and not the age behind it.
      if (width === 1_920)
        expect(
          await page
            .locator('claw-set .who')
            .first()
            .evaluate(
              (who) =>
                who.lastElementChild!.getBoundingClientRect().right <= who.getBoundingClientRect().right,
            ),
        ).toBe(true)
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      const outline = await page.locator('main').evaluate((main) => getComputedStyle(main).outlineStyle)
      expect(outline).toBe('none')
    },
  )
})
