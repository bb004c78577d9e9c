import { terminalText } from '../words/strangers-text.ts'
import { type Evaluation, recallRanks } from './evaluate.ts'
import type { JudgedEvaluation } from './judge.ts'

/** The same figures for a person, recall with its 95% interval. */
export function renderEvaluation(result: Evaluation): string {
  const { evaluated } = result
  const recall = recallRanks.map((k) => {
    const share = result.recall[k]
    const [low, high] = wilson(Math.round(share * evaluated), evaluated)
    return `  R@${String(k).padEnd(3)} ${share.toFixed(3)}   (${low.toFixed(3)} to ${high.toFixed(3)})`
  })
  const flags = result.flagged.threshold.map(
    ({ t, flagged, labelled, knownDuplicate }) =>
      `  ${t.toFixed(2).padEnd(7)} ${String(flagged).padStart(7)}  ${percent(flagged / Math.max(result.prs, 1)).padStart(6)}  ${String(labelled).padStart(8)}  ${String(knownDuplicate).padStart(10)}`,
  )
  return [
    `${result.repo}: ${result.prs} pull requests${result.unreadable > 0 ? ` (${result.unreadable} more cannot be read)` : ''}, ${evaluated} of ${result.pairs} labelled pairs`,
    ...recall,
    `  MRR   ${result.mrr.toFixed(3)}`,
    '  score   flagged   share  labelled  known pair',
    ...flags,
    `  signature ${result.msPerSignature.toFixed(2)} ms, query ${result.msPerQuery.toFixed(2)} ms (medians), peak ${result.peakRssMb} MB`,
    '',
  ].join('\n')
}

/**
 * The interval that holds a share with 95% confidence (Wilson 1927): right for small counts, where the normal one is
 * not.
 */
export function wilson(successes: number, trials: number): [number, number] {
  if (trials === 0) return [0, 1]
  const z = 1.96
  const share = successes / trials
  const centre = share + (z * z) / (2 * trials)
  const spread = z * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials))
  const all = 1 + (z * z) / trials
  return [Math.max((centre - spread) / all, 0), Math.min((centre + spread) / all, 1)]
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`
}

/** How many judged pairs are called what they are, and those that are not, a line each. */
export function renderJudged({ repo, pairs, evaluated, right, wrong, answers }: JudgedEvaluation): string {
  const lines = [
    `${repo}: ${evaluated} of ${pairs} judged pairs are in the mirror`,
    `right ones shown as duplicates   ${right.shown} of ${right.pairs}`,
    `wrong ones not shown             ${wrong.notShown} of ${wrong.pairs}`,
  ]
  for (const { a, b, label, shown, now, reason } of answers) {
    if (shown === null || shown === (label === 'yes')) continue
    const said =
      now === null ? 'nothing' : [now.category, now.relation, now.score.toFixed(2)].filter(Boolean).join(' ')
    lines.push(
      `#${a} ${typeof b === 'number' ? `#${b}` : b}: ${label}, and is ${said} (${terminalText(reason)})`,
    )
  }
  return `${lines.join('\n')}\n`
}
