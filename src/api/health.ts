export const checkNames = ['postgres', 'redis', 'worker'] as const
export type CheckName = (typeof checkNames)[number]

export interface Health {
  ok: boolean
  checks: Record<CheckName, 'up' | 'down'>
}

/** All are asked at the same time, so this is how long an answer can take. The contract says within two seconds. */
const healthDeadlineMs = 1_200

/**
 * Asks every dependency at once, each within the deadline: a frozen one answers nothing, and is down. Callers that come while an answer is
 * under way share it.
 */
export function openHealth(
  asks: Record<CheckName, (deadlineMs: number) => Promise<boolean>>,
): () => Promise<Health> {
  let underWay: Promise<Health> | undefined
  const ask = async (): Promise<Health> => {
    const answers = await Promise.all(
      checkNames.map(
        async (name) => [name, (await within(asks[name](healthDeadlineMs))) ? 'up' : 'down'] as const,
      ),
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

function within(answer: Promise<boolean>): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), healthDeadlineMs)
    answer.then(resolve, () => resolve(false)).finally(() => clearTimeout(timer))
  })
}
