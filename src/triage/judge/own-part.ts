import type { Edge } from '../../domain/pair.ts'
import type { PairFact } from '../../domain/pair-fact.ts'
import type { Revision, RevisionCommit } from '../../domain/revision.ts'
import type { CandidateIndex } from '../candidates/candidate-index.ts'
import { deriveSignature, type Signature } from '../candidates/signature.ts'
import type { PathRules } from '../change/paths.ts'
import type { ComparedPull } from '../compare.ts'
import { evidenceFloor, evidencePerPull } from '../weights.ts'
import type { ReadRevisions } from './held-sides.ts'
import { deriveEdge } from './judge-pair.ts'
import type { OwnPart, PairMemory } from './pair-memory.ts'
import { sharedCommits } from './relation.ts'
import { broughtNumber, partyOf } from './relation-facts.ts'
import { readSide, type Side } from './side.ts'

/**
 * The part of a roll-up that no other pull request has, as if it were a pull request by itself: its own commits, less
 * those that another pull request carries too. Null when there is none, or none is known.
 * @param countCarriers how many pull requests carry a commit, itself among them.
 */
function deriveOwnPart(
  revision: Revision,
  countCarriers: (commit: RevisionCommit) => number,
): Revision | null {
  if (revision.own == null || revision.own.length === 0) return null
  const patches = new Map(revision.own.map(({ sha, patch }) => [sha, patch]))
  const commits = revision.commits.filter((commit) => patches.has(commit.sha) && countCarriers(commit) <= 1)
  if (commits.length === 0) return null
  const [title = '', ...body] = commits[0]!.message.split('\n')
  return {
    ...revision,
    title: title.trim(),
    // What the description says is said of the whole.
    body: body.join('\n').trim(),
    commits,
    patch: commits.map(({ sha }) => patches.get(sha)!).join(''),
    own: null,
  }
}

/** Compares roll-ups with others by what is their own. */
export interface OwnParts {
  /** Pairs of a roll-up and another pull request that is like its own part; at least one of the two is open. */
  choosePairs(
    pulls: readonly ComparedPull[],
    readRevisions: ReadRevisions,
    memory: PairMemory,
    yieldLoop: () => Promise<void>,
  ): Promise<{ pairs: { a: number; b: number }[]; parts: OwnPart[] }>
  /**
   * What a roll-up's own part is to another pull request; null where it is no duplicate, or where the whole has to be
   * compared.
   */
  judge(one: Side, other: Side): Edge | null
}

export function openOwnParts(index: CandidateIndex, rules: PathRules | undefined): OwnParts {
  const { numbers, countCarriers, nameCarried } = index.findRollUps()
  const rollUps = new Set(numbers)
  /** The last one that was read: pairs come in order, and one at a time bounds the memory. */
  let last: { of: Side; part: Side | null } | undefined

  const readPart = (side: Side): Side | null => {
    if (last?.of !== side) {
      const own = deriveOwnPart(side.revision, countCarriers)
      last = { of: side, part: own === null ? null : readSide(own, undefined, rules) }
    }
    return last.part
  }

  return {
    async choosePairs(pulls, readRevisions, memory, yieldLoop) {
      const open = new Set(pulls.flatMap(({ number, state }) => (state === 'OPEN' ? [number] : [])))
      const signatures = new Map<number, Signature | null | undefined>(
        numbers.map((number) => [number, memory.recallOwnPart(number, nameCarried(number))]),
      )
      for await (const revision of await readRevisions(
        numbers.filter((number) => signatures.get(number) === undefined),
      )) {
        await yieldLoop()
        const own = deriveOwnPart(revision, countCarriers)
        signatures.set(revision.number, own && deriveSignature(own, undefined, rules))
      }
      const pairs: { a: number; b: number }[] = []
      const parts: OwnPart[] = []
      for (const [number, signature] of signatures) {
        if (signature === undefined) continue
        parts.push({ number, carried: nameCarried(number), signature })
        if (signature === null) continue
        await yieldLoop()
        const accepts = (other: number) => !rollUps.has(other) && (open.has(number) || open.has(other))
        for (const candidate of index.findCandidates({ number, signature }, evidencePerPull, accepts))
          if (candidate.similarity >= evidenceFloor)
            pairs.push({ a: Math.min(number, candidate.number), b: Math.max(number, candidate.number) })
      }
      return { pairs, parts }
    },

    judge(one, other) {
      // Two roll-ups are two ways of gathering, even where each has a part of its own.
      if (one.rollUp === other.rollUp) return null
      const [gathers, single] = one.rollUp ? [one, other] : [other, one]
      if (carries(gathers, single)) return null
      const part = readPart(gathers)
      if (part === null) return null
      const { number } = part.revision
      const candidate = index.compareWith({ number, signature: part.signature }, single.revision.number)
      const edge = candidate && deriveEdge(part, single, candidate, index, { isOwnPart: true })
      if (edge === null || edge.category === 'RELATED') return null
      const [deciding, ...facts] = edge.evidence.facts
      const own: PairFact = { kind: 'own-part', of: partyOf(part), commits: part.revision.commits.length }
      return { ...edge, evidence: { ...edge.evidence, facts: [deciding!, own, ...facts] } }
    },
  }
}

/** Whether a roll-up brings what the other one is. */
function carries(gathers: Side, single: Side): boolean {
  const { number } = single.revision
  return (
    sharedCommits(gathers, single).length > 0 ||
    gathers.revision.commits.some(({ message }) => broughtNumber(message) === number)
  )
}
