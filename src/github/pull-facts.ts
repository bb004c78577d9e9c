import {
  type CheckState,
  checkStates,
  type Mergeable,
  mergeables,
  type ReviewDecision,
  reviewDecisions,
} from '../domain/pull-facts.ts'
import { AppError, describeError } from '../errors.ts'

/** What GitHub's GraphQL API said of a pull request, at one head. */
export interface AskedPull {
  number: number
  headSha: string
  /** ISO 8601, the pull request's own. */
  updatedAt: string
  checks: CheckState | null
  review: ReviewDecision | null
  mergeable: Mergeable | null
  /** When its last commit was made, ISO 8601. */
  committedAt: string | null
  /** Issues of its own repository that it is linked to. */
  closing: { number: number; title: string; state: 'OPEN' | 'CLOSED' }[]
}

export interface AskedPulls {
  pulls: AskedPull[]
  /** Of the hour's. */
  points: number
  /** Why some are missing; null when nothing went wrong. */
  problem: string | null
}

/** Asks for some nodes. @returns GitHub's answer as it came. @throws what `ask` of github.ts throws. */
export type AskNodes = (ids: readonly string[]) => Promise<unknown>

/**
 * GitHub allows 100 nodes and gives up after ten seconds; checks and reviews take long. Of so many, with their three
 * lists each, a request costs one point.
 */
const nodesPerRequest = 25
/** So many failures, of however many nodes, are no matter of single pull requests. */
const mostFailures = 4

/** Three lists of each node: what it asks for beyond these is no list. */
export const factsQuery = `query PullFacts($ids: [ID!]!) {
  rateLimit { cost }
  nodes(ids: $ids) {
    ... on PullRequest {
      id number updatedAt headRefOid mergeable reviewDecision
      latestOpinionatedReviews(first: 20, writersOnly: true) { nodes { state } }
      commits(last: 1) { nodes { commit { oid committedDate statusCheckRollup { state } } } }
      closingIssuesReferences(first: 20) { nodes { number title state repository { nameWithOwner } } }
    }
  }
}`

/**
 * Asks for pull requests by GitHub's ids of them. A failure costs those that it concerns and is said in words, so that
 * nothing which works without this has to fail: what takes too long is asked for again in halves, a refusal and a limit
 * end it.
 * @param repository `owner/name`, whose issues count.
 */
export async function fetchPullFacts(
  pulls: readonly { number: number; nodeId: string }[],
  repository: string,
  ask: AskNodes,
  signal: AbortSignal,
): Promise<AskedPulls> {
  const numbers = new Map(pulls.map(({ nodeId, number }) => [nodeId, number]))
  const found: AskedPull[] = []
  let points = 0
  let problem: string | null = null
  let failures = 0
  const batches: string[][] = []
  const ids = [...numbers.keys()]
  for (let from = 0; from < ids.length; from += nodesPerRequest)
    batches.push(ids.slice(from, from + nodesPerRequest))
  for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
    signal.throwIfAborted()
    try {
      const answer = readAnswer(await ask(batch))
      points += answer.cost
      problem ??= answer.problem
      if (answer.nodes === null) throw new TooMuch(answer.problem ?? 'GitHub answered without data')
      for (const [at, node] of answer.nodes.slice(0, batch.length).entries()) {
        const number = numbers.get(batch[at]!)!
        const pull = readNode(node, number, repository, (field) => answer.isMissing(at, field))
        if (pull !== null) found.push(pull)
      }
    } catch (error) {
      signal.throwIfAborted()
      problem = describeError(error)
      failures++
      if (failures >= mostFailures || !mayBeTooMuch(error)) break
      if (batch.length > 1) {
        const half = Math.ceil(batch.length / 2)
        batches.unshift(batch.slice(0, half), batch.slice(half))
      }
    }
  }
  return { pulls: found, points, problem }
}

/** An answer with no data at all. */
class TooMuch extends AppError {
  constructor(said: string) {
    super('UNAVAILABLE', said)
  }
}

/** What asking for fewer may mend: a server that gives up. A limit, a refusal and a wait are none of it. */
const mayBeTooMuch = (error: unknown): boolean => error instanceof AppError && error.code === 'UNAVAILABLE'

type Json = Record<string, unknown>
const object = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {}
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

