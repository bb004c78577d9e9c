import { expect, onTestFinished, test } from 'vitest'
import type { NewScan } from '../domain/scan.ts'
import { openLog } from '../log.ts'
import { openTestDatabase } from '../testing/postgres.ts'
import { openPool } from './pool.ts'
import { recordScan, recordScans } from './record-scans.ts'
import { upsertRepository } from './repositories.ts'
import { markScanFailed, readScanById } from './scans.ts'

async function open() {
  const database = await openTestDatabase()
  const pool = openPool(database.url, { application: 'test', log: openLog('test', 'silent') })
  onTestFinished(async () => {
    await pool.end()
    await database.close()
  })
  return pool
}

const scanOf = (name: string, snapshot: string, changed: Partial<NewScan> = {}): NewScan => ({
  ...{ owner: 'acme', name, snapshot, source: 'git', actor: null, options: { all: false } },
  ...changed,
})

test('scans that are recorded together are each what they would be alone', async () => {
  const pool = await open()
  const facts = { owner: 'Acme', name: 'Yard', defaultBranch: 'main', private: false, url: null }
  const { id: repositoryId } = await upsertRepository(pool, facts)
  const failed = await recordScan(pool, scanOf('yard', 'old'), [])
  await markScanFailed(pool, failed, 'no network')
  const running = await recordScan(pool, scanOf('yard', 'new'), [])

  const asked = [
    scanOf('gate', 'a', { actor: 'ann "\\', options: { all: true, maxOpenPrs: 5 } }),
    scanOf('yard', 'new', { owner: 'ACME' }),
    scanOf('yard', 'old'),
    scanOf('gate', 'b', { source: 'api' }),
  ]
  const ids = await recordScans(pool, asked, ['failed'])
  expect(ids.slice(1, 3)).toEqual([running, failed])
  expect(new Set(ids).size).toBe(4)
  const rows = await Promise.all(ids.map((id) => readScanById(pool, id)))
  expect(rows).toMatchObject([
    {
      name: 'gate',
      snapshot: 'a',
      actor: 'ann "\\',
      options: { all: true, maxOpenPrs: 5 },
      repositoryId: null,
    },
    { owner: 'acme', name: 'yard', snapshot: 'new', state: 'waiting', repositoryId },
    { name: 'yard', snapshot: 'old', state: 'waiting', error: null, finishedAt: null, repositoryId },
    { name: 'gate', snapshot: 'b', source: 'api', actor: null, repositoryId: null },
  ])
})

test('two processes that are asked for the same scans in other orders do not lock each other out', async () => {
  const database = await openTestDatabase()
  const log = openLog('test', 'silent')
  const pools = ['api', 'worker'].map((application) => openPool(database.url, { application, log }))
  onTestFinished(async () => {
    for (const pool of pools) await pool.end()
    await database.close()
  })
  for (let round = 0; round < 10; round++) {
    const asked = Array.from({ length: 100 }, (_, at) => scanOf('yard', `${round}-${at}`))
    const [some, others] = await Promise.all([
      recordScans(pools[0]!, asked, []),
      recordScans(pools[1]!, asked.toReversed(), []),
    ])
    expect(others!.toReversed()).toEqual(some)
  }
})

test('one that ended otherwise than is asked for stays as it is, beside others', async () => {
  const pool = await open()
  const failed = await recordScan(pool, scanOf('yard', 'old'), [])
  await markScanFailed(pool, failed, 'no network')
  const ids = await recordScans(pool, [scanOf('yard', 'old'), scanOf('yard', 'new')], ['done'])
  expect(ids[0]).toBe(failed)
  expect(await readScanById(pool, failed)).toMatchObject({ state: 'failed', error: 'no network' })
})
