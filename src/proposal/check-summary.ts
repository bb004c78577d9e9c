import { codeText } from '../words/strangers-text.ts'
import type { CheckAnswer } from './check-report.ts'

const words = {
  SAME_CHANGE: 'the same change',
  SAME_FEATURE: 'the same feature',
  COMPETING_IMPLEMENTATION: 'another way to do it',
  RELATED: 'related',
} as const

/** What was found for a pull request, as Markdown for a run's summary. Strangers' text stays text: no mention, no link, no markup. */
export function renderCheckSummary({ matches, landed, compared }: CheckAnswer, number: number): string {
  const others = matches.filter((match) => match.number !== number)
  const lines: string[] = []
  if (landed !== null)
    lines.push(
      landed.atTip === true
        ? `The change is on the default branch already: all of it is there at ${landed.sha}`
        : `The change is on the default branch already: ${landed.sha} ${codeText(landed.subject)}`,
      '',
    )
  if (others.length === 0 && landed === null) lines.push(`Nothing like #${number} is proposed.`)
  for (const match of others) {
    const { ofYours, ofTheirs } = match.containment
    const state = match.landed === null ? match.state.toLowerCase() : 'landed'
    lines.push(
      `- #${match.number} ${codeText(match.title)}: **${words[match.category]}** (${match.score.toFixed(2)}), ${state}`,
      ...match.reasons.slice(0, 3).map((reason) => `  - ${codeText(reason, 300)}`),
    )
    if (ofYours !== null && ofTheirs !== null)
      lines.push(`  - it has ${percent(ofYours)} of this one, and this one has ${percent(ofTheirs)} of it`)
  }
  lines.push(
    '',
    `Compared with ${compared.open} of ${compared.of} open pull requests. This is advice: nothing was blocked, and nothing was written to the pull request.`,
  )
  return `## Is it proposed already?\n\n${lines.join('\n')}\n`
}

const percent = (share: number) => `${Math.round(share * 100)}%`
