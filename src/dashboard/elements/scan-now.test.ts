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

test('whoever has the ops token asks for a scan; the token is in one header and nowhere else', async () => {
  const triggers = [
    { status: 401, body: { error: { code: 'UNAUTHORIZED', message: 'no' } } },
    { status: 202, body: { enqueued: true } },
    { status: 200, body: { enqueued: false, duplicate: true, state: 'completed' } },
  ]
  const answers: Answers = (path) =>
    path === `${base}/scans`
      ? { body: list([scan, scan, { ...scan, state: 'failed', error: 'no' }]) }
      : path === '/api/ops/public-scan'
        ? triggers.shift()
        : undefined
  const { page, faults } = await dashboard.visit('/openclaw/openclaw/scans', answers)
  const sent: { token: string | undefined; body: string | null }[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST')
      sent.push({ token: request.headers().authorization, body: request.postData() })
  })
  await page.getByText('Scan now').click()
  const field = page.getByLabel('Ops token')
  await field.fill('a-token-of-the-operator')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').getByText('That is not the ops token.').waitFor()
  await page.keyboard.press('Enter')
  await page.getByText('The scan is in the queue.').waitFor()
  expect(await field.inputValue()).toBe('')
  await field.fill('a-token-of-the-operator')
  await page.getByLabel('Even if this hour’s scan was made already').check()
  await page.getByRole('button', { name: 'Ask for a scan' }).click()
  await page.getByText('There is such a scan already: completed.').waitFor()
  expect(sent.map(({ token }) => token)).toEqual(Array(3).fill('Bearer a-token-of-the-operator'))
  expect(JSON.parse(sent[0]!.body!)).toEqual({ owner: 'openclaw', repo: 'openclaw' })
  expect(JSON.parse(sent[2]!.body!)).toMatchObject({ snapshot: expect.stringMatching(/^manual-/) })
  const kept = await page.evaluate(() =>
    JSON.stringify([localStorage, sessionStorage, document.cookie, location.href]),
  )
  expect(kept).not.toContain('operator')
  expect(await page.getByRole('img', { name: /^GitHub requests of the last 3 scans/ }).count()).toBe(1)
  expect(faults).toEqual([])
})
