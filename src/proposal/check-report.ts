import type { PullState } from '../domain/pull-request.ts'
import { clip, flow } from '../terminal/clip.ts'
import type { View } from '../terminal/view.ts'
import { terminalText } from '../words/strangers-text.ts'

/** What `POST /check` answers, as far as it is shown. */
export interface CheckAnswer {
  matches: {
    number: number
    title: string
    author: string | null
    state: PullState
    landed: { sha: string; committedAt: string } | null
    url: string | null
    category: 'SAME_CHANGE' | 'SAME_FEATURE' | 'COMPETING_IMPLEMENTATION' | 'RELATED'
    relation: string | null
    score: number
    reasons: string[]
    containment: { ofYours: number | null; ofTheirs: number | null }
    sharedPaths: string[]
    sharedLines: { count: number; lines: string[] }
  }[]
  /** `atTip`: which commit brought it is not known, only that it is there at this one. */
  landed: { sha: string; subject: string; committedAt: string; atTip?: boolean } | null
  compared: { open: number; closed: number; of: number; ageSeconds: number | null }
}

const headings = {
  SAME_CHANGE: 'the same change',
  SAME_FEATURE: 'the same feature',
  COMPETING_IMPLEMENTATION: 'another way to do it',
  RELATED: 'related',
} as const
const states = { OPEN: 'open', CLOSED: 'closed', MERGED: 'merged' } as const
const shownReasons = 3
const shownLines = 3
const hour = 3_600

/** What was found, for a person: no line longer than the view is wide, every stranger's text made safe. */
export function renderCheck(answer: CheckAnswer, repository: string, view: View): string {
  const { matches, landed } = answer
  const lines: string[] = []
  const line = (text: string) => lines.push(clip(text, view.width))
  if (landed !== null) {
    const at = `${landed.sha.slice(0, 10)} of ${landed.committedAt.slice(0, 10)}`
    line('Your change is on the default branch already.')
    line(landed.atTip === true ? `  All of it is there at ${at}.` : `  ${at}: ${terminalText(landed.subject)}`)
    lines.push('')
  }
  for (const match of matches) {
    const { containment, sharedLines } = match
    const state = match.landed === null ? states[match.state] : `landed as ${match.landed.sha.slice(0, 10)}`
    line(`#${match.number} ${terminalText(match.title)}`)
    line(
      `  ${headings[match.category]} ${match.score.toFixed(2)} · ${state} · ${terminalText(match.author ?? 'unknown')}`,
    )
    for (const reason of match.reasons.slice(0, shownReasons)) line(`  · ${terminalText(reason)}`)
    const isSaid = match.reasons.some((reason) => / contains \d+% of /.test(reason))
    if (!isSaid && containment.ofYours !== null && containment.ofTheirs !== null)
      line(
        `  · it has ${percent(containment.ofYours)} of yours, yours has ${percent(containment.ofTheirs)} of it`,
      )
    for (const shared of sharedLines.lines.slice(0, shownLines)) line(`    + ${terminalText(shared)}`)
    const more = sharedLines.count - Math.min(sharedLines.lines.length, shownLines)
    if (more > 0) line(`    … and ${more} more ${more === 1 ? 'line' : 'lines'} that both add`)
    if (match.url !== null) line(`  ${terminalText(match.url)}`)
    lines.push('')
  }
  if (matches.length === 0 && landed === null)
    line(`Nothing like it is proposed in ${terminalText(repository)}.`)
  lines.push(...flow(describeCompared(answer.compared), view.width))
  return `${lines.join('\n')}\n`
}

function describeCompared({ open, closed, of, ageSeconds }: CheckAnswer['compared']): string[] {
  const count = (value: number) => value.toLocaleString('en-US')
  return [
    `compared with ${count(open)} of ${count(of)} open pull requests`,
    ...(closed > 0 ? [`and ${count(closed)} closed ones`] : []),
    ageSeconds === null ? 'no scan is done yet' : `${describeAge(ageSeconds)} old`,
  ]
}

function describeAge(seconds: number): string {
  const say = (value: number, unit: string) => `${value} ${unit}${value === 1 ? '' : 's'}`
  if (seconds < 60) return say(seconds, 'second')
  if (seconds < hour) return say(Math.round(seconds / 60), 'minute')
  if (seconds < 48 * hour) return say(Math.round(seconds / hour), 'hour')
  return say(Math.round(seconds / (24 * hour)), 'day')
}

const percent = (share: number) => `${Math.round(share * 100)}%`
