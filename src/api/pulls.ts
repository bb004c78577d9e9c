import { Type } from '@sinclair/typebox'
import { Elysia } from 'elysia'
import { AppError } from '../errors.ts'
import type { Pool } from '../postgres/pool.ts'
import { readCandidates, readHeads, readPull, readPullQueue } from '../postgres/read-pulls.ts'
import { wordEdge } from '../words/pair-reasons.ts'
import { unknownRefusals } from '../words/refusals.ts'
import { readBearer } from './access.ts'
import { readChangeSizes } from './change-sizes.ts'
import { check, readQuery } from './check.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import { describe } from './describe.ts'
import { json } from './errors.ts'
import type { ApiPorts } from './ports.ts'
import { EdgeAnswer } from './schemas/pairs.ts'
import { page } from './schemas/parts.ts'
import { PullPath, RepositoryPath } from './schemas/paths.ts'
import { PullAnswer, PullDetailFacts, QueuedPullAnswer } from './schemas/pulls.ts'
import { PageQuery, PullDetailQuery, PullQuery } from './schemas/requests.ts'
import { ChangeSizes } from './schemas/sets.ts'
import { requireRepository } from './visible-repositories.ts'

const CandidatesAnswer = page(Type.Object({ pull: PullAnswer, edge: EdgeAnswer }))
/** What comes with a pull request is as much as the candidates' own address answers unless it is told otherwise. */
const firstPage = check(PageQuery, {})

/** The review queue, and one pull request with what it resembles. */
export function pullRoutes(ports: Pick<ApiPorts, 'pool' | 'access' | 'config' | 'changes'>) {
  const { pool, access } = ports
  return new Elysia({ name: 'pulls', prefix: '/api/repos/:owner/:repo/pulls' })
    .use(readBearer)
    .resolve(async ({ request, bearer }) => ({ caller: await access.requireDashboard(request, bearer) }))
    .get(
      '',
      async ({ request, params, caller }) => {
        const { owner, repo } = check(RepositoryPath, params)
        const query = check(PullQuery, readQuery(request.url))
        const { minScore, category = null, state = 'ALL', q, sort = 'newest', is = null, limit } = query
        const cursor = decodeCursor('pulls', query.cursor, sort)
        const after = cursor === null ? null : { key: cursor.key, number: cursor.id }
        const id = await requireRepository(ports, caller, owner, repo)
        const filter = { minScore, category, state, q: q?.trim() || null, is }
        const rows = await readPullQueue(pool, id, filter, { sort, after, limit: limit + 1 })
        const items = rows.slice(0, limit)
        const last = rows.length > limit ? items.at(-1) : undefined
        return json(200, {
          items: items.map(({ key: _key, ...pull }) => pull),
          nextCursor: last ? encodeCursor('pulls', { sort, key: last.key, id: last.number }) : null,
        })
      },
      describe({
        summary: 'Pull requests with their top suggestion',
        path: RepositoryPath,
        query: PullQuery,
        answers: { 200: page(QueuedPullAnswer) },
        errors: [400, 401, 404, 429, 503],
      }),
    )
    .get(
      '/:number',
      async ({ request, params, caller }) => {
        const { include } = check(PullDetailQuery, readQuery(request.url))
        const { owner, repo, number } = check(PullPath, params)
        const id = await requireRepository(ports, caller, owner, repo)
        const pull = await readPull(pool, id, number)
        if (pull === null) throw unknownPull(owner, repo, number)
        const [channels, heads, candidates] = await Promise.all([
          readChangeSizes(ports, id, [number], request.signal),
          readHeads(pool, id, number),
          include === 'candidates' ? readCandidatePage(pool, id, number, firstPage) : undefined,
        ])
        return json(200, { ...pull, channels: channels.get(number) ?? null, heads, candidates })
      },
      describe({
        summary: 'One pull request, with what it resembles when that is included',
        path: PullPath,
        query: PullDetailQuery,
        answers: {
          200: Type.Object({
            ...PullDetailFacts,
            channels: ChangeSizes,
            heads: Type.Array(Type.Object({ headSha: Type.String(), analyzedAt: Type.String() }), {
              description: 'the heads that were read, the last one first',
            }),
            candidates: Type.Optional(CandidatesAnswer),
          }),
        },
        errors: [400, 401, 404, 429, 503],
      }),
    )
    .get(
      '/:number/candidates',
      async ({ request, params, caller }) => {
        const { owner, repo, number } = check(PullPath, params)
        const query = check(PageQuery, readQuery(request.url))
        const id = await requireRepository(ports, caller, owner, repo)
        if ((await readPull(pool, id, number)) === null) throw unknownPull(owner, repo, number)
        return json(200, await readCandidatePage(pool, id, number, query))
      },
      describe({
        summary: 'What it resembles, ranked, with scores and evidence',
        path: PullPath,
        query: PageQuery,
        answers: { 200: CandidatesAnswer },
        errors: [400, 401, 404, 429, 503],
      }),
    )
}

/** A page of what a pull request resembles; its `nextCursor` goes on at the address of the candidates. */
async function readCandidatePage(
  pool: Pool,
  repositoryId: number,
  number: number,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
) {
  const from = decodeCursor('candidates', cursor, 'candidates')
  const after = from === null ? null : { key: from.key, number: from.id }
  const rows = await readCandidates(pool, repositoryId, number, { after, limit: limit + 1 })
  const items = rows.slice(0, limit).map(({ pull, edge }) => ({ pull, edge: wordEdge(edge) }))
  const last = rows.length > limit ? items.at(-1) : undefined
  const nextCursor = last
    ? encodeCursor('candidates', { sort: 'candidates', key: last.edge.score, id: last.pull.number })
    : null
  return { items, nextCursor }
}

function unknownPull(owner: string, repo: string, number: number): AppError {
  return new AppError('NOT_FOUND', unknownRefusals.pull({ owner, repo }, number))
}
