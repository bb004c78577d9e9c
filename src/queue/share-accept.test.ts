import { expect, test } from 'vitest'
import type { ScanIdentity } from '../domain/scan.ts'
import type { EnqueuedScan } from './enqueue-scan.ts'
import { scanJobId } from './identity.ts'
import { shareAccept } from './share-accept.ts'

const identity: ScanIdentity = { owner: 'Probot', repo: 'probot', snapshot: '2026-11-23T08Z' }

/** Accepts what it is told to, when it is told to. */
function openAccept() {
  const asked: { identity: ScanIdentity; end(failure?: Error): void }[] = []
  const accept = shareAccept(
    (identity: ScanIdentity, _: null) =>
      new Promise<EnqueuedScan>((resolve, reject) => {
        const answer = { created: true, jobId: scanJobId(identity), jobState: 'waiting' }
        asked.push({ identity, end: (failure) => (failure ? reject(failure) : resolve(answer)) })
      }),
  )
  return { asked, accept: (identity: ScanIdentity) => accept(identity, null) }
}

/** Long enough for whatever waits for a promise that has settled. */
const settled = () => new Promise((resolve) => setImmediate(resolve))

test('who asks while the same scan is being accepted is told of that one, and asks for nothing', async () => {
  const { asked, accept } = openAccept()
  const answers = [accept(identity), accept({ ...identity, owner: 'PROBOT' }), accept(identity)]
  await settled()
  expect(asked).toHaveLength(1)
  asked[0]!.end()
  expect((await Promise.all(answers)).map(({ created }) => created)).toEqual([true, false, false])
  const later = accept(identity)
  await settled()
  expect(asked).toHaveLength(2)
  asked[1]!.end()
  expect((await later).created).toBe(true)
})

test('another scan does not wait for it', async () => {
  const { asked, accept } = openAccept()
  void accept(identity)
  void accept({ ...identity, snapshot: '2026-11-23T09Z' })
  await settled()
  expect(asked.map(({ identity }) => identity.snapshot)).toEqual(['2026-11-23T08Z', '2026-11-23T09Z'])
})

test('where it fails, those who waited try themselves', async () => {
  const { asked, accept } = openAccept()
  const first = accept(identity)
  const second = accept(identity)
  asked[0]!.end(new Error('Redis is away'))
  await expect(first).rejects.toThrow('Redis is away')
  await settled()
  expect(asked).toHaveLength(2)
  asked[1]!.end()
  expect((await second).created).toBe(true)
})
