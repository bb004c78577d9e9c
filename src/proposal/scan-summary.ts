import { codeText } from '../words/strangers-text.ts'

interface Member {
  number: number
  title: string
  state: string
}
interface ScannedSet {
  category: string
  score: number
  original: number
  reason: string
  members: readonly Member[]
}

const mostSets = 50
const mostMembers = 20

/** The duplicate sets of a scan, as Markdown for a run's summary. Strangers' text stays text: no mention, no link, no markup. */
export function renderScanSummary(
  { listed, analyzed, unchanged }: { listed: number; analyzed: number; unchanged: number },
  sets: readonly ScannedSet[],
): string {
  const lines = sets
    .slice(0, mostSets)
    .flatMap(({ category, score, original, reason, members }) => [
      `- **${category.toLowerCase().replaceAll('_', ' ')}** (${score.toFixed(2)}), original #${original}: ${codeText(reason, 300)}`,
      ...members
        .slice(0, mostMembers)
        .map(({ number, title, state }) => `  - #${number} ${codeText(title)} ${state.toLowerCase()}`),
      ...(members.length > mostMembers ? [`  - and ${members.length - mostMembers} more`] : []),
    ])
  if (sets.length > mostSets) lines.push(`- and ${sets.length - mostSets} more sets`)
  const count = `${sets.length} duplicate ${sets.length === 1 ? 'set' : 'sets'}`
  return `## ${count}\n\n${lines.join('\n')}\n\n${listed} pull requests, ${analyzed} read, ${unchanged} unchanged.\n`
}
