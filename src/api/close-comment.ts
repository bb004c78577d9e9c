import { Type } from '@sinclair/typebox'
import { Elysia } from 'elysia'
import { AppError } from '../errors.ts'
import { readCloseComment, writeCloseComment } from '../postgres/close-comments.ts'
import { defaultComment, longestTemplate, templateProblem } from '../words/close-comment.ts'
import { decisionRefusals } from '../words/refusals.ts'
import { type Caller, readBearer } from './access.ts'
import { check, checkBody, readJson, readQuery } from './check.ts'
import { describe } from './describe.ts'
import { json } from './errors.ts'
import type { ApiPorts } from './ports.ts'
import { nullable } from './schemas/parts.ts'
import { RepositoryPath } from './schemas/paths.ts'
import { NoQuery } from './schemas/requests.ts'
import { requireRepository } from './visible-repositories.ts'

const noNul = '^[^\\u0000]*$'
const CommentBody = Type.Object(
  {
    template: Type.String({
      maxLength: longestTemplate,
      pattern: noNul,
      description: `at most ${longestTemplate} characters`,
    }),
    seen: Type.Optional(
      nullable(
        Type.String({
          maxLength: longestTemplate,
          pattern: noNul,
          description: 'the template that was read',
        }),
      ),
    ),
  },
  { additionalProperties: false },
)
const CommentAnswer = Type.Object(
  {
    template: nullable(Type.String({ description: "the repository's own; null: it has none" })),
    default: Type.String({ description: 'what stands in its place' }),
  },
  { additionalProperties: false },
)

/**
 * The comment with which a repository's maintainers close what repeats another pull request. Written once; the close
 * plan has it filled in.
 */
export function closeCommentRoutes(ports: Pick<ApiPorts, 'pool' | 'access' | 'config'>) {
  const { pool, access } = ports
  const readId = (request: Request, caller: Caller, params: unknown) => {
    check(NoQuery, readQuery(request.url))
    const { owner, repo } = check(RepositoryPath, params)
    return requireRepository(ports, caller, owner, repo)
  }
  const answer = async (id: number) =>
    json(200, { template: await readCloseComment(pool, id), default: defaultComment })
  const errors = [400, 401, 404, 429, 503]
  return new Elysia({ name: 'close-comment', prefix: '/api/repos/:owner/:repo/close-comment' })
    .use(readBearer)
    .get(
      '',
      async ({ request, params, bearer }) =>
        answer(await readId(request, await access.requireDashboard(request, bearer), params)),
      describe({
        summary: 'The comment with which repeated pull requests are closed',
        path: RepositoryPath,
        answers: { 200: CommentAnswer },
        errors,
      }),
    )
    .put(
      '',
      async ({ request, params, bearer }) => {
        const id = await readId(request, await access.requireDashboardToken(request, bearer), params)
        const { template, seen } = checkBody(CommentBody, await readJson(request))
        const problem = templateProblem(template)
        if (problem !== null)
          throw new AppError('BAD_REQUEST', decisionRefusals.template(problem), {
            details: { field: 'template' },
          })
        if (!(await writeCloseComment(pool, id, template, seen)))
          throw new AppError('CONFLICT', decisionRefusals.templateChanged, {
            details: { template: await readCloseComment(pool, id) },
          })
        return answer(id)
      },
      {
        parse: 'none',
        ...describe({
          summary: 'Write the comment with which repeated pull requests are closed',
          path: RepositoryPath,
          body: CommentBody,
          answers: { 200: CommentAnswer },
          errors: [...errors, 403, 409, 413, 415],
        }),
      },
    )
    .delete(
      '',
      async ({ request, params, bearer }) => {
        const id = await readId(request, await access.requireDashboardToken(request, bearer), params)
        await writeCloseComment(pool, id, null, undefined)
        return answer(id)
      },
      {
        parse: 'none',
        ...describe({
          summary: 'Go back to the comment that is built in',
          path: RepositoryPath,
          answers: { 200: CommentAnswer },
          errors: [...errors, 403],
        }),
      },
    )
}
