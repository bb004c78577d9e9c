/** Where a repository says what its paths are for (triage/change/repository-rules.ts). */
export const rulesPath = 'clawtriage.json'

export interface RepositoryFacts {
  /** As GitHub spells them today (a renamed repository answers with its new name). */
  owner: string
  name: string
  defaultBranch: string
  private: boolean
  /** The dashboard links here; null for a plain mirror. */
  url: string | null
}

/**
 * GitHub's own rules: a login has letters, digits and single inner hyphens, at most 39; `_` only in managed accounts.
 */
export const ownerPattern = '^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$'

/** Letters, digits, `.`, `_`, `-`, at most 100, and not `.` or `..` alone. */
export const repoPattern = '^(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}$'
