import type { Findings } from '../domain/pair.ts'
import { percent } from './numbers.ts'

/** What this repository's own verdicts have made of a score: "Of 31 pairs like this here you called 29 duplicates: the score was 80%". Empty where they say nothing. */
export function ownVerdictsSentence({
  evidence: { ownVerdicts },
}: {
  evidence: Pick<Findings, 'ownVerdicts'>
}): string {
  if (ownVerdicts === undefined) return ''
  const { pairs, duplicates, scoreBefore } = ownVerdicts
  return `Of ${pairs} pairs like this here you called ${duplicates} duplicates: the score was ${percent(scoreBefore)}`
}
