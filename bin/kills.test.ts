import { expect, test } from 'vitest'
import { type KillOutcome, runKills } from '../src/testing/kills/run-kills.ts'

/** As many as CI has time for; `npm run bench -- kills` runs the same with hundreds. */
const plan = { seed: 19, scans: 6, kills: 6, losses: 3, lossesInStart: 1 }

test('no matter what is killed, and when, every accepted scan is done in the end and shows what a fresh one shows', {
  timeout: 600_000,
}, async () => {
  const outcome: KillOutcome = await runKills(plan)
  expect(Object.values(outcome.states)).toEqual(Array(plan.scans).fill('done'))
  expect(outcome.killed).toMatchObject({ power: 3, api: 1, worker: 1, backend: 1, postmaster: 1, redis: 1 })
  expect(outcome.analysedTwice).toEqual([])
  expect(outcome.shown).toEqual(outcome.fresh)
  expect(Object.values(outcome.shown).flat().length).toBeGreaterThan(10)
})
