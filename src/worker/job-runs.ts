/** The queue took this run's lock away: another run of the job has begun, here or elsewhere, or will. */
export class LockLost extends Error {
  constructor() {
    super('the queue gave this job to another worker')
    this.name = 'LockLost'
  }
}

/** The same job was still at work in this process. By now it is not. */
export class StillRunning extends Error {
  constructor() {
    super('an earlier run of this job had to end first')
    this.name = 'StillRunning'
  }
}

export interface JobRuns {
  /**
   * Runs `work` unless a run of the same job is under way in this process: a process that is starved loses its locks
   * and is given its own jobs once more.
   * @throws StillRunning after the earlier run was told to end and has ended; LockLost when `lose` told this one to
   *   end.
   */
  run(key: string, work: (signal: AbortSignal) => Promise<void>): Promise<void>
  /** Tells the run of this job to end. */
  lose(key: string): void
}

/** @param stopping ends every run: this process is about to stop. */
export function openJobRuns(stopping: AbortSignal): JobRuns {
  const runs = new Map<string, { lost: AbortController; ended: Promise<unknown> }>()
  return {
    async run(key, work) {
      const earlier = runs.get(key)
      if (earlier !== undefined) {
        earlier.lost.abort(new LockLost())
        await earlier.ended
        throw new StillRunning()
      }
      const lost = new AbortController()
      const running = work(AbortSignal.any([stopping, lost.signal]))
      const ended = running.catch(() => {})
      runs.set(key, { lost, ended })
      try {
        await running
      } finally {
        runs.delete(key)
        // What it says of its end does not count: the job is no longer its own.
        lost.signal.throwIfAborted()
      }
    },
    lose: (key) => runs.get(key)?.lost.abort(new LockLost()),
  }
}
