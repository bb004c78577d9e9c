import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { buildSchema, type DocumentNode, execute, GraphQLError, parse, validate, visit } from 'graphql'
import { breakAnswer } from './break-answer.ts'
import { modelSchema } from './graphql-schema.ts'
import { anonymous } from './rate-limit.ts'
import { readGit } from './run-git.ts'
import type { ApiContext } from './serve-api.ts'
import { isoTime, type ModelPull, type ModelRepository } from './state.ts'

/** GitHub's own: https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api */
const mostNodeIds = 100
const connectionsPerPoint = 100

const schema = buildSchema(modelSchema)

/**
 * Answers one request to the GraphQL API: queries are held against its schema and answered from what the model knows.
 */
export async function serveGraphql(
  context: ApiContext,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { log, faults, points, now } = context
  const token = /^(?:bearer|token) (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? null
  const caller = token ?? anonymous
  const route = `${request.method} /graphql`
  const entry = {
    method: request.method ?? 'POST',
    route,
    url: path,
    status: null as number | null,
    authorized: token !== null,
    counted: false,
    userAgent: request.headers['user-agent'] ?? null,
    apiVersion: null,
  }
  log.requests.push(entry)
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const fault = faults.meet(route, path)
  const { status, body } =
    token === null || !context.tokens.has(token)
      ? {
          status: 401,
          body: {
            message: token === null ? 'This endpoint requires you to be authenticated.' : 'Bad credentials',
            documentation_url:
              'https://docs.github.com/graphql/guides/forming-calls-with-graphql#authentication',
          },
        }
      : { status: 200, body: await answer(context, caller, Buffer.concat(chunks).toString('utf8')) }
  const after = points.read(caller)
  const headers: Record<string, string> = {
    date: now().toUTCString(),
    'x-github-media-type': 'github.v4; format=json',
    'x-github-request-id': randomUUID(),
    'x-ratelimit-limit': String(after.limit),
    'x-ratelimit-remaining': String(after.remaining),
    'x-ratelimit-used': String(after.used),
    'x-ratelimit-reset': String(after.reset),
    'x-ratelimit-resource': 'graphql',
  }
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
  const text = JSON.stringify(body)
  if (fault !== null) {
    entry.status = breakAnswer(fault, text, response)
    return
  }
  entry.status = status
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(text)
}

/** Errors come with status 200, beside what could be answered. */
async function answer(context: ApiContext, caller: string, sent: string): Promise<unknown> {
  const { points } = context
  if (points.read(caller).remaining === 0)
    return {
      errors: [{ type: 'RATE_LIMITED', message: 'API rate limit already exceeded for user ID 1.' }],
    }
  let document: DocumentNode
  let variables: Record<string, unknown>
  try {
    const body = JSON.parse(sent) as { query: string; variables?: Record<string, unknown> }
    document = parse(body.query)
    variables = body.variables ?? {}
  } catch (error) {
    return { errors: [{ message: `Problems parsing the request: ${String(error)}` }] }
  }
  const invalid = validate(schema, document)
  if (invalid.length > 0) {
    // The product asks what GitHub would refuse: a fault of the product's that no test may pass over.
    context.drift.push(`POST /graphql: ${invalid.map(({ message }) => message).join('; ')}`)
    return { errors: invalid.map((error) => error.toJSON()) }
  }
  const ids = Array.isArray(variables.ids) ? variables.ids : []
  if (ids.length > mostNodeIds)
    return {
      errors: [
        {
          type: 'ARGUMENT_LIMIT',
          path: ['nodes'],
          message: `You may not provide more than ${mostNodeIds} node ids; you provided ${ids.length}.`,
        },
      ],
    }
  if (ids.length > context.graphql.mostNodes)
    return {
      data: null,
      errors: [
        {
          message:
            'Something went wrong while executing your query. This may be the result of a timeout, or it could be a GitHub bug. Please include `0A1B:2C3D` when reporting this issue.',
        },
      ],
    }
  const cost = Math.max(1, Math.round((1 + ids.length * countConnections(document)) / connectionsPerPoint))
  for (let point = 0; point < cost; point++) points.take(caller)
  const state = points.read(caller)
  const { data, errors } = await execute({
    schema,
    document,
    variableValues: variables,
    rootValue: {
      rateLimit: {
        cost,
        limit: state.limit,
        remaining: state.remaining,
        used: state.used,
        nodeCount: ids.length,
      },
      nodes: ({ ids: asked }: { ids: string[] }) => asked.map((id) => findNode(context, id)),
    },
  })
  return {
    data,
    ...(errors && {
      errors: errors.map(({ message, path, locations, extensions }) => ({
        type: extensions.type,
        path,
        locations,
        message,
      })),
    }),
  }
}

/** Fields that page: what a query costs is their number, for each node. */
function countConnections(document: DocumentNode): number {
  let connections = 0
  visit(document, {
    Field({ arguments: given = [] }) {
      if (given.some(({ name }) => name.value === 'first' || name.value === 'last')) connections++
    },
  })
  return connections
}

/** An error instead of a value: null stands there, and the error says where. */
const refusal = (type: string, message: string) => new GraphQLError(message, { extensions: { type } })

function findNode(context: ApiContext, id: string): unknown {
  for (const repository of context.repositories())
    for (const pull of repository.pulls.values())
      if (`PR_${pull.id}` === id) return renderNode(repository, pull)
  return refusal('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'.`)
}

function renderNode(repository: ModelRepository, pull: ModelPull) {
  const { checks, reviewDecision, reviews, mergeable, linkedIssues, hidesChecks } = pull.standing
  return {
    __typename: 'PullRequest',
    id: `PR_${pull.id}`,
    number: pull.number,
    updatedAt: isoTime(pull.updatedAt),
    headRefOid: pull.headSha,
    isDraft: pull.draft,
    mergeable,
    reviewDecision,
    latestOpinionatedReviews: () => ({
      nodes: reviews.map((state) => ({ state })),
    }),
    commits: async () => ({
      nodes: [
        {
          commit: {
            oid: pull.headSha,
            committedDate: await readCommittedDate(repository.gitDir, pull.headSha),
            statusCheckRollup: () => {
              if (hidesChecks) throw refusal('FORBIDDEN', 'Resource not accessible by personal access token')
              return checks === null ? null : { state: checks }
            },
          },
        },
      ],
    }),
    closingIssuesReferences: () => ({
      nodes: linkedIssues.map((number) => {
        const issue = repository.issues.get(number)
        if (issue === undefined) throw new Error(`${repository.name} has no issue #${number}`)
        return {
          number,
          title: issue.title,
          state: issue.state,
          repository: { nameWithOwner: `${repository.owner}/${repository.name}` },
        }
      }),
    }),
  }
}

const readCommittedDate = async (gitDir: string, sha: string): Promise<string> =>
  isoTime(new Date(Number(await readGit(gitDir, ['show', '-s', '--format=%ct', sha])) * 1_000))
