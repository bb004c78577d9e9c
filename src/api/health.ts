export const checkNames = ['postgres', 'redis', 'worker'] as const
export type CheckName = (typeof checkNames)[number]

export interface Health {
  ok: boolean
  checks: Record<CheckName, 'up' | 'down'>
}

/** All are asked at the same time, so this is how long an answer can take: Fly's check waits for 5 s. */
const answerDeadlineMs = 1_200
/** One that says nothing may be busy on a small machine, or starved by its host; after this long it is down. */
export const silenceMs = 30_000

/** One thing that health depends on: asked, it is up or down, or says nothing for a while. */
interface Check {
  /** Undefined: it has said nothing so far. */
  ask(): Promise<boolean | undefined>
  /**
   * When it was last heard of besides being asked, in milliseconds of the same clock; for a worker that speaks by
   * itself.
   */
  lastWordAt?(): number
}

/**
 * Asks every dependency at once. What answers is up, what refuses is down at once, and what is silent counts as it did
 * before, until it has been silent for 30 s. Callers that come while an answer is under way share it, and so do
 * questions: a frozen server is not asked once more by each of them.
 * @param now milliseconds of a clock that is never set.
 */
export function openHealth(
  checks: Record<CheckName, Check>,
  { now = () => performance.now(), waitMs = answerDeadlineMs }: { now?: () => number; waitMs?: number } = {},
): () => Promise<Health> {
  const watched = checkNames.map((name) => [name, watch(checks[name], now, waitMs)] as const)
  let underWay: Promise<Health> | undefined
  const ask = async (): Promise<Health> => {
    const answers = await Promise.all(
      watched.map(async ([name, isUp]) => [name, (await isUp()) ? 'up' : 'down'] as const),
    )
    return {
      ok: answers.every(([, state]) => state === 'up'),
      checks: Object.fromEntries(answers) as Health['checks'],
    }
  }
  return () => {
    underWay ??= ask().finally(() => {
      underWay = undefined
    })
    return underWay
  }
}

function watch(check: Check, now: () => number, waitMs: number): () => Promise<boolean> {
  let lastUpAt = Number.NEGATIVE_INFINITY
  let asked: Promise<boolean | undefined> | undefined
  return async () => {
    asked ??= check
      .ask()
      .catch(() => false)
      .then((isUp) => {
        if (isUp) lastUpAt = now()
        return isUp
      })
      .finally(() => {
        asked = undefined
      })
    const answer = await within(asked, waitMs)
    if (answer !== undefined) return answer
    return now() - Math.max(lastUpAt, check.lastWordAt?.() ?? lastUpAt) <= silenceMs
  }
}

function within(answer: Promise<boolean | undefined>, ms: number): Promise<boolean | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), ms)
    void answer.then(resolve).finally(() => clearTimeout(timer))
  })
}
