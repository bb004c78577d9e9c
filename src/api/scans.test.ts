import { generateKeyPairSync } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openLog } from '../log.ts'
import { setRemoved } from '../postgres/app-repositories.ts'
import { openPool, type Pool } from '../postgres/pool.ts'
import { recordScan } from '../postgres/record-scans.ts'
import { upsertRepository } from '../postgres/repositories.ts'
import { insertScanPulls, updateOutcomes, updateScanProgress } from '../postgres/scan-pulls.ts'
import { linkScanToRepository, markScanDone, markScanFailed } from '../postgres/scans.ts'
import { buildCheckedApi as buildApi } from '../testing/answer-check.ts'
import { readingPorts } from '../testing/api-ports.ts'
import { openTestDatabase, type TestDatabase } from '../testing/postgres.ts'

const token = 'dashboard-token-for-tests'
const facts = { owner: 'Acme', defaultBranch: 'main', private: false, url: null }
let database: TestDatabase
let pool: Pool

beforeEach(async () => {
  database = await openTestDatabase()
  pool = openPool(database.url, { application: 'test', log: openLog('test', 'silent') })
})
afterEach(async () => {
  await pool.end()
  await database.close()
})

const record = (name: string, snapshot = 'one') =>
  recordScan(pool, { owner: 'acme', name, snapshot, source: 'git', actor: null, options: { all: false } }, [])

/** Asks a dashboard with these settings; with its token unless it is told otherwise. */
async function ask(path: string, { env = {}, stranger = false } = {}) {
  const handle = await buildApi(readingPorts(pool, { DASHBOARD_TOKEN: token, ...env }))
  const headers: Record<string, string> = stranger ? {} : { authorization: `Bearer ${token}` }
  const response = await handle(new Request(`http://localhost${path}`, { headers }))
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked into, and a wrong look fails the test
  return { status: response.status, body: (await response.json()) as any }
}
const shown = async (name: string) =>
  (await ask(`/api/repos/acme/${name}/scans`)).body.items?.map(
    ({ snapshot, state }: { snapshot: string; state: string }) => `${snapshot} ${state}`,
  )

test('a scan that fails before it has listed its repository is shown there, as its last one', async () => {
  const { id } = await upsertRepository(pool, { ...facts, name: 'shop' })
  const first = await record('shop', 'first')
  await linkScanToRepository(pool, first, id)
  await markScanDone(pool, first, 0)
  const second = await record('SHOP', 'second')
  expect(await shown('shop')).toEqual(['second waiting', 'first done'])
  await markScanFailed(pool, second, 'GitHub does not answer')
  expect(await shown('shop')).toEqual(['second failed', 'first done'])
  const { items } = (await ask('/api/repos')).body
  expect(items).toMatchObject([{ name: 'shop', lastScan: { error: 'GitHub does not answer' } }])
})

test('what is asked for by the old name of a repository is shown under its new one', async () => {
  const { id } = await upsertRepository(pool, { ...facts, name: 'store' })
  await linkScanToRepository(pool, await record('shop', 'first'), id)
  await markScanFailed(pool, await record('shop', 'second'), 'no')
  expect(await shown('store')).toEqual(['second failed', 'first waiting'])
})

test('the first scan of a repository is shown before it has listed it, and when it fails', async () => {
  const never = await ask('/api/repos/acme/shop/scans')
  expect([never.status, never.body.error.message]).toEqual([404, 'acme/shop has not been scanned yet'])
  const id = await record('shop')
  expect(await ask('/api/repos/ACME/Shop/scans')).toMatchObject({
    status: 200,
    body: {
      items: [{ snapshot: 'one', state: 'waiting' }],
      nextCursor: null,
      openPulls: 0,
      nextScanAt: null,
    },
  })
  await markScanFailed(pool, id, 'there is no such repository')
  await upsertRepository(pool, { ...facts, name: 'other' })
  await upsertRepository(pool, { ...facts, name: 'Zoo' })
  expect((await ask('/api/repos')).body.items).toMatchObject([
    { name: 'other', lastScan: null },
    { name: 'shop', openPulls: 0, lastScan: { state: 'failed', error: 'there is no such repository' } },
    { name: 'Zoo', lastScan: null },
  ])
  await record('shop', 'two')
  expect(await shown('shop')).toEqual(['two waiting', 'one failed'])
  const first = (await ask('/api/repos/acme/shop/scans?limit=1')).body
  const second = (await ask(`/api/repos/acme/shop/scans?limit=1&cursor=${first.nextCursor}`)).body
  expect([first.items[0].snapshot, second.items[0].snapshot]).toEqual(['two', 'one'])
})

