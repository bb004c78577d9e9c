import type { Queues } from './queues.ts'

const unfinished = ['active', 'waiting', 'prioritized', 'delayed', 'waiting-children'] as const

/** Whether any queue has something left: a job in hand, one to be taken, or one that waits. */
export async function hasUnfinishedJobs({
  scans,
  analyses,
  deliveries,
  checks,
  whatIfs,
}: Omit<Queues, 'exportMetrics' | 'close'>): Promise<boolean> {
  const queues = [scans, analyses, deliveries, checks, whatIfs]
  const counts = await Promise.all(queues.map((queue) => queue.getJobCounts(...unfinished)))
  return counts.some((states) => Object.values(states).some((count) => count > 0))
}
