import type { Findings } from '../domain/pair.ts'
import { percent } from './numbers.ts'

/**
 * What this repository's own verdicts have made of a score: "You called 29 of 31 pairs like this one duplicates:
 * without that, the score would be 80%". Empty where they say nothing.
 */
export function ownVerdictsSentence({
  evidence: { ownVerdicts },
}: {
  evidence: Pick<Findings, 'ownVerdicts'>
}): string {
  if (ownVerdicts === undefined) return ''
  const { pairs, duplicates, scoreBefore } = ownVerdicts
  return `You called ${duplicates} of ${pairs} pairs like this one duplicates: without that, the score would be ${percent(scoreBefore)}`
}
