import type { Landed } from '../domain/answers.ts'
import type { Category } from '../domain/pair.ts'
import type { PullState } from '../domain/pull-request.ts'
import { clip, flow } from '../terminal/clip.ts'
import type { View } from '../terminal/view.ts'
import { pairName } from '../words/categories.ts'
import {
  type Compared,
  comparedParts,
  type FoundThere,
  foundThere,
  nothingSimilar,
  sharesSentence,
} from '../words/check-answer.ts'
import { shownAuthor } from '../words/login.ts'
import { count } from '../words/numbers.ts'
import { stateWord } from '../words/pull-state.ts'
import { terminalText } from '../words/strangers-text.ts'

/** What `POST /check` answers, as far as it is shown. */
export interface CheckAnswer {
  matches: {
    number: number
    title: string
    author: string | null
    state: PullState
    landed: Landed | null
    url: string | null
    category: Category
    relation: string | null
    score: number
    reasons: string[]
    containment: { ofYours: number | null; ofTheirs: number | null }
    sharedPaths: string[]
    sharedLines: { count: number; lines: string[] }
  }[]
  landed: FoundThere | null
  compared: Compared
}

const shownReasons = 3
const shownLines = 3

/** What was found, for a person: no line longer than the view is wide, every stranger's text made safe. */
export function renderCheck(answer: CheckAnswer, repository: string, view: View): string {
  const { matches, landed } = answer
  const lines: string[] = []
  const line = (text: string) => lines.push(clip(text, view.width))
  if (landed !== null) {
    line(foundThere(landed, terminalText))
    lines.push('')
  }
  for (const match of matches) {
    const { sharedLines } = match
    line(`#${match.number} ${terminalText(match.title)}`)
    line(
      `  ${pairName(match)} ${match.score.toFixed(2)} · ${stateWord(match)} · ${terminalText(match.author === null ? 'unknown' : shownAuthor(match.author))}`,
    )
    for (const reason of match.reasons.slice(0, shownReasons)) line(`  · ${terminalText(reason)}`)
    const shares = sharesSentence(match)
    if (shares !== null) line(`  · ${shares}`)
    for (const shared of sharedLines.lines.slice(0, shownLines)) line(`    + ${terminalText(shared)}`)
    const more = sharedLines.count - Math.min(sharedLines.lines.length, shownLines)
    if (more > 0) line(`    … and ${count(more, 'more line')} that both add`)
    if (match.url !== null) line(`  ${terminalText(match.url)}`)
    lines.push('')
  }
  if (matches.length === 0 && landed === null) line(nothingSimilar(terminalText(repository)))
  lines.push(...flow(comparedParts(answer.compared), view.width))
  return `${lines.join('\n')}\n`
}
