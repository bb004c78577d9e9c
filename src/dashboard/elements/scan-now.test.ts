import { afterAll, beforeAll, expect, test } from 'vitest'
import { page as list, scan } from '../testing/answers.ts'
import { type OpenDashboard, openDashboard } from '../testing/open-dashboard.ts'
import type { Answers } from '../testing/stand-in-api.ts'

let dashboard: OpenDashboard
beforeAll(async () => {
  dashboard = await openDashboard()
})
afterAll(() => dashboard?.close())

const base = '/api/repos/openclaw/openclaw'

test('a maintainer with the ops token gives it once and asks for scans; the page keeps it nowhere', async () => {
  const refused = { status: 401, body: { error: { code: 'UNAUTHORIZED', message: 'no' } } }
  const sessions = [refused, { body: { ok: true } }, { body: { ok: true } }]
  const triggers = [
    { status: 202, body: { enqueued: true } },
    { status: 200, body: { enqueued: false, duplicate: true, state: 'completed' } },
    refused,
    { status: 202, body: { enqueued: true } },
  ]
  const answers: Answers = (path) =>
    path === `${base}/scans`
      ? { body: list([scan, scan, { ...scan, state: 'failed', error: 'no' }]) }
      : path === '/api/ops/public-scan'
        ? triggers.shift()
        : path === '/api/session'
          ? sessions.shift()
          : undefined
  const { page, faults } = await dashboard.visit('/openclaw/openclaw/scans', answers)
  const sent: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST') sent.push(request.postData() ?? '')
  })
  await page.getByText('Scan now').click()
  const field = page.getByLabel('Ops token')
  await field.fill('a-token-of-the-operator')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').getByText('That is not the ops token.').waitFor()
  await page.keyboard.press('Enter')
  await page.getByText('The scan is in the queue.').waitFor()
  expect(await field.count()).toBe(0)
  await page.getByLabel('Even if this hour’s scan has already run').check()
  await page.getByRole('button', { name: 'Ask for a scan' }).click()
  await page.getByText('This scan exists already: completed.').waitFor()
  const session = { token: 'a-token-of-the-operator', for: 'ops' }
  const scanned = { owner: 'openclaw', repo: 'openclaw' }
  expect(sent.map((body) => JSON.parse(body))).toEqual([
    session,
    session,
    scanned,
    { ...scanned, snapshot: expect.stringMatching(/^manual-/) },
  ])
  // The session has ended meanwhile.
  await page.getByRole('button', { name: 'Ask for a scan' }).click()
  await page.getByRole('alert').getByText('The ops token is needed again.').waitFor()
  await field.fill('a-token-of-the-operator')
  await page.keyboard.press('Enter')
  await page.getByText('The scan is in the queue.').waitFor()
  const kept = await page.evaluate(() =>
    JSON.stringify([localStorage, sessionStorage, document.cookie, location.href]),
  )
  expect(kept).not.toContain('operator')
  expect(await page.getByRole('img', { name: /^GitHub requests of the last 3 scans/ }).count()).toBe(1)
  expect(faults).toEqual([])
})

test('a maintainer who has logged in can log out, and makes addresses for feed readers that can be revoked', async () => {
  let tokens = [{ id: 1, createdAt: '2026-11-01T00:00:00Z', lastUsedAt: null as string | null }]
  const answers: Answers = (path, _query, method) => {
    if (path === `${base}/scans`) return { body: list([scan]) }
    if (path === '/api/session') return { body: { ok: true } }
    if (path === `${base}/feed-tokens/1`) {
      tokens = tokens.slice(1)
      return { body: { ok: true } }
    }
    if (path === `${base}/feed-tokens` && method === 'POST') {
      const made = { id: 2, createdAt: '2026-11-02T00:00:00Z', lastUsedAt: null }
      tokens = [...tokens, made]
      return { status: 201, body: { ...made, path: '/openclaw/openclaw.atom?token=abc' } }
    }
    return path.startsWith(`${base}/feed-tokens`) ? { body: { items: tokens } } : undefined
  }
  const { page, faults } = await dashboard.visit('/openclaw/openclaw/scans', answers)
  expect(await page.getByRole('button', { name: 'Log out' }).count()).toBe(0)
  await page.evaluate(() => {
    // biome-ignore lint/suspicious/noDocumentCookie: what the server would set
    document.cookie = 'clawtriage_session_open=1'
  })
  await page.reload()
  await page.getByText('Address for a feed reader').click()
  await page.getByRole('button', { name: 'Make an address' }).click()
  await page.getByText(/^http:\/\/127\.0\.0\.1:\d+\/openclaw\/openclaw\.atom\?token=abc$/).waitFor()
  await page.getByRole('button', { name: 'Revoke' }).first().click()
  await page.getByRole('button', { name: 'Revoke' }).nth(1).waitFor({ state: 'detached' })
  expect(tokens.map(({ id }) => id)).toEqual([2])
  await page.getByRole('button', { name: 'Log out' }).click()
  await page.getByText('You are logged out.').waitFor()
  expect(faults).toEqual([])
})
