/** What came of a head's checks, in GitHub's words; NONE: it has none. */
export const checkStates = ['NONE', 'SUCCESS', 'FAILURE', 'ERROR', 'PENDING', 'EXPECTED'] as const
export type CheckState = (typeof checkStates)[number]

/** What reviewers have decided, in GitHub's words; NONE: nothing, and nothing is asked of them. */
export const reviewDecisions = ['NONE', 'APPROVED', 'CHANGES_REQUESTED', 'REVIEW_REQUIRED'] as const
export type ReviewDecision = (typeof reviewDecisions)[number]

export const mergeables = ['MERGEABLE', 'CONFLICTING'] as const
export type Mergeable = (typeof mergeables)[number]

/**
 * What GitHub says of a pull request besides its list, where it was asked: only of those that stand in a set or a
 * group, and only with a token. Null: unknown, never "no".
 */
export interface PullFacts {
  checks: CheckState | null
  review: ReviewDecision | null
  mergeable: Mergeable | null
  /** When it was asked, ISO 8601; null: never, or of another head. */
  askedAt: string | null
}

/** Associations of the people who run a repository. */
const maintainers: readonly string[] = ['OWNER', 'MEMBER', 'COLLABORATOR']

/** Whether the author is one of them; what is unknown is not known to be so. */
export const isMaintainers = (association: string | null): boolean =>
  association !== null && maintainers.includes(association)
