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
        content: `→ ${sentence(set)}${link ? `\n  ${visible(link)}` : ''}`,
        wordWrap: true,
      } as Table.Cell,
    ])
  }
  return table.toString()
}

const verbs = {
  SAME_CHANGE: ['does what', ' does', 'do what'],
  SAME_FEATURE: ['does what', ' does', 'do what'],
  COMPETING_IMPLEMENTATION: ['competes with', '', 'compete with'],
  RELATED: ['is related to', '', 'are related to'],
} as const satisfies Record<DuplicateSet['category'], readonly [string, string, string]>

/** "#3101 and 2 more do what #2700 does: identical production change in src/gateway/port.ts". */
function sentence({ category, original, alreadyMerged, members, reason }: ShownSet): string {
  const others = members.filter((member) => member.number !== original)
  const [one, does, many] = verbs[category]
  const subject = `#${others[0]?.number}${others.length > 1 ? ` and ${others.length - 1} more ${many}` : ` ${one}`}`
  const already =
    alreadyMerged === null
      ? ''
      : alreadyMerged === original
        ? ', already merged'
        : `, already merged as #${alreadyMerged}`
  return `${subject} #${original}${does}${already}: ${visible(reason)}`
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
