import type { PullStanding } from '../domain/pull-standing.ts'

/** The columns of a pull request's standing: which of its facts each holds, and as what. */
const columns: readonly [name: string, key: keyof PullStanding, type: string][] = [
  ['node_id', 'nodeId', 'text'],
  ['author_association', 'authorAssociation', 'text'],
  ['labels', 'labels', 'text[]'],
  ['requested_reviewers', 'requestedReviewers', 'text[]'],
  ['requested_teams', 'requestedTeams', 'text[]'],
  ['assignees', 'assignees', 'text[]'],
  ['auto_merge', 'autoMerge', 'text'],
  ['stack', 'stack', 'jsonb'],
]

/** The standing's part of an insert from a record `s`. */
export const standingNames = columns.map(([name]) => name).join(', ')
export const standingValues = columns.map(([, key]) => `s."${key}"`).join(', ')
export const standingRecord = columns.map(([, key, type]) => `"${key}" ${type}`).join(', ')

/**
 * What an upsert makes of each column. GitHub gives every pull request a node id: without one nothing is known, and
 * what is stored stays.
 */
export const standingUpdates = columns.map(
  ([name]) =>
    [
      name,
      `CASE WHEN excluded.node_id IS NULL THEN pull_requests.${name} ELSE excluded.${name} END`,
    ] as const,
)

/** The standing of pull request `p` as the API answers it, all of it or the part that lists show. */
export const standingView = jsonOf(columns)
export const listedStandingView = jsonOf(
  columns.filter(([, key]) => key === 'authorAssociation' || key === 'labels'),
)

function jsonOf(shown: typeof columns): string {
  return `jsonb_build_object(${shown.map(([name, key]) => `'${key}', p.${name}`).join(', ')})`
}
