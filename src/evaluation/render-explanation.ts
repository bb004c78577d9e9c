import { clip, column } from '../terminal/clip.ts'
import { terminalText } from '../words/strangers-text.ts'
import type { ExplainedSide, Explanation } from './explain.ts'

const shownFiles = 8

/** An explanation for a person, stage by stage; strangers' text is made safe, and no line is longer than `width`. */
export function renderExplanation(explanation: Explanation, width: number): string {
  const { a, b, channels, measures, relation, edge, lookedAt } = explanation
  const number = (value: number) => value.toFixed(2)
  const lines = [
    `#${a.number} and #${b.number} of ${terminalText(explanation.repo)}, among ${explanation.among} pull requests`,
    ...describeSide(a),
    ...describeSide(b),
    '',
    `${column('channel', 16)}${column('terms', 14)}${column('cosine', 9)}counts`,
    ...channels.map(({ name, ofA, ofB, cosine, counts }) =>
      [
        column(name, 16),
        column(`${ofA} and ${ofB}`, 14),
        column(cosine === null ? '-' : number(cosine), 9),
        cosine === null ? '' : number(counts),
      ].join(''),
    ),
    `similarity ${number(explanation.similarity)}, for ranking ${number(explanation.score)}`,
    '',
    `candidates: #${b.number} is ${rank(a.rankOfOther)} of #${a.number}, #${a.number} is ${rank(b.rankOfOther)} of #${b.number}`,
    `looked at closely: ${lookedAt.yes ? 'yes' : 'no'}, ${lookedAt.why}`,
    '',
    'measures',
    ...Object.entries(measures).map(([name, value]) => `  ${column(name, 18)}${terminalText(say(value))}`),
    '',
    `relation: ${relation === null ? 'none' : `${relation.relation}, ${terminalText(relation.reason)}`}`,
    edge === null
      ? 'verdict: not worth showing'
      : `verdict: ${edge.category}${edge.relation === null ? '' : ` (${edge.relation}, so no duplicate)`}, ${number(edge.score)}`,
    ...(edge?.evidence.reasons ?? []).map((reason) => `  - ${terminalText(reason)}`),
    ...(edge?.evidence.whyNotHigher == null
      ? []
      : [`  not higher, since ${terminalText(edge.evidence.whyNotHigher)}`]),
  ]
  return `${lines.map((line) => clip(line, width)).join('\n')}\n`
}

const rank = (place: number | null) => (place === null ? 'no candidate' : `candidate ${place}`)

function describeSide({ number, title, author, deciding, files }: ExplainedSide): string[] {
  const more = files.length - shownFiles
  return [
    `#${number} ${terminalText(title)} (${terminalText(author ?? 'unknown')}), decided by its ${deciding} files`,
    ...files
      .slice(0, shownFiles)
      .map(({ path, channel }) => `    ${column(channel, 11)}${terminalText(path)}`),
    ...(more > 0 ? [`    and ${more} more files`] : []),
  ]
}

function say(value: unknown): string {
  if (typeof value === 'number') return String(Math.round(value * 1_000) / 1_000)
  return typeof value === 'string' ? value : JSON.stringify(value)
}
