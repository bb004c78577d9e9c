import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { openLog } from '../log.ts'
import { type Child, type ChildSpec, startChild } from './child.ts'
import { isRenewed, openRenewals } from './renewal.ts'

const log = openLog('test', 'silent')
const children: Child[] = []
afterEach(async () => {
  for (const child of children.splice(0)) await child.stop()
})

/** A program of ours that says it is ready, and asks for a fresh one in its place unless it is that. */
const program = `
  process.on('message', () => {})
  process.send({ ready: true })
  if (process.env.${isRenewed} !== '1') process.send({ asks: 'renewal' })`
const spec: ChildSpec = {
  name: 'little',
  command: process.execPath,
  args: ['--eval', program],
  env: { PATH: process.env.PATH ?? '' },
  ipc: true,
  output: 'stderr',
  stopSignal: 'SIGTERM',
  startDeadlineMs: 30_000,
  stopDeadlineMs: 5_000,
}
async function start(one: ChildSpec): Promise<Child> {
  const child = await startChild(one, log)
  children.push(child)
  return child
}

test('a program that asks is replaced by a fresh one, which knows that, when it is gone', async () => {
  const others: string[] = []
  const failures: string[] = []
  const renewals = openRenewals({
    start(one) {
      others.push(children[0]!.state())
      return start(one)
    },
    onFailure: (sentence) => failures.push(sentence),
    log,
  })
  renewals.follow(await start(spec), spec)
  await expect.poll(() => children.length, { timeout: 20_000 }).toBe(2)
  await renewals.end()
  expect(others).toEqual(['exited'])
  expect(children.map((child) => child.state())).toEqual(['exited', 'ready'])
  expect(await children[0]!.ended).toMatchObject({ unexpected: false })
  expect(failures).toEqual([])
})

test('where it cannot be started anew that is told', async () => {
  const failures: string[] = []
  const renewals = openRenewals({
    start: () => Promise.reject(new Error('no memory')),
    onFailure: (sentence) => failures.push(sentence),
    log,
  })
  renewals.follow(await start(spec), spec)
  await expect
    .poll(() => failures, { timeout: 20_000 })
    .toEqual(['little could not be started anew: no memory'])
})

test('what ends meanwhile is not started again, and that is no failure', async () => {
  const failures: string[] = []
  let starts = 0
  const renewals = openRenewals({
    async start(one) {
      starts++
      return start(one)
    },
    onFailure: (sentence) => failures.push(sentence),
    log,
  })
  const child = await start(spec)
  renewals.follow(child, spec)
  await child.renewalAsked
  await renewals.end()
  await child.stop()
  await sleep(50)
  expect(starts).toBe(0)
  expect(failures).toEqual([])
})
