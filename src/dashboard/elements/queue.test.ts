import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { undecided } from '../testing/answers.ts'
import { findAccessibilityFaults, type OpenDashboard, openDashboard } from '../testing/open-dashboard.ts'
import { answering, at, base, competing, conflict } from '../testing/queue-answers.ts'

/** Working through the queue: a key decides, and the next one is there. */
let dashboard: OpenDashboard
beforeAll(async () => {
  dashboard = await openDashboard()
})
afterAll(() => dashboard?.close())

describe('the page of a set', () => {
  test('shows the next set at once, while the verdict is still on its way, from what was read ahead', async () => {
    const { answers, written } = answering(() => 'never')
    const { page, faults } = await dashboard.visit(at('set-3188'), answers)
    await page.getByRole('heading', { level: 1, name: 'Retry the handshake with back-off' }).waitFor()
    await expect.poll(() => dashboard.requests.join()).toContain('/compare/3205...3391')
    const read = dashboard.requests.length
    await page.keyboard.press('d')
    await page.getByRole('heading', { level: 1, name: 'Queue outgoing messages while offline' }).waitFor()
    await page.getByText('Title of 3391').waitFor()
    await page.getByText('You said: #3320 and #3188: a duplicate').waitFor()
    await page.getByText('1 of 54 decided today').waitFor()
    expect(dashboard.requests.slice(read).filter((request) => request.includes('3205...'))).toEqual([])
    expect(written).toEqual([['PUT', 'pairs/3188/3320/verdict', { verdict: 'DUPLICATE', seen: 'NONE' }]])
    expect(faults).toEqual([])
  })

  test('leaves nothing of one set on the next: what was unfolded is folded, and its pair is another', async () => {
    const { page, faults } = await dashboard.visit(at('set-3188'), answering().answers)
    const folded = page.locator('claw-set-page details.rest')
    await page.getByText('Title of 3320').waitFor()
    await expect.poll(() => folded.count()).toBeGreaterThan(2)
    for (const one of await folded.all()) await one.locator(':scope > summary').click()
    await expect.poll(() => page.locator('details.rest[open]').count()).toBe(await folded.count())
    await expect.poll(() => dashboard.requests.join()).toContain('/compare/3205...3391')
    await page.keyboard.press('d')
    await page.getByText('Title of 3391').waitFor()
    expect(await page.getByText('Title of 3320').count()).toBe(0)
    await expect.poll(() => folded.count()).toBeGreaterThan(2)
    expect(await page.locator('details.rest[open]').count()).toBe(0)
    // What is folded is that of the set and the pair that are shown.
    const members = page.locator('claw-members')
    await members.getByText('#3391').first().waitFor({ state: 'attached' })
    expect(await members.getByText('#3320').count()).toBe(0)
    // Unfolded again, the first evidence of this set is open.
    await expect
      .poll(() => page.locator('claw-set-page details.rest:has(claw-members) claw-evidence[open]').count())
      .toBe(1)
    expect(faults).toEqual([])
  })

  test.each([
    ['set', 'duplicate-sets/set-3205'],
    ['comparison', 'compare/3205...3391'],
  ])('shows and decides nothing of the set before while the next %s is awaited', async (_, path) => {
    const { answers, written } = answering()
    const { page } = await dashboard.visit(at('set-3188'), (asked, ...rest) =>
      asked === `${base}/${path}` ? 'never' : answers(asked, ...rest),
    )
    await page.getByText('Title of 3320').waitFor()
    await page.keyboard.press('d')
    await page.waitForURL(`**${at('set-3205')}`)
    await page.locator('claw-set-page claw-waiting').waitFor()
    expect(await page.getByText('Title of 3320').count()).toBe(0)
    if (path.startsWith('duplicate-sets')) await page.keyboard.press('n')
    await expect.poll(() => written.map(([, said]) => said)).toEqual(['pairs/3188/3320/verdict'])
  })

  test('sends a word though the reader leaves before the next frame is drawn', async () => {
    const { answers, written } = answering()
    const { page } = await dashboard.visit(at('set-3188'), answers)
    await page.getByRole('heading', { level: 1, name: 'Retry the handshake with back-off' }).waitFor()
    page.on('dialog', (question) => void question.accept())
    await page.evaluate(() => {
      window.requestAnimationFrame = () => 0
    })
    await page.keyboard.press('d')
    await page.goto('about:blank')
    await expect.poll(() => written.map(([, path]) => path)).toEqual(['pairs/3188/3320/verdict'])
  })

  test('sends all words when the reader leaves, unasked, though the first has no answer yet', async () => {
    const { answers, written } = answering(() => 'never')
    const { page } = await dashboard.visit(at('set-2700'), answers)
    await page.getByText('Title of 2954').waitFor()
    const questions: string[] = []
    page.on('dialog', (question) => {
      questions.push(question.type())
      void question.accept()
    })
    for (const [key, next] of [
      ['d', 'Title of 3017'],
      ['n', 'Title of 3101'],
      ['c', 'Retry the handshake'],
    ] as const) {
      await page.keyboard.press(key)
      await page.getByText(next).first().waitFor()
    }
    await page.goto('about:blank')
    await expect.poll(() => written.length).toBe(3)
    expect(questions).toEqual([])
  })

  test('says on the next page what could not be sent, under the id that it had', async () => {
    let isDown = true
    const { answers, ids } = answering(() =>
      isDown
        ? { status: 503, body: { error: { code: 'UNAVAILABLE', message: 'The database is away.' } } }
        : undefined,
    )
    const { page } = await dashboard.visit(at('set-3188'), answers)
    await page.getByRole('heading', { level: 1, name: 'Retry the handshake with back-off' }).waitFor()
    page.on('dialog', (question) => void question.accept())
    await page.keyboard.press('d')
    await page.getByText('Not saved: #3320 and #3188: a duplicate').waitFor()
    isDown = false
    await page.reload()
    await page.getByText('You said: #3320 and #3188: a duplicate').waitFor()
    // The page says so before it has the answer.
    await expect.poll(() => page.evaluate(() => sessionStorage.length)).toBe(0)
    expect(ids).toEqual([expect.stringMatching(/^[0-9a-f]{20}\.send\.0$/), ids[0]])
  })

  test.each(['network', 'service'])('sends what did not arrive when the %s is back', async (what) => {
    let isDown = true
    const { answers, written } = answering(() =>
      isDown ? { status: 503, body: { error: { code: 'UNAVAILABLE', message: 'It is away.' } } } : undefined,
    )
    const { page } = await dashboard.visit(at('set-3188'), answers)
    await page.getByText('Title of 3320').waitFor()
    await page.keyboard.press('d')
    await page.getByText('Not saved: #3320 and #3188: a duplicate').waitFor()
    isDown = false
    if (what === 'network') await page.evaluate(() => window.dispatchEvent(new Event('online')))
    else dashboard.breakStreams()
    await expect.poll(() => written.length).toBe(2)
    await page.getByText('You said: #3320 and #3188: a duplicate').waitFor()
  })

  test('goes through the members of a larger set, and undoes the last verdict where it was given', async () => {
    const { answers, written } = answering()
    const { page, faults } = await dashboard.visit(at('set-2700'), answers)
    await page.getByText('Title of 2954').waitFor()
    await page.keyboard.press('n')
    await page.getByText('Title of 3017').waitFor()
    await page.keyboard.press('d')
    await page.getByText('Title of 3101').waitFor()
    expect(await page.getByRole('img', { name: 'judged' }).count()).toBe(2)
    await page.keyboard.press('c')
    await page.getByRole('heading', { level: 1, name: 'Retry the handshake' }).waitFor()
    await page.keyboard.press('u')
    await page.waitForURL(`**${at('set-2700')}`)
    await page.getByText('Undone: #3101 and #2700').waitFor()
    await expect
      .poll(() =>
        written.map(([method, path, body]) => [method, path, (body as { verdict?: string })?.verdict]),
      )
      .toEqual([
        ['PUT', 'pairs/2700/2954/verdict', 'NOT_RELATED'],
        ['PUT', 'pairs/2700/3017/verdict', 'DUPLICATE'],
        ['PUT', 'pairs/2700/3101/verdict', 'COMPETING'],
        ['DELETE', 'pairs/2700/3101/verdict', undefined],
      ])
    expect(faults).toEqual([])
  })

  test.each([320, 390, 430])('names the keeper before the members, %d wide', async (width) => {
    const { page } = await dashboard.visit(at('set-2700'), answering().answers, { width, height: 800 })
    const strip = page.getByRole('navigation', { name: 'Members compared with the keeper' })
    const isWhole = async (inner: typeof strip) => {
      const { x, width: wide } = (await inner.boundingBox())!
      return x >= 0 && x + wide <= width
    }
    const shown = strip.locator('[aria-current]')
    await shown.waitFor()
    for (const number of [2954, 3017, 3101]) {
      await expect.poll(() => shown.textContent()).toContain(`#${number}`)
      expect([await isWhole(strip.getByText('#2700 compared with')), await isWhole(shown)]).toEqual([
        true,
        true,
      ])
      await page.keyboard.press('j')
    }
  })

  test.each([390, 1_280])(
    'of thirty shows each by its number, %d wide, and the one that is read',
    async (width) => {
      const { answers } = answering()
      const first = competing.members[0]!
      const members = Array.from({ length: 30 }, (_, at) => ({
        ...first,
        number: first.number + at,
        title: 'Queue outgoing messages while the gateway is offline, as so many have asked for',
        role: at === 0 ? first.role : ('duplicate' as const),
      }))
      const { page, faults } = await dashboard.visit(
        at('set-3205'),
        (path, ...rest) =>
          path === `${base}/duplicate-sets/set-3205`
            ? { body: { ...competing, members, edges: [] } }
            : answers(path, ...rest),
        { width, height: 900 },
      )
      const strip = page.getByRole('navigation', { name: 'Members compared with the keeper' })
      await strip.getByRole('button').nth(28).waitFor({ state: 'attached' })
      expect((await strip.boundingBox())!.height).toBeLessThan(100)
      expect(await strip.getByRole('button').last().getAttribute('title')).toBe(members[29]!.title)
      for (let pressed = 0; pressed < 20; pressed++) await page.keyboard.press('j')
      const shown = strip.locator('[aria-current]')
      await expect.poll(() => shown.textContent()).toContain(`#${first.number + 21}`)
      const { x, width: wide } = (await shown.boundingBox())!
      expect([x >= 0, x + wide <= width]).toEqual([true, true])
      expect(await findAccessibilityFaults(page)).toEqual([])
      expect(faults).toEqual([])
    },
  )

  test('k asks who is kept, s until when; the version that was read is sent along', async () => {
    const { answers, written } = answering()
    const { page } = await dashboard.visit(at('set-2700'), answers)
    await page.getByText('Title of 2954').waitFor()
    await page.keyboard.press('k')
    const question = page.getByRole('dialog', { name: 'Which one is kept?' })
    await question.waitFor()
    expect(await findAccessibilityFaults(page)).toEqual([])
    // A click beside it takes it back.
    await page.mouse.click(4, 4)
    await question.waitFor({ state: 'detached' })
    await page.keyboard.press('k')
    await question.waitFor()
    // A key that would judge says nothing while a question is open.
    await page.keyboard.press('d')
    await page.keyboard.press('2')
    await page.getByRole('heading', { level: 1, name: 'Retry the handshake' }).waitFor()
    await page.keyboard.press('s')
    await page.getByRole('dialog', { name: 'Put it off until' }).waitFor()
    expect(await findAccessibilityFaults(page)).toEqual([])
    await page.keyboard.press('c')
    await page.getByRole('heading', { level: 1, name: 'Queue outgoing messages' }).waitFor()
    const { version } = undecided
    expect(written).toEqual([
      ['PUT', 'duplicate-sets/set-2700/decision', { keeper: 2954, version }],
      ['PUT', 'duplicate-sets/set-3188/decision', { until: 'change', version }],
    ])
    await page.getByText('You said: #3188 put off until it changes').waitFor()
  })

  test('a verdict that is stale is told, with the way back, and counts for nothing', async () => {
    const { answers } = answering(() => conflict('this pair has been judged meanwhile: not a duplicate.'))
    const { page } = await dashboard.visit(at('set-3188'), answers)
    await page.getByText('Title of 3320').waitFor()
    await page.keyboard.press('d')
    await page
      .getByText('Not saved: #3320 and #3188: a duplicate. This pair has been judged meanwhile')
      .waitFor()
    await page.getByRole('link', { name: 'Look again' }).click()
    await page.getByRole('heading', { level: 1, name: 'Retry the handshake' }).waitFor()
  })

  test('hears what another maintainer says of the set that is shown', async () => {
    let decision = undecided
    const { answers } = answering()
    const { page } = await dashboard.visit(at('set-3205'), (path, ...rest) =>
      path === `${base}/duplicate-sets/set-3205`
        ? { body: { ...competing, decision } }
        : answers(path, ...rest),
    )
    await page.getByText('Title of 3391').waitFor()
    decision = { ...undecided, state: 'decided', keeper: 3391, saidAt: '2026-11-26T08:00:00Z' }
    dashboard.emit({ type: 'decision', owner: 'openclaw', repo: 'openclaw', set: 'set-3205' })
    await page.getByText('Another maintainer decided first.').waitFor()
    await page.getByText('#3391 is kept.').waitFor()
    // Its choice is what the page is about from then on.
    await page.getByRole('heading', { level: 1, name: 'Keep unsent messages in SQLite' }).waitFor()
    // Of several tabs, each is told from the others.
    expect(await page.title()).toBe('Keep unsent messages in SQLite · openclaw/openclaw · ClawTriage')
    // What is said while the connection is lost is read when it is back.
    decision = { ...decision, keeper: 3205 }
    dashboard.breakStreams()
    await page.getByText('#3205 is kept.').waitFor()
  })

  test('decides nothing of a set that is not on the screen', async () => {
    let isDown = false
    const { answers, written } = answering()
    const { page, faults } = await dashboard.visit(at('set-3188'), (path, ...rest) =>
      isDown && path === `${base}/duplicate-sets/set-3188`
        ? { status: 503, body: { error: { code: 'UNAVAILABLE', message: 'it is not well' } } }
        : answers(path, ...rest),
    )
    await page.getByText('Title of 3320').waitFor()
    isDown = true
    dashboard.emit({ type: 'sets', owner: 'openclaw', repo: 'openclaw' })
    await page.getByText('It is not well.').waitFor()
    for (const key of ['d', 'n', 'c', 'k', 's']) await page.keyboard.press(key)
    // What can be done there is to go on.
    await page.keyboard.press('j')
    await page.getByText('Title of 3391').waitFor()
    expect(written).toEqual([])
    expect(faults).toEqual([])
  })

  test('goes past a set that another maintainer has decided meanwhile', async () => {
    let decision = undecided
    const { answers } = answering()
    const { page } = await dashboard.visit(at('set-3188'), (path, ...rest) =>
      path === `${base}/duplicate-sets/set-3205`
        ? { body: { ...competing, decision } }
        : answers(path, ...rest),
    )
    const asked = () => dashboard.requests.filter((request) => request.endsWith('/duplicate-sets/set-3205'))
    await expect.poll(() => asked().length).toBe(1)
    decision = { ...undecided, state: 'decided', keeper: 3391, saidAt: '2026-11-26T08:00:00Z' }
    dashboard.emit({ type: 'decision', owner: 'openclaw', repo: 'openclaw', set: 'set-3205' })
    await expect
      .poll(() => dashboard.requests.filter((request) => request.endsWith('/duplicate-sets/set-2700')).length)
      .toBe(1)
    await page.keyboard.press('j')
    await page.waitForURL(`**${at('set-2700')}`)
  })
})

