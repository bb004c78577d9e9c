/** A commit of a pull request, oldest first in a revision. */
export interface RevisionCommit {
  sha: string
  /** The whole message; the first line is the subject. */
  message: string
  /** ISO 8601, UTC. */
  authoredAt: string
}

/**
 * A pull request at one head SHA, as fetched: everything that the decision may look at, and nothing that changes when
 * somebody else's pull request does. Never changed once stored.
 */
export interface Revision {
  number: number
  headSha: string
  /** The merge base with the branch it targets; null when unknown (the `api` source, an orphan branch). */
  baseSha: string | null
  /** Name of the branch it targets; null when unknown (a plain mirror). */
  baseRef: string | null
  title: string
  body: string
  /** GitHub login, or the commit author's e-mail address in a plain mirror; null when unknown. */
  author: string | null
  /** When the pull request was opened (a plain mirror: author date of its first commit). ISO 8601, UTC. */
  createdAt: string
  /** At most 250 commits, oldest first. */
  commits: RevisionCommit[]
  /** base..head in git's unified diff format ("diff --git …"), rename detection on, three lines of context. */
  patch: string
}
