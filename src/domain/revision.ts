/** A commit of a pull request, oldest first in a revision. */
export interface RevisionCommit {
  sha: string
  /** The whole message; the first line is the subject. */
  message: string
  /** ISO 8601, UTC. */
  authoredAt: string
  /** Who wrote it, as the commit says; null when it names no one, absent in what older versions stored. */
  authorName?: string | null
  authorEmail?: string | null
  /**
   * By whom it was committed, where the commit says another name or address than the author's. Absent where both are
   * the same, where GitHub itself committed it, and in part in what older versions stored.
   */
  committerName?: string
  committerEmail?: string
  /**
   * How far the author's clock is from UTC: "+0530". Absent where it is not at all, as machines' are, and where it is
   * unknown: GitHub's REST API tells every date in UTC.
   */
  zone?: string
  /** How many commits it follows: two and more are a merge. Absent in what older versions stored. */
  parents?: number
}

/**
 * A commit of a roll-up that is the work of the person who put it together, and brings nothing of others
 * (own-commits.ts).
 */
export interface OwnCommit {
  sha: string
  /** What it changes against its first parent, in the same format as a revision's patch. */
  patch: string
}

/**
 * A pull request at one head SHA, as fetched: everything that the decision may look at, and nothing that changes when
 * another person's pull request does. Never changed once stored.
 */
export interface Revision {
  number: number
  /** It is a change that is asked about and no pull request yet: its number is not its own. */
  isProposed?: boolean
  /** "owner/repo" in lower case, by which a text may name the repository itself; null or absent when unknown. */
  repository?: string | null
  headSha: string
  /** The merge base with the branch it targets; null when unknown (the `api` source, an orphan branch). */
  baseSha: string | null
  /** When that was committed, ISO 8601, UTC; null or absent when unknown. */
  baseAt?: string | null
  /** Name of the branch it targets; null when unknown (a plain mirror). */
  baseRef: string | null
  /** That branch goes its own way (git/history/separate-lines.ts); absent when that is not known. */
  baseIsSeparate?: boolean
  title: string
  body: string
  /** GitHub login, or the commit author's e-mail address in a plain mirror; null when unknown. */
  author: string | null
  /** When the pull request was opened. ISO 8601, UTC. */
  createdAt: string
  /**
   * A plain mirror does not say when: `createdAt` is an author's date there, and the order of the numbers tells who was
   * first.
   */
  createdAtGuessed?: boolean
  /** At most 250 commits, oldest first. */
  commits: RevisionCommit[]
  /** base..head in git's unified diff format ("diff --git …"), rename detection on, three lines of context. */
  patch: string
  /** Of a roll-up: the commits by which it is compared. Null or absent when not known, or when it is no roll-up. */
  own?: readonly OwnCommit[] | null
}