interface Answer {
  cost: number
  /** Null where a node is none that may be read; null altogether where nothing was answered. */
  nodes: unknown[] | null
  /** The first error, in GitHub's words; null without any, and for a node that is gone. */
  problem: string | null
  /** Whether this field of the node at that place is null because of an error, not because there is nothing. */
  isMissing(at: number, field: string): boolean
}

const mostCost = 10_000

function readAnswer(body: unknown): Answer {
  const { data, errors } = object(body)
  const said = list(errors).map(object)
  if (said.some(({ type }) => type === 'RATE_LIMITED'))
    throw new AppError('RATE_LIMITED', 'GitHub’s hourly limit of GraphQL points is used up')
  const [first] = said.filter(({ type }) => type !== 'NOT_FOUND')
  const { cost } = object(object(data).rateLimit)
  const { nodes } = object(data)
  const paths = said.map(({ path }) => list(path).map(String))
  return {
    cost: Number.isInteger(cost) && (cost as number) >= 0 ? Math.min(cost as number, mostCost) : 0,
    nodes: Array.isArray(nodes) ? nodes : null,
    problem: first === undefined ? null : `GitHub’s GraphQL API: ${oneLine(first.message)}`,
    isMissing: (at, field) =>
      paths.some((path) => path[0] === 'nodes' && path[1] === String(at) && path.includes(field)),
  }
}

const oneLine = (text: unknown): string =>
  String(text)
    .replaceAll(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, 200)

const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/
const longestTitle = 1_000
const mostIssues = 20

/**
 * Null for anything but the pull request that was asked for; of one that is, what is not as GitHub describes it is
 * unknown.
 */
function readNode(
  node: unknown,
  number: number,
  repository: string,
  isMissing: (field: string) => boolean,
): AskedPull | null {
  const pull = object(node)
  const { headRefOid, updatedAt } = pull
  if (pull.number !== number || !isText(headRefOid, /^[0-9a-f]{40,64}$/) || !isText(updatedAt, time))
    return null
  const commit = object(object(list(object(pull.commits).nodes).at(-1)).commit)
  const isHead = commit.oid === headRefOid
  return {
    number,
    headSha: headRefOid,
    updatedAt,
    checks: isHead && !isMissing('statusCheckRollup') ? readChecks(commit.statusCheckRollup) : null,
    review: readReview(pull, isMissing),
    mergeable: mergeables.find((known) => known === pull.mergeable) ?? null,
    committedAt: isHead && isText(commit.committedDate, time) ? commit.committedDate : null,
    closing: list(object(pull.closingIssuesReferences).nodes)
      .slice(0, mostIssues)
      .flatMap((issue) => readIssue(issue, repository)),
  }
}

const isText = (value: unknown, form: RegExp): value is string =>
  typeof value === 'string' && form.test(value)

function readChecks(rollup: unknown): CheckState | null {
  if (rollup === null) return 'NONE'
  const { state } = object(rollup)
  return checkStates.find((known) => known !== 'NONE' && known === state) ?? null
}

/**
 * Where no rule asks for reviews GitHub names no decision, even when those who may write have spoken: then their words
 * are one.
 */
function readReview(pull: Json, isMissing: (field: string) => boolean): ReviewDecision | null {
  const { reviewDecision, latestOpinionatedReviews } = pull
  if (reviewDecision !== null) return reviewDecisions.find((known) => known === reviewDecision) ?? null
  const { nodes } = object(latestOpinionatedReviews)
  if (isMissing('reviewDecision') || isMissing('latestOpinionatedReviews') || !Array.isArray(nodes))
    return null
  const said = nodes.map((review) => object(review).state)
  if (said.includes('CHANGES_REQUESTED')) return 'CHANGES_REQUESTED'
  return said.includes('APPROVED') ? 'APPROVED' : 'NONE'
}

function readIssue(value: unknown, repository: string): AskedPull['closing'] {
  const { number, title, state, repository: home } = object(value)
  const name = object(home).nameWithOwner
  if (typeof name !== 'string' || name.toLowerCase() !== repository.toLowerCase()) return []
  if (!Number.isInteger(number) || (number as number) < 1 || (number as number) > 2_147_483_647) return []
  if (typeof title !== 'string' || (state !== 'OPEN' && state !== 'CLOSED')) return []
  return [{ number: number as number, title: title.slice(0, longestTitle).toWellFormed(), state }]
}
