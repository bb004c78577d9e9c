import { Type } from '@sinclair/typebox'
import { Elysia } from 'elysia'
import { AppError } from '../errors.ts'
import { readEdge } from '../postgres/read-pairs.ts'
import { readPull } from '../postgres/read-pulls.ts'
import { wordEdge } from '../words/pair-reasons.ts'
import { decisionRefusals, unknownRefusals } from '../words/refusals.ts'
import { readBearer } from './access.ts'
import { check, readQuery } from './check.ts'
import { describe } from './describe.ts'
import { jsonOf } from './errors.ts'
import type { ApiPorts } from './ports.ts'
import { AlignmentFacts } from './schemas/alignment.ts'
import { EdgeAnswer } from './schemas/pairs.ts'
import { nullable } from './schemas/parts.ts'
import { ComparePath } from './schemas/paths.ts'
import { PullDetailFacts } from './schemas/pulls.ts'
import { NoQuery } from './schemas/requests.ts'
import { ChangeSizes } from './schemas/sets.ts'
import { requireRepository } from './visible-repositories.ts'

const SizedPull = Type.Object({ ...PullDetailFacts, channels: ChangeSizes })
const CompareAnswer = Type.Object({
  a: SizedPull,
  b: SizedPull,
  edge: nullable(EdgeAnswer),
  ...AlignmentFacts,
})

/** Two pull requests' changes beside each other. */
export function compareRoutes(ports: Pick<ApiPorts, 'pool' | 'access' | 'config' | 'changes'>) {
  const { pool, access, changes } = ports
  return new Elysia({ name: 'compare', prefix: '/api/repos/:owner/:repo/compare' })
    .use(readBearer)
    .resolve(async ({ request, bearer }) => ({ caller: await access.requireDashboard(request, bearer) }))
    .get(
      '/:pair',
      async ({ request, params, caller }) => {
        check(NoQuery, readQuery(request.url))
        const { owner, repo, pair } = check(ComparePath, params)
        const [first = 0, second = 0] = pair.split('...').map(Number)
        if (first === second) throw new AppError('BAD_REQUEST', decisionRefusals.samePair)
        const id = await requireRepository(ports, caller, owner, repo)
        const [a, b] = await Promise.all([first, second].map((number) => readPull(pool, id, number)))
        const numbers = [first, second]
        for (const [at, pull] of [a, b].entries())
          if (pull == null)
            throw new AppError('NOT_FOUND', unknownRefusals.comparedPull({ owner, repo }, numbers[at]))
        const aligned = await changes.align(id, [first, second], request.signal)
        if ('unread' in aligned)
          throw new AppError('NOT_FOUND', unknownRefusals.unread({ owner, repo }, aligned.unread))
        const edge = await readEdge(pool, id, first, second)
        const facts = {
          a: { ...a, channels: aligned.a },
          b: { ...b, channels: aligned.b },
          edge: edge && wordEdge(edge),
        }
        return jsonOf(200, facts, aligned.alignment)
      },
      describe({
        summary: 'Two pull requests: the evidence of the pair, and their diffs aligned',
        path: ComparePath,
        answers: { 200: CompareAnswer },
        errors: [400, 401, 404, 429, 503],
      }),
    )
}
