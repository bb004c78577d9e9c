import { Elysia } from 'elysia'
import { type SetDecision, untilChange } from '../domain/set-decision.ts'
import { AppError } from '../errors.ts'
import { type NewDecision, type Written, writeDecision } from '../postgres/set-decisions.ts'
import { decisionRefusals, unknownRefusals } from '../words/refusals.ts'
import { staleSentence } from '../words/set-decision.ts'
import { readBearer } from './access.ts'
import { check, checkBody, readJson, readQuery, readWriteId } from './check.ts'
import { describe } from './describe.ts'
import { json } from './errors.ts'
import type { ApiPorts } from './ports.ts'
import { SetPath } from './schemas/paths.ts'
import { DecisionBody, DecisionQuery, NoQuery, WriteHeaders } from './schemas/requests.ts'
import { WrittenDecisionAnswer } from './schemas/sets.ts'
import { requireRepository } from './visible-repositories.ts'

/** What a maintainer says of a whole set: whom to keep, or when to look again. Writing is never public. */
export function setDecisionRoutes(ports: Pick<ApiPorts, 'pool' | 'access' | 'config' | 'publish' | 'now'>) {
  const { pool, access, publish, now } = ports
  const write = async (
    { owner, repo, id, repositoryId }: { owner: string; repo: string; id: string; repositoryId: number },
    decision: NewDecision | null,
    version: string | undefined,
    writeId: string | null,
  ) => {
    const written = await writeDecision(pool, repositoryId, id, decision, version ?? null, writeId)
    if (written.outcome === 'again' && stands(written.now, decision))
      return json(200, { decision: written.now, before: null })
    if (written.outcome !== 'written') throw refuse(written, { owner, repo, id, version })
    publish({ type: 'decision', owner, repo, set: id, version: written.now.version })
    const { before } = written
    return json(200, { decision: written.now, before: before.saidAt === null ? null : before })
  }
  const errors = [400, 401, 403, 404, 409, 429, 503]
  return new Elysia({ name: 'set-decisions', prefix: '/api/repos/:owner/:repo/duplicate-sets/:id/decision' })
    .use(readBearer)
    .resolve(async ({ request, bearer }) => ({ caller: await access.requireDashboardToken(request, bearer) }))
    .put(
      '',
      async ({ request, params, caller }) => {
        check(NoQuery, readQuery(request.url))
        const { owner, repo, id } = check(SetPath, params)
        const writeId = readWriteId(request, `set ${id}`)
        const repositoryId = await requireRepository(ports, caller, owner, repo)
        const { version, ...body } = checkBody(DecisionBody, await readJson(request))
        return write({ owner, repo, id, repositoryId }, readDecision(body, now()), version, writeId)
      },
      {
        parse: 'none',
        ...describe({
          summary: 'Choose the keeper of a set, or put the set off',
          path: SetPath,
          headers: WriteHeaders,
          body: DecisionBody,
          answers: { 200: WrittenDecisionAnswer },
          errors: [...errors, 413, 415],
        }),
      },
    )
    .delete(
      '',
      async ({ request, params, caller }) => {
        const { version } = check(DecisionQuery, readQuery(request.url))
        const { owner, repo, id } = check(SetPath, params)
        const writeId = readWriteId(request, `set ${id}`)
        const repositoryId = await requireRepository(ports, caller, owner, repo)
        return write({ owner, repo, id, repositoryId }, null, version, writeId)
      },
      {
        parse: 'none',
        ...describe({
          summary: 'Take back what was said of a set',
          path: SetPath,
          query: DecisionQuery,
          headers: WriteHeaders,
          answers: { 200: WrittenDecisionAnswer },
          errors,
        }),
      },
    )
}

/** @throws AppError BAD_REQUEST naming the field. */
function readDecision(
  { keeper, until, note }: { keeper?: number; until?: string; note?: string },
  now: Date,
): NewDecision {
  if (keeper === undefined && until === undefined)
    throw new AppError('BAD_REQUEST', decisionRefusals.keeperOrUntil, {
      details: { field: 'keeper' },
    })
  const day = until === undefined || until === untilChange ? null : new Date(`${until}T00:00:00Z`)
  // JavaScript takes the 31st of June for the 1st of July.
  if (day !== null && (!day.toJSON()?.startsWith(until!) || day <= now))
    throw new AppError('BAD_REQUEST', decisionRefusals.until, {
      details: { field: 'until' },
    })
  return {
    keeper: keeper ?? null,
    waits: until !== undefined,
    until: day,
    note: note?.trim() || null,
    byWords: false,
  }
}

function refuse(
  written: Exclude<Written, { outcome: 'written' }>,
  { owner, repo, id, version = '' }: { owner: string; repo: string; id: string; version: string | undefined },
): AppError {
  switch (written.outcome) {
    case 'unknown set':
      return new AppError('NOT_FOUND', unknownRefusals.set({ owner, repo }, id))
    case 'no member':
      return new AppError('BAD_REQUEST', decisionRefusals.keeper, {
        details: { field: 'keeper' },
      })
    // What it had written is another one by now.
    case 'again':
    case 'stale': {
      const what = changedPart(written.now, version)
      return new AppError('CONFLICT', staleSentence(written.now, what), {
        details: { changed: what, decision: written.now },
      })
    }
  }
}

/** Whether what stands is what was sent; null: that nothing is said of it. */
function stands({ saidAt, keeper, until }: SetDecision, sent: NewDecision | null): boolean {
  if (sent === null || saidAt === null) return sent === null && saidAt === null
  const day = sent.until?.toJSON().slice(0, 10) ?? (sent.waits ? untilChange : null)
  return keeper === sent.keeper && until === day
}

/** Which part of what was seen is another one now. */
function changedPart({ version }: SetDecision, seen: string): 'set' | 'decision' {
  return version.split('.')[0] === seen.split('.')[0] ? 'decision' : 'set'
}
