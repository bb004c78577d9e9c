/**
 * How a pull request stands with the people and machines of its repository, as GitHub's lists and deliveries say it
 * along with the rest. It is shown and decides nothing. Null: unknown (a mirror says nothing of it, nor does a row from
 * before it was kept), never "no"; an empty list is a list.
 */
export interface PullStanding {
  /** GitHub's own name of it, for its GraphQL API. */
  nodeId: string | null
  /** What the author is to the repository: MEMBER, FIRST_TIME_CONTRIBUTOR … */
  authorAssociation: string | null
  /** Names. */
  labels: string[] | null
  /** Logins. */
  requestedReviewers: string[] | null
  /** Slugs. */
  requestedTeams: string[] | null
  /** Logins. */
  assignees: string[] | null
  /** How it is to be merged once it may be; NONE: it is not to be merged by itself. */
  autoMerge: AutoMerge | null
  /** GitHub's own stack of pull requests that it belongs to. */
  stack: Stack | null
}

export const autoMerges = ['NONE', 'MERGE', 'SQUASH', 'REBASE'] as const
export type AutoMerge = (typeof autoMerges)[number]

export interface Stack {
  number: number
  size: number | null
  /** From 1, which is nearest to the base. */
  position: number | null
  baseRef: string
}

export const unknownStanding: PullStanding = {
  nodeId: null,
  authorAssociation: null,
  labels: null,
  requestedReviewers: null,
  requestedTeams: null,
  assignees: null,
  autoMerge: null,
  stack: null,
}

/**
 * GitHub allows 100 labels of 50 characters, 15 reviewers and 10 assignees: beyond these an answer is not GitHub's, and
 * is cut.
 */
const mostNames = 100
const longestName = 100
const longestNodeId = 200
/** What git takes for a branch's name. */
const longestRef = 255

type Json = Record<string, unknown>

/**
 * Takes the standing from a pull request as GitHub answers it. None of it is needed, so what is not as GitHub
 * describes it is unknown and breaks nothing.
 */
export function readStanding(pull: unknown): PullStanding {
  const { node_id, author_association, labels, requested_reviewers, requested_teams, assignees, ...rest } =
    object(pull)
  return {
    nodeId: text(node_id, longestNodeId, /^[\w=+/-]+$/),
    authorAssociation: text(author_association, 40, /^[A-Z_]+$/),
    labels: names(labels, 'name'),
    requestedReviewers: names(requested_reviewers, 'login'),
    requestedTeams: names(requested_teams, 'slug'),
    assignees: names(assignees, 'login'),
    autoMerge: readAutoMerge(rest.auto_merge),
    stack: readStack(rest.stack),
  }
}

function readAutoMerge(given: unknown): AutoMerge | null {
  if (given === null) return 'NONE'
  const { merge_method } = object(given)
  const method = typeof merge_method === 'string' ? merge_method.toUpperCase() : null
  return autoMerges.find((known) => known !== 'NONE' && known === method) ?? null
}

function readStack(given: unknown): Stack | null {
  const { number, size, position, base } = object(given)
  const baseRef = text(object(base).ref, longestRef)
  const own = count(number)
  return own === null || baseRef === null
    ? null
    : { number: own, size: count(size), position: count(position), baseRef }
}

/** An account that is gone is null in such a list. */
function names(list: unknown, key: string): string[] | null {
  if (!Array.isArray(list)) return null
  return list
    .slice(0, mostNames)
    .map((item) => object(item)[key])
    .filter((name): name is string => typeof name === 'string' && name !== '')
    .map((name) => name.slice(0, longestName).toWellFormed())
}

function text(value: unknown, longest: number, form = /^./s): string | null {
  return typeof value === 'string' && value.length <= longest && form.test(value) ? value : null
}

const count = (value: unknown): number | null =>
  Number.isInteger(value) && (value as number) > 0 && (value as number) <= 2_147_483_647
    ? (value as number)
    : null
const object = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {}
