import type { FileChannel } from './alignment.ts'

/**
 * What was found of a pair, as facts: the comparison makes them, the database keeps them, and `words/pair-reasons.ts`
 * makes a sentence of each where it is read. A kind is never given another meaning: what is stored outlives the version
 * that wrote it.
 */

/** A pull request by its number, or the change that is asked about and has no number yet. */
export type Party = number | 'yours'

export interface NamedCommit {
  sha: string
  /** The first line of its message, cut. */
  subject: string
}

/** The file that shares most, and how many more there are; null: none is shared. */
interface Where {
  path: string | null
  more: number
}

/** Who is what to whom, and what proves it: the first fact of a pair that is alike and no duplicate. */
export type RelationFact =
  /** A branch that gathers the work of many. `carried`: a commit of the other one that is among them. */
  | {
      kind: 'roll-up'
      roll: Party
      other: Party
      commits: number
      carried: NamedCommit | null
      both: boolean
    }
  /** `upper` carries every commit of `lower`, the last one of which is named. */
  | { kind: 'built-on'; upper: Party; lower: Party; commit: NamedCommit }
  /** Both consist of the same commits; `target` where the newer one is for another branch. */
  | { kind: 'same-commits'; newer: Party; older: Party; commit: NamedCommit; target: string | null }
  /** `upper` carries the commit that `lower` was merged as. */
  | { kind: 'carries-merged'; upper: Party; lower: Party; commit: NamedCommit }
  /** `upper` merged a branch of the author of `lower`. */
  | { kind: 'merged-branch'; upper: Party; lower: Party; commit: NamedCommit }
  /** `upper` says in these words that it holds what `lower` does. */
  | { kind: 'takes-in'; upper: Party; lower: Party; words: string }
  /** One author opened both. */
  | { kind: 'next-try'; newer: Party; older: Party }
  /** Both have commits of one person. */
  | { kind: 'one-author'; newer: Party; older: Party; person: string }
  /** The older one was merged before the newer one began; `changesIts`: it changes lines that the older one added. */
  | { kind: 'begun-after-merge'; newer: Party; older: Party; changesIts: boolean }
  /** The newer one removes most of the lines that the older one added, or begins from them. */
  | { kind: 'reworks'; newer: Party; older: Party; by: 'removing' | 'beginning' }
  /** The same change for another branch; `target` is null where it is not said which. */
  | { kind: 'backport'; newer: Party; older: Party; target: string | null; proof: BackportProof }
  /**
   * A program brought `mirror` over from the repository `from`, and said so in a commit; `both`: the other one as well.
   */
  | { kind: 'mirrors'; mirror: Party; other: Party; from: string | null; words: string; both: boolean }
  | { kind: 'reverts'; revert: Party; reverted: Party; proof: RevertProof }

export type BackportProof =
  | { by: 'both-picked'; sha: string }
  | { by: 'picked'; sha: string }
  /** The word in its description. */
  | { by: 'words'; words: string }
  /** The pull request whose merge it carries. */
  | { by: 'merged-as'; number: number }
  /** The branch that the older one is for. */
  | { by: 'target'; target: string }

export type RevertProof =
  | { by: 'commit'; sha: string }
  | { by: 'title'; title: string }
  | { by: 'words'; words: string }
  | { by: 'lines' }

/** What the author of one says of the other. */
export type ClaimFact =
  | { kind: 'claim'; by: Party; words: string }
  | { kind: 'closes-other'; by: Party; other: Party }

/** What two changes have in common. */
export type LikenessFact =
  /** The deciding change is the same, at the same place or at another one. */
  | ({ kind: 'identical'; deciding: FileChannel; inPlace: boolean } & Where)
  /** So many of the added lines of the longer one stand in both; `read`: of its first lines, no more were compared. */
  | ({ kind: 'same-lines'; count: number; of: number; read?: number } & Where)
  | ({ kind: 'same-files'; inPlace: boolean } & Where)
  | ClaimFact
  | { kind: 'close-issues'; issues: string[] }
  | { kind: 'mention-issues'; issues: string[] }
  | { kind: 'same-title' }
  /** Share of the hunks of the smaller change, 0..1. */
  | { kind: 'same-hunks'; share: number }
  | { kind: 'contains'; large: Party; small: Party; share: number }
  /** Both begin with so many of the same commits, which are not merged. */
  | { kind: 'begin-alike'; commits: number }
  /** Nothing stands out. */
  | { kind: 'alike' }
  /** Qualifies the fact before it: it was found in so many commits of a roll-up that no other pull request has. */
  | { kind: 'own-part'; of: Party; commits: number }

/** Why a pull request is worth a look to someone who asks about a change. */
export type AskedFact =
  | { kind: 'your-files'; paths: string[]; more: number }
  | { kind: 'your-words'; words: string[] }
  /** It was found for a pull request that is the change to the letter. */
  | { kind: 'like-twin'; twin: number }

export type PairFact =
  | RelationFact
  | LikenessFact
  | AskedFact
  /** A maintainer has said so, and the comparison had found nothing. */
  | { kind: 'said-by-maintainer' }
  /** A sentence that an older version wrote. */
  | { kind: 'text'; text: string }

/** What would have to be different for a higher category. */
export type Shortfall =
  /** Share of the lines that are the same, and from which share on it would be `to`. */
  | { kind: 'text-share'; share: number; from: number; to: 'SAME_CHANGE' | 'SAME_FEATURE' }
  | { kind: 'score'; score: number; from: number; to: 'SAME_CHANGE' | 'SAME_FEATURE' }
  /** What both have is too little or too common; null: to be any kind of duplicate. */
  | { kind: 'too-little'; to: 'SAME_CHANGE' | null }
  | { kind: 'no-production' }
  /** What they share may be no more than what both began with. */
  | { kind: 'common-start' }
  /** What they share may be no more than commits that others carry too. */
  | { kind: 'carried-commits' }
  /** Each raises another package. */
  | { kind: 'other-packages' }
  /** Both raise one package, to two versions. */
  | { kind: 'other-versions' }
  /** Each is for another release of the repository. */
  | { kind: 'other-releases' }
  /** One of them says that it is not to be merged. */
  | { kind: 'trial' }
  /** Weeks apart both set one switch, label or counter of the settings; when the first was merged is not known. */
  | { kind: 'set-again' }
  /** They are for different lines, of which one at least is a line of releases. */
  | { kind: 'other-lines' }
  /** Each creates files, and none that the other does. */
  | { kind: 'other-files' }
  | { kind: 'by-the-way' }
  /** It came along with what each is for: the titles have no word in common, or the rest is little alike. */
  | { kind: 'comes-along' }
  | { kind: 'other-reverts' }
  | { kind: 'one-reverts' }
  | { kind: 'one-backports' }
  | { kind: 'elsewhere' }
  | { kind: 'text'; text: string }
