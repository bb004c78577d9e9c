import { setTimeout as sleep } from 'node:timers/promises'
import { Type } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import { ownerPattern, repoPattern } from '../domain/repository.ts'
import type { ScanState } from '../domain/scan.ts'
import { snapshotPattern } from '../domain/scan.ts'
import { AppError } from '../errors.ts'
import { type AppAnswer, type AskApp, TryLater } from './app-client.ts'
import type { TriggerArguments } from './trigger-arguments.ts'

/** How long a trigger is tried again while the app does not answer: as long as a machine takes to start. */
const triggerPatienceMs = 60_000
/** The same for an app whose scan is being followed: a deploy with a migration, and then some. */
const followPatienceMs = 300_000
const firstPauseMs = 1_000
const longestPauseMs = 15_000
/** How often the scan's state is asked for at first, and when it has taken a while. */
const quickPollMs = 1_000
const slowPollMs = 5_000
const quickPolls = 30

const count = Type.Integer({ minimum: 0 })
const identity = {
  owner: Type.String({ pattern: ownerPattern }),
  repo: Type.String({ pattern: repoPattern }),
  snapshot: Type.String({ pattern: snapshotPattern }),
}
const Triggered = Type.Object({ enqueued: Type.Boolean(), ...identity })
const Followed = Type.Object({
  ...identity,
  state: Type.Union(['waiting', 'active', 'paused', 'done', 'failed'].map((state) => Type.Literal(state))),
  progress: Type.Object({ listed: count, analyzed: count, unchanged: count, failed: count }),
  resumesAt: Type.Union([Type.String({ maxLength: 40 }), Type.Null()]),
  error: Type.Union([Type.String(), Type.Null()]),
})

/** A scan as the app describes it. */
export interface FollowedScan {
  state: ScanState
  progress: { listed: number; analyzed: number; unchanged: number; failed: number }
  resumesAt: string | null
  error: string | null
}

export interface TriggeredScan {
  /** False: there was such a scan already. */
  enqueued: boolean
  owner: string
  repo: string
  snapshot: string
}

export interface Patience {
  now: () => number
  pause: (ms: number, signal: AbortSignal) => Promise<void>
  /** Told why the app is asked again, in words. */
  onTrouble: (reason: string) => void
}

export const realPatience = (onTrouble: (reason: string) => void): Patience => ({
  now: Date.now,
  pause: (ms, signal) => sleep(ms, undefined, { signal }),
  onTrouble,
})

/**
 * Asks for a scan. Asking again is safe: the app takes one identity once.
 * @throws AppError when the app refuses, or does not answer for a minute.
 */
export async function triggerScan(
  ask: AskApp,
  { owner, repo, maxOpenPrs, snapshot, fresh }: TriggerArguments,
  patience: Patience,
  signal: AbortSignal,
): Promise<TriggeredScan> {
  // Named here and not by the app, so that a repetition after a lost answer asks for the same scan.
  const name = fresh ? `manual-${new Date(patience.now()).toISOString()}` : snapshot
  const body = { owner, repo, maxOpenPrs, snapshot: name }
  const post = () => ask('POST', '/api/ops/public-scan', body, signal)
  const answer = await askUntilAnswered(post, triggerPatienceMs, patience, signal)
  if (!Value.Check(Triggered, answer.body)) throw oddAnswer()
  return answer.body
}

/**
 * Asks for the state of a scan until it has ended, through restarts of the app and waits for GitHub's limit.
 * @throws AppError when the app does not answer for five minutes, or knows no such scan.
 */
export async function followScan(
  ask: AskApp,
  { owner, repo, snapshot }: TriggeredScan,
  show: (scan: FollowedScan) => void,
  patience: Patience,
  signal: AbortSignal,
): Promise<FollowedScan> {
  const path = `/api/ops/scans/${owner}/${repo}/${encodeURIComponent(snapshot)}`
  for (let polls = 0; ; polls++) {
    const get = () => ask('GET', path, undefined, signal)
    const { body } = await askUntilAnswered(get, followPatienceMs, patience, signal)
    if (!Value.Check(Followed, body)) throw oddAnswer()
    const scan = body as FollowedScan
    show(scan)
    if (scan.state === 'done' || scan.state === 'failed') return scan
    await patience.pause(polls < quickPolls ? quickPollMs : slowPollMs, signal)
  }
}

async function askUntilAnswered(
  ask: () => Promise<AppAnswer>,
  patienceMs: number,
  { now, pause, onTrouble }: Patience,
  signal: AbortSignal,
): Promise<AppAnswer> {
  const until = now() + patienceMs
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    signal.throwIfAborted()
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof TryLater)) throw error
      const wait = error.afterMs ?? pauseMs
      if (now() + wait > until) throw new AppError('UNAVAILABLE', `${error.message}; try again later`)
      onTrouble(error.message)
      await pause(wait, signal)
    }
  }
}

function oddAnswer(): AppError {
  return new AppError('UNAVAILABLE', 'the app answers, but not as ClawTriage does; is FLY_APP_URL right?')
}
