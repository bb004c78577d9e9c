import type { FileChannel } from '../domain/alignment.ts'
import type { ShownEdge } from '../domain/answers.ts'
import type { Edge } from '../domain/pair.ts'
import type {
  BackportProof,
  NamedCommit,
  PairFact,
  Party,
  RelationFact,
  RevertProof,
  Shortfall,
} from '../domain/pair-fact.ts'

/** A pair with its facts as sentences, as it is read everywhere. */
export function wordEdge({ evidence: { facts, shortfall, ...findings }, ...edge }: Edge): ShownEdge {
  return {
    ...edge,
    evidence: {
      reasons: wordFacts(facts),
      whyNotHigher: shortfall === null ? null : wordShortfall(shortfall),
      ...findings,
    },
  }
}

/** A clause for each fact, in their order: "both close #12". What qualifies a fact is a part of its clause. */
export function wordFacts(facts: readonly PairFact[]): string[] {
  const clauses: string[] = []
  for (const fact of facts) {
    const clause = wordFact(fact)
    if (fact.kind === 'own-part' && clauses.length > 0) clauses.push(`${clauses.pop()}, ${clause}`)
    else clauses.push(clause)
  }
  return clauses
}

function wordFact(fact: PairFact): string {
  switch (fact.kind) {
    case 'identical':
      return fact.inPlace
        ? `identical ${changeNames[fact.deciding]}${where(fact)}`
        : `the same edit at another place${where(fact)}`
    case 'same-lines':
      return `both add the same ${fact.count} of ${fact.of} lines${where(fact)}`
    case 'same-files':
      return fact.inPlace ? `both change the same place${where(fact)}` : `both change ${files(fact)}`
    case 'claim':
      return `${party(fact.by)} says “${fact.words}”`
    case 'closes-other':
      return `${party(fact.by)} closes ${party(fact.other)}`
    case 'close-issues':
      return `both close ${fact.issues.join(', ')}`
    case 'mention-issues':
      return `both refer to ${fact.issues.join(', ')}`
    case 'same-hunks':
      return `${percent(fact.share)} of the smaller change's hunks lie on the same lines`
    case 'contains':
      return `${party(fact.large)} contains ${percent(fact.share)} of ${party(fact.small)}`
    case 'begin-alike':
      return `both begin with the same ${fact.commits === 1 ? 'commit, which is' : `${fact.commits} commits, which are`} not merged`
    case 'alike':
      return 'their words, places and messages are alike'
    case 'own-part':
      return `by the ${fact.commits === 1 ? 'commit' : `${fact.commits} commits`} of ${party(fact.of)} that no other pull request has`
    case 'your-files':
      return `it changes ${fact.paths.join(', ')}${fact.more > 0 ? ` and ${fact.more} more of your files` : ''}`
    case 'your-words':
      return `its description has your words: ${fact.words.join(', ')}`
    case 'like-twin':
      return `it is like #${fact.twin}, which is your change to the letter`
    case 'said-by-maintainer':
      return 'a maintainer says so'
    case 'text':
      return fact.text
    default: {
      const { who, proof } = wordRelation(fact)
      return proof === null ? who : `${who}: ${proof}`
    }
  }
}

