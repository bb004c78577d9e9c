/** An open pull request whose change is looked for on its target branch. */
export interface LandingQuery {
  number: number
  baseSha: string
  outcomes: readonly FileOutcome[]
}

/** The commit by which the branch came to have the same change. */
export interface Landing {
  number: number
  sha: string
  committedAt: string
}

/** What an earlier search of the same branch came to. */
export interface KnownLandings {
  /** The commit from which it was searched. */
  tip: string
  /** Pull requests that were searched for, and are as they were then. */
  numbers: ReadonlySet<number>
}

export interface LandingSearch {
  /** The commit from which it was searched; null where there is no branch. */
  tip: string | null
  /** Of those that were searched for. */
  landings: Landing[]
  /** Those that were not, since what was known of them stands. */
  standing: number[]
  /** Those that have to be searched for again whatever happens: what they begin from is not there. */
  unsure: number[]
}

/** What a change does to one file, as far as it can be looked for elsewhere in a history. */
export interface FileOutcome {
  path: string
  /** git's id of the content afterwards; null when the file is gone, or when it is not known (`change` tells then). */
  blob: string | null
  gone: boolean
  /** Names the lines that are added and removed, wherever they stand; null when they are not known. */
  change: string | null
}
