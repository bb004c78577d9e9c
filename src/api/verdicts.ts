import { Type } from '@sinclair/typebox'
import { Elysia } from 'elysia'
import { maintainerVerdicts } from '../domain/pair.ts'
import { AppError } from '../errors.ts'
import { readEdge } from '../postgres/read-pairs.ts'
import { deleteDecisionsByVerdicts } from '../postgres/set-decisions.ts'
import { deleteVerdict, isOfWrite, readAgreement, readVerdict, upsertVerdict } from '../postgres/verdicts.ts'
import { writeOnce } from '../postgres/writes.ts'
import { apiDescriptionTexts } from '../words/api-description.ts'
import { wordEdge } from '../words/pair-reasons.ts'
import { decisionRefusals, unknownRefusals } from '../words/refusals.ts'
import { staleVerdict, verdictTakenBack } from '../words/verdict.ts'
import { type Caller, readBearer } from './access.ts'
import { check, checkBody, readJson, readQuery, readWriteId } from './check.ts'
import { describe } from './describe.ts'
import { json } from './errors.ts'
import type { ApiPorts } from './ports.ts'
import { EdgeAnswer } from './schemas/pairs.ts'
import { nullable, oneOf } from './schemas/parts.ts'
import { PairPath, RepositoryPath } from './schemas/paths.ts'
import { NoQuery, VerdictBody, VerdictQuery, WriteHeaders } from './schemas/requests.ts'
import { settleSets } from './settle-sets.ts'
import { requireRepository } from './visible-repositories.ts'

/** Verdicts that the agreement is counted over. */
const countedVerdicts = 50

const Agreement = Type.Object({ said: Type.Integer(), right: Type.Integer() })
const VerdictAnswer = Type.Object({
  verdict: nullable(
    Type.Object({ verdict: oneOf(maintainerVerdicts), note: nullable(Type.String()), saidAt: Type.String() }),
  ),
  edge: nullable(EdgeAnswer),
  agreement: Agreement,
})

const WrittenVerdictAnswer = Type.Object({
  ...VerdictAnswer.properties,
  stood: Type.Boolean({ description: apiDescriptionTexts.stood }),
})