test('a first scan that failed is not lost when a later one lists the repository', async () => {
  await markScanFailed(pool, await record('shop', 'one'), 'GitHub does not answer')
  const second = await record('shop', 'two')
  await linkScanToRepository(pool, second, (await upsertRepository(pool, { ...facts, name: 'shop' })).id)
  expect(await shown('shop')).toEqual(['two waiting', 'one failed'])
  expect((await ask('/api/repos')).body.items).toHaveLength(1)
})

test('a scan says what it could not read wholly and why: how many, and the first of them', async () => {
  const { id } = await upsertRepository(pool, { ...facts, name: 'shop' })
  const scan = await record('shop')
  await linkScanToRepository(pool, scan, id)
  const incomplete = async () => (await ask('/api/repos/acme/shop/scans')).body.items[0].incomplete
  expect(await incomplete()).toEqual({ total: 0, items: [] })
  const numbers = Array.from({ length: 24 }, (_, at) => at + 1)
  const headSha = 'a'.repeat(40)
  await insertScanPulls(
    pool,
    scan,
    [...numbers, 25].map((number) => ({ number, headSha })),
  )
  await updateOutcomes(pool, scan, [
    ...numbers.map((number) => ({
      number,
      headSha,
      outcome: number === 24 ? ('failed' as const) : ('analyzed' as const),
      reason: number === 24 ? 'its head is gone' : 'a file is too large',
    })),
    { number: 25, headSha, outcome: 'analyzed', reason: null },
  ])
  await updateScanProgress(pool, scan)
  const { total, items } = await incomplete()
  expect(total).toBe(24)
  expect(items).toHaveLength(20)
  expect(items.slice(0, 2)).toEqual([
    { number: 24, outcome: 'failed', reason: 'its head is gone' },
    { number: 1, outcome: 'analyzed', reason: 'a file is too large' },
  ])
})

test('a name whose only scan failed days ago is no repository any more', async () => {
  await markScanFailed(pool, await record('misspelt'), 'there is no such repository')
  await pool.query(`UPDATE scans SET finished_at = now() - interval '25 hours'`)
  expect((await ask('/api/repos')).body.items).toEqual([])
  expect(await shown('misspelt')).toEqual(['one failed'])
})

test('a scan of a repository that was taken away is not shown', async () => {
  await upsertRepository(pool, { ...facts, name: 'gone' })
  await setRemoved(pool, { owner: 'acme', repo: 'gone' }, true)
  await record('gone')
  expect((await ask('/api/repos/acme/gone/scans')).status).toBe(404)
  expect((await ask('/api/repos')).body.items).toEqual([])
})

test('a stranger learns nothing of a repository that may be private', async () => {
  await record('secret')
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2_048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  const asApp = {
    DASHBOARD_PUBLIC: 'true',
    GITHUB_MODE: 'app',
    GITHUB_APP_ID: '1',
    GITHUB_PRIVATE_KEY_PEM: privateKey,
    GITHUB_WEBHOOK_SECRET: 'webhook-secret-for-tests',
  }
  const path = '/api/repos/acme/secret/scans'
  const answer = await ask(path, { env: asApp, stranger: true })
  expect(answer.status).toBe(401)
  const nothing = await ask('/api/repos/acme/nothing/scans', { env: asApp, stranger: true })
  expect(answer.body).toEqual(nothing.body)
  expect((await ask('/api/repos', { env: asApp, stranger: true })).body.items).toEqual([])
  expect((await ask(path, { env: asApp })).status).toBe(200)
  expect((await ask('/api/repos', { env: asApp })).body.items).toHaveLength(1)
  // Without a GitHub App anyone who knows a name may ask for it, as everywhere; no one is told unasked.
  const asPublic = { DASHBOARD_PUBLIC: 'true' }
  expect((await ask(path, { env: asPublic, stranger: true })).status).toBe(200)
  expect((await ask('/api/repos', { env: asPublic, stranger: true })).body.items).toEqual([])
})
