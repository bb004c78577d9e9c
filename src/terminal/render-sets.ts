import Table from 'cli-table3'
import type { DuplicateSet } from '../triage/verdict.ts'
import { brief, visible } from './visible.ts'

/** A member as it is shown: the set's own fact (role) and the pull request's. */
export interface ShownMember {
  number: number
  role: 'original' | 'duplicate' | 'merged'
  title: string
  author: string | null
  state: 'OPEN' | 'CLOSED' | 'MERGED'
  draft: boolean
  url: string | null
  createdAt: string
}
export type ShownSet = Omit<DuplicateSet, 'members'> & { members: ShownMember[] }

const titleWidth = 58
const authorWidth = 24

/** What each category means to a maintainer, in two words. */
const headings = {
  SAME_CHANGE: 'same change',
  SAME_FEATURE: 'same feature',
  COMPETING_IMPLEMENTATION: 'competing',
  RELATED: 'related',
} as const satisfies Record<DuplicateSet['category'], string>

/**
 * The duplicate sets as a table for a person: category and score, the members (the suggested original first), who was
 * first, the reason in words, the link. Every stranger's text is made safe for the terminal.
 */
export function renderSets(sets: readonly ShownSet[], colour: boolean): string {
  const table = new Table({
    head: ['What', 'Pull requests, the suggested original first', 'Author', 'Opened'],
    style: { head: colour ? ['bold'] : [], border: colour ? ['grey'] : [] },
  })
  for (const set of sets) {
    const rows = inOrder(set).map((member) => [
      `${member.role === 'duplicate' ? '  ' : '● '}#${member.number} ${brief(member.title, titleWidth)}${suffix(member)}`,
      brief(member.author ?? 'unknown', authorWidth),
      member.createdAt.slice(0, 10),
    ])
    const [first, ...rest] = rows
    table.push([
      { rowSpan: rows.length + 1, content: `${headings[set.category]}\n${set.score.toFixed(2)}` },
      ...(first ?? []),
    ])
    for (const row of rest) table.push(row)
    const link = inOrder(set).find((member) => member.url !== null && member.role === 'duplicate')?.url
    table.push([
      {
        colSpan: 3,
        content: `→ ${visible(set.reason)}${link ? `\n  ${visible(link)}` : ''}`,
        wordWrap: true,
      } as Table.Cell,
    ])
  }
  return table.toString()
}

function inOrder(set: ShownSet): ShownMember[] {
  return [...set.members].sort(
    (a, b) => Number(b.number === set.original) - Number(a.number === set.original) || a.number - b.number,
  )
}

function suffix(member: ShownMember): string {
  if (member.state === 'MERGED') return ' (merged)'
  if (member.state === 'CLOSED') return ' (closed)'
  return member.draft ? ' (draft)' : ''
}
