import { type BroughtOver, mostlyBroughtOver } from '../change/brought-over.ts'
import { competingText } from '../weights.ts'
import { onceFor } from './once-for.ts'
import type { OwnMeasures } from './pair-facts.ts'
import { type FoundRelation, partyOf } from './relation-facts.ts'
import type { Side } from './side.ts'

const broughtOverBy = onceFor(({ revision }: Side): BroughtOver | null => mostlyBroughtOver(revision.commits))

/**
 * A program brought one of them over from another repository, where it was merged: it takes nobody's place, and goes in
 * whatever becomes of the other. Where it brought both, what these have in common is that repository's.
 */
export function findMirror(older: Side, newer: Side, measures: OwnMeasures): FoundRelation | null {
  const [ofOlder, ofNewer] = [broughtOverBy(older), broughtOverBy(newer)]
  const said = ofNewer ?? ofOlder
  if (said === null) return null
  const both = ofOlder !== null && ofNewer !== null
  if (!both && !measures.identical && !measures.sameOutcome && (measures.text ?? 0) < competingText)
    return null
  const [mirror, other] = ofNewer === null ? [older, newer] : [newer, older]
  const own = mirror.revision.repository?.toLowerCase()
  const source = said.from?.toLowerCase()
  // Of two only what is true of both is said.
  const isOfBoth = !both || ofOlder.from?.toLowerCase() === source
  const from = source === own || !isOfBoth ? null : said.from
  return {
    relation: 'MIRROR',
    fact: { kind: 'mirrors', mirror: partyOf(mirror), other: partyOf(other), from, words: said.words, both },
  }
}
