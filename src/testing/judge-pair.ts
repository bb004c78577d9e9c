import type { Revision } from '../domain/revision.ts'
import { CandidateIndex } from '../triage/candidates/candidate-index.ts'
import { deriveSignature } from '../triage/candidates/signature.ts'
import { deriveEdge } from '../triage/judge/judge-pair.ts'
import { readSide } from '../triage/judge/side.ts'
import { wordEdge } from '../words/pair-reasons.ts'
import { sampleStrangers } from './revisions.ts'

const strangers = sampleStrangers(80).map((revision) => ({
  number: revision.number,
  signature: deriveSignature(revision),
}))

/** What a pair amounts to, in words, among eighty strangers and the others that are given. */
export function judgePair(a: Revision, b: Revision, others: Revision[] = []) {
  const index = new CandidateIndex([
    ...strangers,
    ...[a, b, ...others].map((revision) => ({
      number: revision.number,
      signature: deriveSignature(revision),
    })),
  ])
  const edge = deriveEdge(readSide(a), readSide(b), index.compare(a.number, b.number), index)
  return edge && wordEdge(edge)
}

const strong = ['SAME_CHANGE', 'SAME_FEATURE', 'COMPETING_IMPLEMENTATION']

/** Whether a pair would be put into one duplicate set. */
export function isDuplicate(edge: ReturnType<typeof judgePair>): boolean {
  return edge !== null && edge.relation === null && strong.includes(edge.category)
}
