import { pairName } from '../words/categories.ts'
import { comparedSentence, foundThere, sharesSentence } from '../words/check-answer.ts'
import { stateWord } from '../words/pull-state.ts'
import { codeText } from '../words/strangers-text.ts'
import type { CheckAnswer } from './check-report.ts'

/**
 * What was found for a pull request, as Markdown for a run's summary. Strangers' text stays text: no mention, no link,
 * no markup.
 */
export function renderCheckSummary({ matches, landed, compared }: CheckAnswer, number: number): string {
  const others = matches.filter((match) => match.number !== number)
  const lines: string[] = []
  if (landed !== null) lines.push(foundThere(landed, codeText), '')
  if (others.length === 0 && landed === null) lines.push(`Nothing similar to #${number} has been proposed.`)
  for (const match of others) {
    const shares = sharesSentence(match, 'this change')
    lines.push(
      `- #${match.number} ${codeText(match.title)}: **${pairName(match)}** (${match.score.toFixed(2)}), ${stateWord(match)}`,
      ...match.reasons.slice(0, 3).map((reason) => `  - ${codeText(reason, 300)}`),
    )
    if (shares !== null) lines.push(`  - ${shares}`)
  }
  lines.push(
    '',
    `${comparedSentence(compared)} This is advice: nothing was blocked, and nothing was written to the pull request.`,
  )
  return `## Has it been proposed already?\n\n${lines.join('\n')}\n`
}
