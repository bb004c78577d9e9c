import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openLog } from '../log.ts'
import { openRenewalWish } from './renewal-wish.ts'

const mebibyte = 1024 * 1024

/** A worker that has grown by so many mebibytes after one scan. */
async function scanOnce(
  grownMb: number,
  { startMs = 500, usedMs = 6_000, isNeeded = async () => false } = {},
): Promise<number> {
  let outside = 60 * mebibyte
  let asked = 0
  const wish = openRenewalWish({
    startMs,
    isNeeded,
    ask: () => {
      asked++
    },
    log: openLog('test', 'silent'),
    readOutside: () => outside,
    readUsedMs: () => usedMs,
    waitMs: 20,
  })
  for (const _ of [1, 2]) {
    await wish.during(async () => {
      const askedBefore = asked
      outside = (60 + grownMb) * mebibyte
      await sleep(60)
      expect(asked).toBe(askedBefore)
    })
    await sleep(100)
  }
  wish.stop()
  return asked
}

test('a worker asks for a fresh process once, when a scan has left it far larger', async () => {
  expect(await scanOnce(20)).toBe(1)
})

test('it does not where little would be gained, where jobs are left, or where a start takes long', async () => {
  expect(await scanOnce(6)).toBe(0)
  expect(await scanOnce(20, { isNeeded: async () => true })).toBe(0)
  expect(await scanOnce(20, { startMs: 15_000 })).toBe(0)
})

test('nor before it has worked for longer than a fresh one takes to begin: scans without change bring none each hour', async () => {
  expect(await scanOnce(20, { usedMs: 2_000 })).toBe(0)
})

test('it does not where work comes, or it is told to stop, while it looks for jobs', async () => {
  let outside = 0
  let asked = 0
  let meanwhile: () => void = () => {}
  let looked = 0
  const wish = openRenewalWish({
    startMs: 500,
    async isNeeded() {
      meanwhile()
      looked++
      return false
    },
    ask: () => {
      asked++
    },
    log: openLog('test', 'silent'),
    readOutside: () => outside,
    readUsedMs: () => 6_000,
    waitMs: 20,
  })
  outside = 20 * mebibyte
  let finish: () => void = () => {}
  meanwhile = () => {
    meanwhile = () => wish.stop()
    void wish.during(() => new Promise<void>((resolve) => (finish = resolve)))
  }
  await wish.during(async () => {})
  await expect.poll(() => looked).toBe(1)
  finish()
  await expect.poll(() => looked).toBe(2)
  await sleep(50)
  expect(asked).toBe(0)
})
