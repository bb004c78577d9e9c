import { type Static, Type } from '@sinclair/typebox'
import { autoMerges } from '../domain/pull-standing.ts'
import { ownerPattern, repoPattern } from '../domain/repository.ts'
import { AppError } from '../errors.ts'
import { timePattern } from './identity.ts'
import { payloadCheck } from './payload-check.ts'

/** What is kept of a webhook delivery: the facts that it brings, and nothing else of its payload. */
export const deliveryQueueName = 'deliveries'
/** Writing check runs: apart from everything else, since it is as slow as GitHub wants it to be. */
export const checkQueueName = 'checks'

const nullable = <T extends Parameters<typeof Type.Optional>[0]>(schema: T) =>
  Type.Union([schema, Type.Null()])
const Owner = Type.String({ pattern: ownerPattern })
const Repo = Type.String({ pattern: repoPattern })
const Time = Type.String({ pattern: timePattern })

const Names = nullable(Type.Array(Type.String()))
const Standing = Type.Object({
  nodeId: nullable(Type.String()),
  authorAssociation: nullable(Type.String()),
  labels: Names,
  requestedReviewers: Names,
  requestedTeams: Names,
  assignees: Names,
  autoMerge: nullable(Type.Union(autoMerges.map((one) => Type.Literal(one)))),
  stack: nullable(
    Type.Object({
      number: Type.Integer(),
      size: nullable(Type.Integer()),
      position: nullable(Type.Integer()),
      baseRef: Type.String(),
    }),
  ),
})

const Pull = Type.Object({
  number: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }),
  title: Type.String(),
  body: Type.String(),
  author: nullable(Type.String()),
  state: Type.Union([Type.Literal('OPEN'), Type.Literal('CLOSED'), Type.Literal('MERGED')]),
  draft: Type.Boolean(),
  url: nullable(Type.String()),
  baseRef: Type.String(),
  headSha: Type.String(),
  createdAt: Time,
  updatedAt: Time,
  closedAt: nullable(Time),
  mergedAt: nullable(Time),
  mergeCommitSha: nullable(Type.String()),
  // Absent in what a version before this one has left in the queue.
  standing: Type.Optional(Standing),
})

export const Delivery = Type.Union([
  Type.Object({
    kind: Type.Literal('pull'),
    owner: Owner,
    repo: Repo,
    /** Whether what it changes, or who is in its sets, may be other than before. */
    refresh: Type.Boolean(),
    pull: Pull,
  }),
  Type.Object({
    kind: Type.Literal('repositories'),
    added: Type.Array(Type.Object({ owner: Owner, repo: Repo })),
    removed: Type.Array(Type.Object({ owner: Owner, repo: Repo })),
  }),
  /** Every repository of an account, where GitHub names none: the App is, or was, on all of them. */
  Type.Object({ kind: Type.Literal('account'), owner: Owner, removed: Type.Boolean() }),
  Type.Object({ kind: Type.Literal('account-moved'), from: Owner, to: Owner }),
  Type.Object({
    kind: Type.Literal('moved'),
    from: Type.Object({ owner: Owner, repo: Repo }),
    to: Type.Object({ owner: Owner, repo: Repo }),
  }),
  Type.Object({ kind: Type.Literal('visibility'), owner: Owner, repo: Repo, private: Type.Boolean() }),
  /** Not a delivery: what several of them for one repository come to. */
  Type.Object({ kind: Type.Literal('refresh'), owner: Owner, repo: Repo }),
])
export type Delivery = Static<typeof Delivery>

export const CheckJob = Type.Object({ repositoryId: Type.Integer({ minimum: 1 }), owner: Owner, repo: Repo })
export type CheckJob = Static<typeof CheckJob>

const deliveryCheck = payloadCheck(Delivery)
const checkJobCheck = payloadCheck(CheckJob)

/** @throws AppError INTERNAL for what this version cannot read. */
export function readDelivery(data: unknown): Delivery {
  if (deliveryCheck().Check(data)) return data
  throw new AppError('INTERNAL', 'the queue holds a delivery that this version cannot read')
}

/** Whether facts taken from a payload are such as a job may hold. */
export const isDelivery = (data: unknown): data is Delivery => deliveryCheck().Check(data)

/** @throws AppError INTERNAL, likewise. */
export function readCheckJob(data: unknown): CheckJob {
  if (checkJobCheck().Check(data)) return data
  throw new AppError('INTERNAL', 'the queue holds a check job that this version cannot read')
}
