import type { CandidateIndex } from '../candidates/candidate-index.ts'
import { samePatch, sharedMass } from '../candidates/shared-mass.ts'
import { isRaisedByBot } from '../change/people.ts'
import { massChannels, portedShare } from '../weights.ts'
import { pickedPull } from './backport.ts'
import type { Side } from './side.ts'

/** Whether a side may bring what neither it nor the other one is, by the number that all of its commits bear. */
export function namesThird(side: Pick<Side, 'commits' | 'revision'>, other: Pick<Side, 'revision'>): boolean {
  const number = pickedPull(side)
  return number !== null && number !== other.revision.number
}

/**
 * The merged pull request that a side brings to another branch, whoever does so: all of its commits bear that one's
 * number, as a squash does, and what it changes is what that one changed. A number alone may be an issue's. Null where
 * it is the other one itself, which is found as that, and beside what a program raises: whoever brings the raise to
 * that branch answers it.
 */
export function findPortOf(
  side: Pick<Side, 'commits' | 'revision' | 'signature'>,
  other: Pick<Side, 'commits' | 'revision'>,
  index: Pick<CandidateIndex, 'isMerged' | 'has' | 'signatureOf' | 'rarity'>,
): number | null {
  const number = pickedPull(side)
  if (number === null || number === other.revision.number) return null
  if ([...other.commits.values()].some(isRaisedByBot)) return null
  if (!index.has(number) || !index.isMerged(number)) return null
  const merged = index.signatureOf(number)
  if (samePatch(side.signature, merged)) return number
  const mass = sharedMass(side.signature, merged, massChannels, index)
  return mass.a > 0 && mass.shared / mass.a >= portedShare && mass.shared / mass.b >= portedShare
    ? number
    : null
}
