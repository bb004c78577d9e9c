import { styleText } from 'node:util'
import type { DuplicateSet } from '../domain/pair.ts'
import type { PullState } from '../domain/pull-request.ts'
import { pairName } from '../words/categories.ts'
import { shownAuthor } from '../words/login.ts'
import { stateMark } from '../words/pull-state.ts'
import { setSentence } from '../words/set-sentence.ts'
import { terminalText } from '../words/strangers-text.ts'
import { clip, column, widthOf } from './clip.ts'
import type { View } from './view.ts'

/** A member as it is shown: the set's own fact (role) and the pull request's. */
export interface ShownMember {
  number: number
  role: 'original' | 'duplicate' | 'merged'
  title: string
  author: string | null
  state: PullState
  draft: boolean
  url: string | null
  createdAt: string
  /** The commit of the default branch that has the same change already. */
  landed: object | null
}
export interface ShownSet
  extends Pick<DuplicateSet, 'id' | 'category' | 'score' | 'original' | 'alreadyMerged'> {
  members: ShownMember[]
  reason: string
}

/** A set may have any number; the heading counts them all. */
const mostMembers = 20
const dateWidth = 10
const longestAuthor = 24
/** Below this a title needs the room that its author would take. */
const authorFrom = 60

/**
 * The duplicate sets for a person: a heading with category, score and who does the same as whom; a line for each
 * member, the suggested original first; the reason. No line is longer than the view is wide, and every stranger's text
 * is made safe for the terminal.
 */
export function renderSets(sets: readonly ShownSet[], view: View): string {
  const columns = layOut(sets, view.width)
  return sets.map((set) => renderSet(set, columns, view).join('\n')).join('\n\n')
}

function renderSet(set: ShownSet, columns: Columns, view: View): string[] {
  const members = inOrder(set)
  const lines = [
    renderHeading(set, view),
    ...members.slice(0, mostMembers).map((member) => renderMember(member, columns, view)),
  ]
  if (members.length > mostMembers)
    lines.push(clip(`    … and ${members.length - mostMembers} more`, view.width))
  lines.push(paint(view, 'dim', clip(`  → ${terminalText(set.reason)}`, view.width)))
  return lines
}

function renderHeading(set: ShownSet, view: View): string {
  const what = `${pairName({ category: set.category, relation: null })} ${set.score.toFixed(2)}`
  const rest = clip(` · ${setSentence(set)}`, view.width - what.length)
  return `${paint(view, 'bold', clip(what, view.width))}${rest}`
}

/** Columns that all sets share, so that they stand below each other. */
interface Columns {
  number: number
  title: number
  author: number
  date: number
}

function layOut(sets: readonly ShownSet[], width: number): Columns {
  const members = sets.flatMap((set) => inOrder(set).slice(0, mostMembers))
  const longest = (texts: readonly string[]) => Math.max(0, ...texts.map(widthOf))
  const number = longest(members.map((member) => `#${member.number}`))
  const isWide = width >= authorFrom
  const author = isWide ? Math.min(longest(members.map(authorOf)), longestAuthor, Math.floor(width / 5)) : 0
  const date = isWide ? dateWidth : 0
  const room = width - 4 - number - 1 - (isWide ? author + date + 4 : 0)
  const title = longest(members.map((member) => terminalText(member.title) + stateMark(member)))
  return { number, title: Math.max(Math.min(title, room), 0), author, date }
}

function renderMember(member: ShownMember, columns: Columns, view: View): string {
  const name = `#${member.number}`
  const state = stateMark(member)
  const title = clip(terminalText(member.title), Math.max(columns.title - state.length, 0)) + state
  const isWide = columns.date > 0
  const mark = member.role === 'duplicate' ? ' ' : '●'
  const number = link(view, member.url, name) + ' '.repeat(columns.number - name.length)
  const line = `  ${mark} ${number} ${isWide ? column(title, columns.title) : clip(title, columns.title)}`
  if (!isWide) return line
  const rest = `  ${column(authorOf(member), columns.author)}  ${member.createdAt.slice(0, dateWidth)}`
  return line + paint(view, 'dim', rest)
}

/** OSC 8, which a terminal shows as the text alone. The address is ours, but its names are a stranger's. */
function link(view: View, url: string | null, text: string): string {
  if (!view.links || url === null || !/^https?:\/\/[\x21-\x7e]+$/.test(url)) return text
  return `\u001b]8;;${url}\u001b\\${text}\u001b]8;;\u001b\\`
}

function paint(view: View, style: 'bold' | 'dim', text: string): string {
  return view.colour ? styleText(style, text, paintAlways) : text
}

/** Whether there is colour has been decided; newer Nodes would look at stdout again. */
const paintAlways = { validateStream: false } as const

/** A login; of an address, which a mirror has, what stands before its @: that tells people apart in half the room. */
const authorOf = (member: ShownMember): string =>
  terminalText(member.author === null ? 'unknown' : shownAuthor(member.author))

function inOrder(set: ShownSet): ShownMember[] {
  return [...set.members].sort(
    (a, b) => Number(b.number === set.original) - Number(a.number === set.original) || a.number - b.number,
  )
}
