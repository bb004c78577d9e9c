import { Type } from '@sinclair/typebox'
import { Elysia } from 'elysia'
import { AppError } from '../errors.ts'
import { readEdge } from '../postgres/read-pairs.ts'
import { readPull } from '../postgres/read-pulls.ts'
import { readRules } from '../postgres/repository-rules.ts'
import { streamRevisions } from '../postgres/revisions.ts'
import { algorithmVersion, alignChanges, measureChange, parseRepositoryRules } from '../triage/index.ts'
import { readBearer } from './access.ts'
import { check, readQuery } from './check.ts'
import { describe } from './describe.ts'
import { json } from './errors.ts'
import type { ApiPorts } from './ports.ts'
import {
  AlignmentFacts,
  ChangeSizes,
  ComparePath,
  EdgeAnswer,
  NoQuery,
  nullable,
  PullDetailFacts,
} from './schemas.ts'
import { requireRepository } from './visible-repositories.ts'

const SizedPull = Type.Object({ ...PullDetailFacts, channels: ChangeSizes })
const CompareAnswer = Type.Object({
  a: SizedPull,
  b: SizedPull,
  edge: nullable(EdgeAnswer),
  ...AlignmentFacts,
})

/** Two pull requests' changes beside each other. */
export function compareRoutes(ports: Pick<ApiPorts, 'pool' | 'access' | 'config'>) {
  const { pool, access } = ports
  return new Elysia({ name: 'compare', prefix: '/api/repos/:owner/:repo/compare' })
    .use(readBearer)
    .resolve(async ({ request, bearer }) => ({ caller: await access.requireDashboard(request, bearer) }))
    .get(
      '/:pair',
      async ({ request, params, caller }) => {
        check(NoQuery, readQuery(request.url))
        const { owner, repo, pair } = check(ComparePath, params)
        const [first = 0, second = 0] = pair.split('...').map(Number)
        if (first === second)
          throw new AppError('BAD_REQUEST', 'pair: expected two pull requests, not one twice')
        const id = await requireRepository(ports, caller, owner, repo)
        const [a, b] = await Promise.all([first, second].map((number) => readPull(pool, id, number)))
        const numbers = [first, second]
        for (const [at, pull] of [a, b].entries())
          if (pull == null)
            throw new AppError(
              'NOT_FOUND',
              `${owner}/${repo}#${numbers[at]} is not known: no scan has listed it`,
            )
        const patches = new Map<number, string>()
        for await (const { number, patch } of streamRevisions(pool, id, algorithmVersion, numbers))
          patches.set(number, patch)
        const patchOf = (number: number) => {
          const patch = patches.get(number)
          if (patch === undefined)
            throw new AppError('NOT_FOUND', `the change of ${owner}/${repo}#${number} has not been read yet`)
          return patch
        }
        const { text } = await readRules(pool, id)
        const rules = text === null ? undefined : (parseRepositoryRules(text).rules ?? undefined)
        const sized = (pull: typeof a, number: number) => ({
          ...pull,
          channels: measureChange(patchOf(number), rules),
        })
        const alignment = alignChanges(patchOf(first), patchOf(second), rules)
        return json(200, {
          a: sized(a, first),
          b: sized(b, second),
          edge: await readEdge(pool, id, first, second),
          ...alignment,
        })
      },
      describe({
        summary: 'Two pull requests: the evidence of the pair, and their diffs aligned',
        path: ComparePath,
        answers: { 200: CompareAnswer },
        errors: [400, 401, 404, 429, 503],
      }),
    )
}
