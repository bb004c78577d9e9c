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

test('where it fails, one of those who waited tries again for all of them', async () => {
  const { asked, accept } = openAccept()
  const first = accept(identity)
  const others = [accept(identity), accept(identity), accept(identity)]
  asked[0]!.end(new Error('Redis is away'))
  await expect(first).rejects.toThrow('Redis is away')
  await settled()
  expect(asked).toHaveLength(2)
  asked[1]!.end()
  expect((await Promise.all(others)).map(({ created }) => created)).toEqual([true, false, false])
})

test('where that fails too, all are told so, and nothing more is tried', async () => {
  const { asked, accept } = openAccept()
  const all = Array.from({ length: 5 }, () => accept(identity).catch((error: Error) => error.message))
  asked[0]!.end(new Error('Redis is away'))
  await settled()
  asked[1]!.end(new Error('Redis is still away'))
  await settled()
  const [first, ...others] = await Promise.all(all)
  expect(first).toBe('Redis is away')
  expect(new Set(others)).toEqual(new Set(['Redis is still away']))
  expect(asked).toHaveLength(2)
})
