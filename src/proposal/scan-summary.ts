import type { KeeperFacts } from '../domain/keeper.ts'
import type { Category } from '../domain/pair.ts'
import type { PullState } from '../domain/pull-request.ts'
import { pairName } from '../words/categories.ts'
import { count, number } from '../words/numbers.ts'
import { stateWord } from '../words/pull-state.ts'
import { setSentence } from '../words/set-sentence.ts'
import { codeText } from '../words/strangers-text.ts'

interface Member {
  number: number
  title: string
  state: PullState
  landed: object | null
}
interface ScannedSet extends KeeperFacts {
  category: Category
  score: number
  reason: string
  members: readonly Member[]
}

const mostSets = 50
const mostMembers = 20

/**
 * The duplicate sets of a scan, as Markdown for a run's summary. Strangers' text stays text: no mention, no link, no
 * markup.
 */
export function renderScanSummary(
  { listed, analyzed, unchanged }: { listed: number; analyzed: number; unchanged: number },
  sets: readonly ScannedSet[],
): string {
  const lines = sets
    .slice(0, mostSets)
    .flatMap((set) => [
      `- **${pairName({ ...set, relation: null })}** (${set.score.toFixed(2)}): ${setSentence(set)}${set.reason === '' ? '' : `: ${codeText(set.reason, 300)}`}`,
      ...set.members
        .slice(0, mostMembers)
        .map((member) => `  - #${member.number} ${codeText(member.title)} ${stateWord(member)}`),
      ...(set.members.length > mostMembers ? [`  - and ${set.members.length - mostMembers} more`] : []),
    ])
  if (sets.length > mostSets) lines.push(`- and ${sets.length - mostSets} more sets`)
  return `## ${count(sets.length, 'duplicate set')}\n\n${lines.join('\n')}\n\n${count(listed, 'pull request')}, ${number(analyzed)} read, ${number(unchanged)} unchanged.\n`
}
