import { createHash, randomBytes } from 'node:crypto'
import { Type } from '@sinclair/typebox'
import { Elysia } from 'elysia'
import { AppError } from '../errors.ts'
import { deleteFeedToken, insertFeedToken, mostFeedTokens, readFeedTokens } from '../postgres/feed-tokens.ts'
import { decisionRefusals, unknownRefusals } from '../words/refusals.ts'
import { readBearer } from './access.ts'
import { check, readQuery } from './check.ts'
import { describe } from './describe.ts'
import { json } from './errors.ts'
import type { ApiPorts } from './ports.ts'
import { nullable } from './schemas/parts.ts'
import { FeedTokenPath, RepositoryPath } from './schemas/paths.ts'
import { NoQuery } from './schemas/requests.ts'
import { requireRepository } from './visible-repositories.ts'

const tokenBytes = 32

const TokenAnswer = Type.Object({
  id: Type.Integer(),
  createdAt: Type.String(),
  lastUsedAt: nullable(Type.String({ description: 'to the hour; null: never' })),
})
const NewTokenAnswer = Type.Composite([
  TokenAnswer,
  Type.Object({
    path: Type.String({ description: 'the address of the feed; its token is shown this once' }),
  }),
])

/** What is kept of a feed's token: it is long and random, so that nothing slower is needed. */
export const digestOfFeedToken = (token: string): string =>
  createHash('sha256').update(`feed ${token}`).digest('hex')

/** Feed readers cannot log in: each gets a token that opens one repository's feed alone, and that can be taken back. */
export function feedTokenRoutes(ports: Pick<ApiPorts, 'pool' | 'access' | 'config'>) {
  const { pool, access } = ports
  return new Elysia({ name: 'feed-tokens', prefix: '/api/repos/:owner/:repo/feed-tokens' })
    .use(readBearer)
    .resolve(async ({ request, bearer }) => ({ caller: await access.requireDashboardToken(request, bearer) }))
    .get(
      '',
      async ({ request, params, caller }) => {
        check(NoQuery, readQuery(request.url))
        const { owner, repo } = check(RepositoryPath, params)
        const id = await requireRepository(ports, caller, owner, repo)
        return json(200, { items: await readFeedTokens(pool, id) })
      },
      describe({
        summary: 'The tokens that open the feed, without the tokens themselves',
        path: RepositoryPath,
        answers: { 200: Type.Object({ items: Type.Array(TokenAnswer) }) },
        errors: [400, 401, 404, 429, 503],
      }),
    )
    .post(
      '',
      async ({ request, params, caller }) => {
        check(NoQuery, readQuery(request.url))
        const { owner, repo } = check(RepositoryPath, params)
        const id = await requireRepository(ports, caller, owner, repo)
        const token = randomBytes(tokenBytes).toString('base64url')
        const made = await insertFeedToken(pool, id, digestOfFeedToken(token))
        if (made === null) throw new AppError('CONFLICT', decisionRefusals.manyFeedTokens(mostFeedTokens))
        return json(201, { ...made, path: `/${owner}/${repo}.atom?token=${token}` })
      },
      {
        parse: 'none',
        ...describe({
          summary: 'Make a token that opens the feed of this repository and nothing else',
          path: RepositoryPath,
          answers: { 201: NewTokenAnswer },
          errors: [400, 401, 403, 404, 409, 429, 503],
        }),
      },
    )
    .delete(
      '/:token',
      async ({ request, params, caller }) => {
        check(NoQuery, readQuery(request.url))
        const { owner, repo, token } = check(FeedTokenPath, params)
        const id = await requireRepository(ports, caller, owner, repo)
        if (!(await deleteFeedToken(pool, id, token))) throw new AppError('NOT_FOUND', unknownRefusals.token)
        return json(200, { ok: true })
      },
      {
        parse: 'none',
        ...describe({
          summary: 'Revoke a token: it opens nothing from now on',
          path: FeedTokenPath,
          answers: { 200: Type.Object({ ok: Type.Boolean() }) },
          errors: [400, 401, 403, 404, 429, 503],
        }),
      },
    )
}
