import { createHash } from 'node:crypto'
import { type Static, Type } from '@sinclair/typebox'
import { ownerPattern, repoPattern } from '../domain/repository.ts'
import { mostMerged } from '../domain/what-if.ts'
import { AppError } from '../errors.ts'
import { payloadCheck } from './payload-check.ts'
import type { Queues } from './queues.ts'

/** Trying merges: apart from everything else, since nothing waits for it but the person who looks. */
export const whatIfQueueName = 'what-ifs'

/** Readers may ask for every set of every repository at once; the next one is told to come again. */
const mostWaiting = 50

export const WhatIfJob = Type.Object({
  repositoryId: Type.Integer({ minimum: 1 }),
  owner: Type.String({ pattern: ownerPattern }),
  repo: Type.String({ pattern: repoPattern }),
  /** Null: the default branch. */
  branch: Type.Union([Type.String({ minLength: 1 }), Type.Null()]),
  pulls: Type.Array(
    Type.Object({
      number: Type.Integer({ minimum: 1 }),
      headSha: Type.String({ pattern: '^(?:[0-9a-f]{40}|[0-9a-f]{64})$' }),
    }),
    { minItems: 1, maxItems: mostMerged },
  ),
})
export type WhatIfJob = Static<typeof WhatIfJob>

const jobCheck = payloadCheck(WhatIfJob)

/** @throws AppError INTERNAL for what this version cannot read. */
export function readWhatIfJob(data: unknown): WhatIfJob {
  if (jobCheck().Check(data)) return data
  throw new AppError('INTERNAL', 'the queue holds a what-if that this version cannot read')
}

/** Names what is asked: the branch and the commits, not the numbers of the pull requests. */
export function whatIfKey({ branch, pulls }: Pick<WhatIfJob, 'branch' | 'pulls'>): string {
  const heads = [...new Set(pulls.map(({ headSha }) => headSha))].sort()
  return createHash('sha256')
    .update(JSON.stringify([branch, ...heads]))
    .digest('hex')
}

/**
 * Has merges tried. While they wait or are at work, asking again changes nothing. @returns false when too many wait
 * already.
 */
export async function enqueueWhatIf(queues: Pick<Queues, 'whatIfs'>, job: WhatIfJob): Promise<boolean> {
  const jobId = `what-if-${job.repositoryId}-${whatIfKey(job)}`
  if ((await queues.whatIfs.getWaitingCount()) >= mostWaiting)
    return (await queues.whatIfs.getJob(jobId)) !== undefined
  await queues.whatIfs.add('what-if', job, { jobId })
  return true
}