/** Who is what to whom, which holds no colon, and what proves it; null: the sentence says it. */
function wordRelation(fact: RelationFact): { who: string; proof: string | null } {
  switch (fact.kind) {
    case 'roll-up': {
      const { roll, other, commits, carried, both } = fact
      const among = carried === null ? '' : `, among them ${commit(carried)} of ${party(other)}`
      const too = both ? `; so does ${party(other)}` : ''
      return {
        who: `${party(roll)} gathers ${commits} ${commits === 1 ? 'commit' : 'commits'} of other work${among}${too}`,
        proof: null,
      }
    }
    case 'built-on':
      return {
        who: `${party(fact.upper)} is built on ${party(fact.lower)}`,
        proof: `it carries its commit ${commit(fact.commit)}`,
      }
    case 'same-commits':
      return {
        who:
          fact.target === null
            ? `${party(fact.newer)} consists of the commits of ${party(fact.older)}`
            : `${party(fact.newer)} brings the commits of ${party(fact.older)} to ${fact.target}`,
        proof: commit(fact.commit),
      }
    case 'carries-merged':
      return {
        who: `${party(fact.upper)} carries what ${party(fact.lower)} was merged as`,
        proof: commit(fact.commit),
      }
    case 'merged-branch':
      return {
        who: `${party(fact.upper)} merged a branch of the author of ${party(fact.lower)}`,
        proof: commit(fact.commit),
      }
    case 'next-try':
      return {
        who: `${party(fact.newer)} is the same author's next try at ${party(fact.older)}`,
        proof: null,
      }
    case 'one-author':
      return {
        who: `${party(fact.newer)} and ${party(fact.older)} have commits of one author`,
        proof: fact.person,
      }
    case 'begun-after-merge':
      return fact.changesIts
        ? {
            who: `${party(fact.newer)} changes lines that ${party(fact.older)} added`,
            proof: 'it begins from a branch in which that was merged already',
          }
        : {
            who: `${party(fact.newer)} begins from a branch in which ${party(fact.older)} was merged already`,
            proof: null,
          }
    case 'reworks':
      return {
        who: `${party(fact.newer)} reworks what ${party(fact.older)} added`,
        proof: fact.by === 'removing' ? 'it removes most of those lines' : 'it begins from those lines',
      }
    case 'backport':
      return {
        who: `${party(fact.newer)} brings the change of ${party(fact.older)} to ${fact.target ?? 'another branch'}`,
        proof: wordBackport(fact.proof, fact.older),
      }
    case 'reverts':
      return {
        who: `${party(fact.revert)} takes back what ${party(fact.reverted)} does`,
        proof: wordRevert(fact.proof),
      }
  }
}

function wordBackport(proof: BackportProof, older: Party): string {
  switch (proof.by) {
    case 'both-picked':
      return `both were picked from ${short(proof.sha)}`
    case 'picked':
      return `it was picked from ${short(proof.sha)}`
    case 'words':
      return `it says “${proof.words}”`
    case 'merged-as':
      return `it carries what #${proof.number} was merged as`
    case 'target':
      return `${party(older)} is for ${proof.target}`
  }
}

function wordRevert(proof: RevertProof): string {
  switch (proof.by) {
    case 'commit':
      return `“This reverts commit ${proof.sha.slice(0, 10)}”`
    case 'title':
      return `“${proof.title}”`
    case 'words':
      return `“${proof.words}”`
    case 'lines':
      return 'it removes the lines that the other adds, and adds those that it removes'
  }
}

/** What would have to be different for a higher category. */
export function wordShortfall(shortfall: Shortfall): string {
  switch (shortfall.kind) {
    case 'text-share':
      return `their lines are ${percent(shortfall.share)} the same; from ${percent(shortfall.from)} on${shortfall.to === 'SAME_CHANGE' ? ', at the same place,' : ''} it would be the ${higher[shortfall.to]}`
    case 'score':
      return `the score is ${shortfall.score.toFixed(2)}; from ${shortfall.from.toFixed(2)} on it would be the ${higher[shortfall.to]}`
    case 'too-little':
      return shortfall.to === null
        ? 'what they share is too little or too common to tell'
        : `what they share is too little or too common to be the ${higher[shortfall.to]}`
    case 'no-production':
      return 'no production code decides: tests, docs and metadata alone make no duplicate'
    case 'common-start':
      return 'what they have in common may be no more than what both began with'
    case 'one-reverts':
      return 'one of them is the revert of something else'
    case 'one-backports':
      return 'one of them brings something to another branch'
    case 'elsewhere':
      return 'the same edit at another place mends something else'
    case 'text':
      return shortfall.text
  }
}

const higher = { SAME_CHANGE: 'same change', SAME_FEATURE: 'same feature' } as const

/** What a change that decides by such files is called. */
const changeNames: Record<FileChannel, string> = {
  production: 'production change',
  docs: 'documentation change',
  test: 'test change',
  metadata: 'change of project files',
  generated: 'change of generated files',
}

/** "#12", or the change that has no number yet. */
const party = (one: Party): string => (one === 'yours' ? 'your change' : `#${one}`)

const files = ({ path, more }: { path: string | null; more: number }): string =>
  `${path ?? 'the same files'}${more > 0 ? ` and ${more} more` : ''}`
const where = (place: { path: string | null; more: number }): string =>
  place.path === null ? '' : ` in ${files(place)}`

const short = (sha: string): string => sha.slice(0, 7)
const commit = ({ sha, subject }: NamedCommit): string => `${short(sha)} “${subject}”`
const percent = (share: number): string => `${Math.round(share * 100)}%`