/** A maintainer's verdict on a pair: it outranks the comparison, and may be undone. Writing is never public. */
export function verdictRoutes(
  ports: Pick<ApiPorts, 'pool' | 'access' | 'config' | 'reapplyVerdicts' | 'publish'>,
) {
  const { pool, access, reapplyVerdicts, publish } = ports
  const answer = async (id: number, a: number, b: number, written: { stood?: boolean } = {}) => {
    const edge = await readEdge(pool, id, a, b)
    return json(200, {
      ...written,
      verdict: await readVerdict(pool, id, a, b),
      edge: edge && wordEdge(edge),
      agreement: await readAgreement(pool, id, countedVerdicts),
    })
  }
  const readPair = async (caller: Caller, params: unknown) => {
    const { owner, repo, a, b } = check(PairPath, params)
    if (a === b) throw new AppError('BAD_REQUEST', decisionRefusals.samePull)
    const id = await requireRepository(ports, caller, owner, repo)
    return { owner, repo, id, a: Math.min(a, b), b: Math.max(a, b) }
  }
  const errors = [400, 401, 404, 429, 503] as const
  return new Elysia({ name: 'verdicts', prefix: '/api/repos/:owner/:repo' })
    .use(readBearer)
    .get(
      '/agreement',
      async ({ request, params, bearer }) => {
        const caller = await access.requireDashboard(request, bearer)
        check(NoQuery, readQuery(request.url))
        const { owner, repo } = check(RepositoryPath, params)
        return json(
          200,
          await readAgreement(pool, await requireRepository(ports, caller, owner, repo), countedVerdicts),
        )
      },
      describe({
        summary: 'How often the comparison agreed with the verdicts that maintainers then gave',
        path: RepositoryPath,
        answers: { 200: Agreement },
        errors: [...errors],
      }),
    )
    .get(
      '/pairs/:a/:b/verdict',
      async ({ request, params, bearer }) => {
        const caller = await access.requireDashboard(request, bearer)
        check(NoQuery, readQuery(request.url))
        const { id, a, b } = await readPair(caller, params)
        return answer(id, a, b)
      },
      describe({
        summary: "A maintainer's verdict on a pair",
        path: PairPath,
        answers: { 200: VerdictAnswer },
        errors: [...errors],
      }),
    )
    .put(
      '/pairs/:a/:b/verdict',
      async ({ request, params, bearer }) => {
        const caller = await access.requireDashboardToken(request, bearer)
        check(NoQuery, readQuery(request.url))
        const { owner, repo, id, a, b } = await readPair(caller, params)
        const writeId = readWriteId(request, `pair ${a} ${b}`)
        const { verdict, note, seen } = checkBody(VerdictBody, await readJson(request))
        const given = { a, b, verdict }
        const outcome = await writeOnce(pool, id, writeId, (db) =>
          upsertVerdict(db, id, given, note?.trim() || null, seen ?? null),
        )
        const stands = outcome === 'written' ? given : await readVerdict(pool, id, a, b)
        if (stands === null && outcome === 'refused')
          throw new AppError('NOT_FOUND', unknownRefusals.pulls({ owner, repo }, a, b))
        if (stands === null) throw new AppError('CONFLICT', verdictTakenBack, { details: { verdict: null } })
        if (stands.verdict !== verdict)
          throw new AppError('CONFLICT', staleVerdict(stands.verdict), { details: { verdict: stands } })
        const isOwn = outcome === 'again' && (await isOfWrite(pool, id, given, writeId!))
        const stood = outcome !== 'written' && !isOwn
        // Also where it stood: an earlier try may have ended before what follows from it was done.
        await reapplyVerdicts(id, { owner, repo })
        for (const set of await settleSets(pool, id, a, b)) publish({ type: 'decision', owner, repo, set })
        return answer(id, a, b, { stood })
      },
      {
        parse: 'none',
        ...describe({
          summary: 'Say what a pair is; it outranks the score',
          path: PairPath,
          headers: WriteHeaders,
          body: VerdictBody,
          answers: { 200: WrittenVerdictAnswer },
          errors: [...errors, 403, 409, 413, 415],
        }),
      },
    )
    .delete(
      '/pairs/:a/:b/verdict',
      async ({ request, params, bearer }) => {
        const caller = await access.requireDashboardToken(request, bearer)
        const { seen } = check(VerdictQuery, readQuery(request.url))
        const { owner, repo, id, a, b } = await readPair(caller, params)
        const writeId = readWriteId(request, `pair ${a} ${b}`)
        const outcome = await writeOnce(
          pool,
          id,
          writeId,
          async (db) =>
            (await deleteVerdict(db, id, a, b, seen ?? null)) || (await readVerdict(db, id, a, b)) === null,
        )
        if (outcome !== 'written') {
          const stands = await readVerdict(pool, id, a, b)
          // It was undone once; what stands was said since.
          if (stands !== null && outcome === 'again') return answer(id, a, b)
          if (stands !== null)
            throw new AppError('CONFLICT', staleVerdict(stands.verdict), { details: { verdict: stands } })
        }
        // Also where it was gone: an earlier try may have ended before what follows from it was done.
        await reapplyVerdicts(id, { owner, repo })
        await deleteDecisionsByVerdicts(pool, id, a, b)
        return answer(id, a, b)
      },
      {
        parse: 'none',
        ...describe({
          summary: 'Undo a verdict',
          path: PairPath,
          query: VerdictQuery,
          headers: WriteHeaders,
          answers: { 200: VerdictAnswer },
          errors: [...errors, 403, 409],
        }),
      },
    )
}
