import { describeError } from '../errors.ts'
import type { Log } from '../log.ts'
import type { Child, ChildSpec } from './child.ts'

/** Tells a program that it stands in the place of one that ended: set by the supervisor, no setting. */
export const isRenewed = 'CLAWTRIAGE_IS_RENEWED'

/** Puts a fresh process in the place of a program that asks for one. */
export interface Renewals {
  /** Whenever this child asks, it is stopped in order, and when it is gone another one is started. */
  follow(child: Child, spec: ChildSpec): void
  /** No more are begun. Resolves when none is under way; whoever calls it ends a start that is. */
  end(): Promise<void>
}

export interface RenewalOptions {
  start(spec: ChildSpec): Promise<Child>
  /** A program is gone, and could not be started again. */
  onFailure(sentence: string): void
  log: Log
}

/**
 * What a process once took of the system for many small things it cannot give back before it ends, and one that waits
 * for the next scan needs little. The two never run at once: the second takes what is active in the queue for a dead
 * worker's.
 */
export function openRenewals({ start, onFailure, log }: RenewalOptions): Renewals {
  let isEnding = false
  const underWay = new Set<Promise<void>>()

  async function renew(child: Child, spec: ChildSpec): Promise<void> {
    try {
      const began = performance.now()
      await child.stop()
      if (isEnding) return
      const fresh = await start({ ...spec, env: { ...spec.env, [isRenewed]: '1' } })
      log.debug({ child: spec.name, ms: Math.round(performance.now() - began) }, 'renewed')
      follow(fresh, spec)
    } catch (error) {
      if (!isEnding) onFailure(`${spec.name} could not be started anew: ${describeError(error)}`)
    }
  }
  function follow(child: Child, spec: ChildSpec): void {
    void child.renewalAsked.then(() => {
      if (isEnding || child.state() !== 'ready') return
      const renewing = renew(child, spec).finally(() => underWay.delete(renewing))
      underWay.add(renewing)
    })
  }
  return {
    follow,
    async end() {
      isEnding = true
      await Promise.all(underWay)
    },
  }
}
