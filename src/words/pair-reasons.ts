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
} from '../domain/pair-fact.ts'
import { shortSha } from './landing.ts'
import { count, number, share } from './numbers.ts'
import { wordShortfall } from './shortfall.ts'

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
        : `the same edit at a different place${where(fact)}`
    case 'same-lines':
      return `${fact.read === undefined ? '' : `of the first ${number(fact.read)} lines, `}${addedLines(fact)} identical${where(fact)}`
    case 'same-files':
      return fact.inPlace ? `both change the same place${where(fact)}` : `both change ${files(fact)}`
    case 'claim':
      return `${party(fact.by)} says “${fact.words}”`
    case 'closes-other':
      return `${party(fact.by)} closes ${party(fact.other)}`
    case 'close-issues':
      return `both close ${list(fact.issues)}`
    case 'mention-issues':
      return `both mention ${list(fact.issues)}`
    case 'same-title':
      return 'their titles say the same thing'
    case 'same-hunks':
      return `${share(fact.share)} of the smaller change’s hunks touch the same lines`
    case 'contains':
      return `${party(fact.large)} contains ${share(fact.share)} of ${party(fact.small)}`
    case 'begin-alike':
      return `both start with the same ${fact.commits === 1 ? 'commit, which has' : `${fact.commits} commits, which have`} not been merged`
    case 'alike':
      return 'similar wording, paths and description'
    case 'own-part':
      return `counting only the ${fact.commits === 1 ? 'commit' : `${fact.commits} commits`} of ${party(fact.of)} that no other pull request has`
    case 'your-files':
      return `it changes ${fact.paths.join(', ')}${fact.more > 0 ? ` and ${fact.more} more of your files` : ''}`
    case 'your-words':
      return `its description uses your words: ${fact.words.join(', ')}`
    case 'like-twin':
      return `it is similar to #${fact.twin}, which is identical to your change`
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
      const too = both ? `, and so does ${party(other)}` : ''
      // A head of merges alone has none.
      const what =
        commits === 0 ? 'only merges other branches' : `collects ${count(commits, 'commit')} of other work`
      return {
        who: `${party(roll)} ${what}${too}`,
        proof: carried === null ? null : `${commit(carried)} comes from ${party(other)}`,
      }
    }
    case 'built-on':
      return {
        who: `${party(fact.upper)} is built on ${party(fact.lower)}`,
        proof: `it includes commit ${commit(fact.commit)}`,
      }
    case 'same-commits':
      return {
        who:
          fact.target === null
            ? `${party(fact.newer)} has the same commits as ${party(fact.older)}`
            : `${party(fact.newer)} brings the commits of ${party(fact.older)} to ${fact.target}`,
        proof: `the last is ${commit(fact.commit)}`,
      }
    case 'carries-merged':
      return {
        who: `${party(fact.upper)} includes the commit that ${party(fact.lower)} was merged as`,
        proof: commit(fact.commit),
      }
    case 'merged-branch':
      return {
        who: `${party(fact.upper)} merged a branch by the author of ${party(fact.lower)}`,
        proof: commit(fact.commit),
      }
    case 'takes-in':
      return {
        who: `${party(fact.upper)} is built on ${party(fact.lower)}`,
        proof: `it says “${fact.words}”`,
      }
    case 'next-try':
      return {
        who: `${party(fact.newer)} is another attempt at ${party(fact.older)} by the same author`,
        proof: null,
      }
    case 'one-author':
      return {
        who: `${party(fact.newer)} and ${party(fact.older)} have commits by the same author`,
        proof: fact.person,
      }
    case 'begun-after-merge':
      return fact.changesIts
        ? {
            who: `${party(fact.newer)} changes lines that ${party(fact.older)} added`,
            proof: `it was begun after ${party(fact.older)} had been merged`,
          }
        : {
            who: `${party(fact.newer)} was begun after ${party(fact.older)} had been merged`,
            proof: null,
          }
    case 'reworks':
      return {
        who: `${party(fact.newer)} reworks what ${party(fact.older)} added`,
        proof: fact.by === 'removing' ? 'it removes most of those lines' : 'it starts from those lines',
      }
    case 'backport':
      return {
        who: `${party(fact.newer)} brings the change in ${party(fact.older)} to ${fact.target ?? 'another branch'}`,
        proof: wordBackport(fact.proof, fact.older),
      }
    case 'mirrors': {
      const from = fact.from === null ? 'made elsewhere' : `made in ${fact.from}`
      const what = fact.both ? `and ${party(fact.other)} bring changes` : 'brings a change'
      return {
        who: `${party(fact.mirror)} ${what} over that ${fact.both ? 'were' : 'was'} ${from}`,
        proof: `${fact.both ? party(fact.mirror) : 'it'} says “${fact.words}”`,
      }
    }
    case 'reverts':
      return {
        who: `${party(fact.revert)} reverts ${party(fact.reverted)}`,
        proof: wordRevert(fact.proof),
      }
  }
}

function wordBackport(proof: BackportProof, older: Party): string {
  switch (proof.by) {
    case 'both-picked':
      return `both were cherry-picked from ${shortSha(proof.sha)}`
    case 'picked':
      return `it was cherry-picked from ${shortSha(proof.sha)}`
    case 'words':
      return `it says “${proof.words}”`
    case 'merged-as':
      return `it includes the commit that #${proof.number} was merged as`
    case 'target':
      return `${party(older)} targets ${proof.target}`
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
      return 'it removes the lines that the other adds, and adds those that the other removes'
  }
}

/** What a change that decides by such files is called. */
const changeNames: Record<FileChannel, string> = {
  production: 'production change',
  docs: 'documentation change',
  test: 'test change',
  metadata: 'change to project files',
  generated: 'change to generated files',
}

/** "#12", or the change that has no number yet. */
const party = (one: Party): string => (one === 'yours' ? 'your change' : `#${one}`)

const files = ({ path, more }: { path: string | null; more: number }): string =>
  `${path ?? 'the same files'}${more > 0 ? ` and ${count(more, 'more file')}` : ''}`
const where = (place: { path: string | null; more: number }): string =>
  place.path === null ? '' : ` in ${files(place)}`

const commit = ({ sha, subject }: NamedCommit): string => `${shortSha(sha)} “${subject}”`

/** "#1", "#1 and #2", "#1, #2 and #3". */
const list = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`

/** "94 of 134 added lines are", with its verb; "94 of 134 added ones are" where lines were named before. */
function addedLines({ count: same, of, read }: { count: number; of: number; read?: number }): string {
  const [line, lines] = read === undefined ? ['line', 'lines'] : ['one', 'ones']
  if (same < of) return `${number(same)} of ${number(of)} added ${lines} ${same === 1 ? 'is' : 'are'}`
  if (of === 1) return `the only added ${line} is`
  return of === 2 ? `both added ${lines} are` : `all ${number(of)} added ${lines} are`
}
