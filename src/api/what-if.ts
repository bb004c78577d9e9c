import { Elysia } from 'elysia'
import { deriveMatrix, mostMerged, type WhatIfMatrix } from '../domain/what-if.ts'
import { AppError } from '../errors.ts'
import { readDuplicateSet } from '../postgres/read-duplicate-sets.ts'
import { readTriedMerges, readWhatIfFacts, readWhatIfRow, type WhatIfRow } from '../postgres/what-ifs.ts'
import { type WhatIfJob, whatIfKey } from '../queue/what-if.ts'
import { unknownRefusals } from '../words/refusals.ts'
import { readBearer } from './access.ts'
import { check, readQuery } from './check.ts'
import { describe } from './describe.ts'
import { json } from './errors.ts'
import type { ApiPorts } from './ports.ts'
import { SetPath } from './schemas/paths.ts'
import { NoQuery } from './schemas/requests.ts'
import { WhatIfAnswer } from './schemas/what-if.ts'
import { requireRepository } from './visible-repositories.ts'

/** What could not be tried is tried again when it is asked for so much later. */
const retryAfterMs = 5 * 60_000

export interface WhatIf extends WhatIfMatrix {
  state: 'ready' | 'computing' | 'unavailable'
  reason: string | null
  branch: string
  tip: string | null
  lookedAt: string | null
  leftOut: number[]
}

/**
 * What merging some pull requests comes to, as far as it is known; what is not is given to the worker, and the next
 * call finds it. An answer stands until the next scan: then it is given as it is, and the branch is looked at anew.
 * @param repository one that the caller may see: `id` as requireRepository answers it.
 * @param numbers those that matter most first; of more than `mostMerged` open ones the rest is left out.
 */
export async function readWhatIf(
  { pool, enqueueWhatIf, now }: Pick<ApiPorts, 'pool' | 'enqueueWhatIf' | 'now'>,
  repository: { id: number; owner: string; repo: string },
  numbers: readonly number[],
): Promise<WhatIf> {
  const { id, owner, repo } = repository
  const facts = await readWhatIfFacts(pool, id, numbers)
  const place = new Map(numbers.map((number, at) => [number, at]))
  const ranked = facts.pulls.toSorted((a, b) => place.get(a.number)! - place.get(b.number)!)
  const pulls = ranked.slice(0, mostMerged).sort((a, b) => a.number - b.number)
  const leftOut = ranked
    .slice(mostMerged)
    .map(({ number }) => number)
    .sort((a, b) => a - b)
  const target = commonTarget(pulls)
  const branch = target === facts.defaultBranch ? null : target
  const answer: WhatIf = {
    state: 'unavailable',
    reason: null,
    branch: target ?? facts.defaultBranch,
    tip: null,
    lookedAt: null,
    pulls: [],
    pairs: [],
    leftOut,
  }
  if (pulls.length === 0) return { ...answer, reason: 'none of them is open' }

  const job: WhatIfJob = {
    repositoryId: id,
    owner,
    repo,
    branch,
    pulls: pulls.map(({ number, headSha }) => ({ number, headSha })),
  }
  const row = await readWhatIfRow(pool, id, whatIfKey(job))
  const heads = pulls.map(({ headSha }) => headSha)
  const matrix =
    row?.tipSha == null ? null : deriveMatrix(pulls, await readTriedMerges(pool, id, row.tipSha, heads))
  const isAsked = isDue(row, matrix !== null, facts.scannedAt, now()) && (await enqueueWhatIf(job))
  if (matrix !== null)
    return {
      ...answer,
      ...matrix,
      state: 'ready',
      tip: row!.tipSha,
      lookedAt: row!.lookedAt!.toISOString(),
    }
  if (isAsked) return { ...answer, state: 'computing' }
  return { ...answer, reason: row?.reason ?? 'too many others wait to be tried: ask again in a minute' }
}

/** The branch that all of them are made to; null when they differ, or when it is not known. */
function commonTarget(pulls: readonly { baseRef: string | null }[]): string | null {
  const [first] = pulls
  return first !== undefined && pulls.every(({ baseRef }) => baseRef === first.baseRef) ? first.baseRef : null
}

function isDue(row: WhatIfRow | null, isKnown: boolean, scannedAt: Date | null, now: Date): boolean {
  if (row === null) return true
  const isRested = now.getTime() - row.triedAt.getTime() >= retryAfterMs
  if (row.reason !== null) return isRested
  if (!isKnown) return true
  return row.lookedAt !== null && scannedAt !== null && row.lookedAt < scannedAt
}

/** What merging one member of a set makes of the others. */
export function whatIfRoutes(ports: Pick<ApiPorts, 'pool' | 'access' | 'config' | 'enqueueWhatIf' | 'now'>) {
  const { pool, access } = ports
  return new Elysia({ name: 'what-if', prefix: '/api/repos/:owner/:repo' }).use(readBearer).get(
    '/duplicate-sets/:id/what-if',
    async ({ request, params, bearer }) => {
      const caller = await access.requireDashboard(request, bearer)
      check(NoQuery, readQuery(request.url))
      const { owner, repo, id: setId } = check(SetPath, params)
      const id = await requireRepository(ports, caller, owner, repo)
      const set = await readDuplicateSet(pool, id, setId)
      if (set === null) throw new AppError('NOT_FOUND', unknownRefusals.set({ owner, repo }, setId))
      const numbers = set.members.map(({ number }) => number).filter((number) => number !== set.original)
      return json(200, await readWhatIf(ports, { id, owner, repo }, [set.original, ...numbers]))
    },
    describe({
      summary: 'Which members merge now, and what merging one makes of the others',
      path: SetPath,
      answers: { 200: WhatIfAnswer },
      errors: [400, 401, 404, 429, 503],
    }),
  )
}
