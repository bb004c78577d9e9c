import { type Static, type TSchema, Type } from '@sinclair/typebox'
import { type TypeCheck, TypeCompiler } from '@sinclair/typebox/compiler'
import { AppError } from '../errors.ts'

/** What is read of GitHub's answers, and nothing more: a field that is not used cannot break a scan. */
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

/** SHA-1, or SHA-256 in a repository that has moved on. */
const Sha = Type.String({ pattern: '^(?:[0-9a-f]{40}|[0-9a-f]{64})$' })
const Time = Type.String({
  pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?(?:Z|[+-]\\d\\d:\\d\\d)$',
})
/** Becomes a link on a page. */
const WebUrl = Type.String({ pattern: '^https?://' })
const Count = Type.Integer({ minimum: 0 })

const Repository = Type.Object({
  name: Type.String({ minLength: 1 }),
  owner: Type.Object({ login: Type.String({ minLength: 1 }) }),
  default_branch: Type.String({ minLength: 1 }),
  private: Type.Boolean(),
  html_url: WebUrl,
})

const Pull = Type.Object({
  number: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }),
  title: Type.String(),
  body: nullable(Type.String()),
  // null: the account is gone. Mostly GitHub gives its stand-in "ghost" instead.
  user: nullable(Type.Object({ login: Type.String() })),
  state: Type.Union([Type.Literal('open'), Type.Literal('closed')]),
  // Absent on old GitHub Enterprise servers.
  draft: Type.Optional(Type.Boolean()),
  html_url: WebUrl,
  base: Type.Object({ ref: Type.String({ minLength: 1 }) }),
  head: Type.Object({ sha: Sha }),
  created_at: Time,
  updated_at: Time,
  closed_at: nullable(Time),
  merged_at: nullable(Time),
  // In no answer since API version 2026-03-10.
  merge_commit_sha: Type.Optional(nullable(Sha)),
  // What domain/pull-standing.ts reads beside these is not needed, so it is not checked here: it cannot break a
  // scan.
})

const fileStatuses = ['added', 'removed', 'modified', 'renamed', 'copied', 'changed', 'unchanged'] as const

const File = Type.Object({
  filename: Type.String({ minLength: 1 }),
  previous_filename: Type.Optional(Type.String({ minLength: 1 })),
  status: Type.Union(fileStatuses.map((status) => Type.Literal(status))),
  additions: Count,
  deletions: Count,
  sha: nullable(Type.String()),
  // Ends in ?ref=HEAD_SHA, which is how an answer says what it is about.
  contents_url: Type.String(),
  patch: Type.Optional(nullable(Type.String())),
})

const Person = nullable(
  Type.Object({
    name: Type.Optional(nullable(Type.String())),
    email: Type.Optional(nullable(Type.String())),
    date: Type.Optional(nullable(Type.String())),
  }),
)
const Commit = Type.Object({
  sha: Sha,
  commit: Type.Object({ message: Type.String(), author: Person, committer: Person }),
  parents: Type.Array(Type.Object({ sha: Sha })),
})

const Content = Type.Union([
  Type.Object({ type: Type.Literal('file'), encoding: Type.Literal('base64'), content: Type.String() }),
  // A folder, a link, a submodule, or a file too large to be given here.
  Type.Array(Type.Unknown()),
  Type.Object({ type: Type.String() }),
])

export type PullAnswer = Static<typeof Pull>
export type FileAnswer = Static<typeof File>
export type CommitAnswer = Static<typeof Commit>

const reader = <T extends TSchema>(schema: T) => {
  let check: TypeCheck<T> | undefined
  /** @throws AppError UNAVAILABLE that names the first field which is not as GitHub describes it. */
  return (route: string, data: unknown): Static<T> => {
    check ??= TypeCompiler.Compile(schema)
    if (check.Check(data)) return data
    const error = check.Errors(data).First()
    const where = error?.path ? ` (at ${error.path}: ${error.message.toLowerCase()})` : ''
    throw new AppError(
      'UNAVAILABLE',
      `the answer to ${route} is not what GitHub's API gives${where}; is GITHUB_API_URL right?`,
    )
  }
}

export const readRepository = reader(Repository)
export const readPulls = reader(Type.Array(Pull))
export const readFiles = reader(Type.Array(File))
export const readCommits = reader(Type.Array(Commit))

const readContent = reader(Content)

/** The text of a file; null for anything else that lies at the path. */
export function readFileContent(route: string, data: unknown): string | null {
  const answer = readContent(route, data)
  if (Array.isArray(answer) || !('content' in answer)) return null
  return Buffer.from(answer.content, 'base64').toString('utf8')
}