test('the comment of a plan is edited once for the repository: checked, shown filled in, and saved', async () => {
  const { answers, written } = answering((path) =>
    path === 'close-comment' ? { body: { template: 'Sorry {author}: {keeper}.', default: '' } } : undefined,
  )
  const { page, faults } = await dashboard.visit('/openclaw/openclaw/plan/set-2700', answers)
  await page.getByText('This repository’s closing comment').click()
  const field = page.getByLabel('Template')
  await field.fill('Sorry {autor}: {keeper}.')
  await page.getByRole('alert').getByText('"{autor}" stands for nothing').waitFor()
  const save = page.getByRole('button', { name: 'Save for this repository' })
  expect(await save.isDisabled()).toBe(true)
  await field.fill('Sorry {author}: {keeper}.')
  await page
    .getByRole('region', { name: 'Preview' })
    .getByText(/^Sorry @[\w-]+: #2700 by @mirela-d\.$/)
    .waitFor()
  expect(await findAccessibilityFaults(page)).toEqual([])
  await save.click()
  await page.getByText('Saved.').waitFor()
  expect(written).toEqual([['PUT', 'close-comment', { template: 'Sorry {author}: {keeper}.', seen: null }]])
  expect(await page.locator('claw-copy pre').first().textContent()).toContain(': #2700 by @mirela-d.')
  expect(faults).toEqual([])
})
