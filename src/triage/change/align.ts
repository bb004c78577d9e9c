import { diffArrays } from 'diff'
import type { AlignedFile, AlignedLine, AlignedRow, Alignment, FileChannel } from '../../domain/alignment.ts'
import { sortFiles } from './deciding-files.ts'
import { type ChangedFile, parsePatch } from './patch.ts'
import type { PathRules } from './paths.ts'

/** More than a person reads. What is beyond is counted. */
const mostFiles = 300
const mostRowsPerFile = 2_000
const mostRows = 20_000
/** Of what both have, so many rows stay beside what differs where the rest is left out. */
const rowsAround = 3
/** A longer line was made by a machine; its beginning is enough to recognise it. */
const longestLine = 1_000
/** Diffs further apart than this have nothing to align, and finding that out takes quadratic time. */
const mostEdits = 2_000

type Line = AlignedLine & { gap: boolean }

/**
 * Lays two changes beside each other, file by file: changed lines that both have (white space aside) stand in one row.
 * The alignment is that of the two diffs' texts (Myers, by npm's `diff`), as in git's range-diff.
 */
export function alignChanges(patchA: string, patchB: string, rules?: PathRules): Alignment {
  const a = sortFiles(parsePatch(patchA), rules)
  const b = sortFiles(parsePatch(patchB), rules)
  const filesB = new Map(b.files.map((entry) => [entry.file.path, entry]))
  const pairs: { path: string; channel: FileChannel; a: ChangedFile | null; b: ChangedFile | null }[] = []
  for (const { file, channel } of a.files) {
    // A file that one side has moved is the file that the other still edits at its old place.
    const other = filesB.get(file.path) ?? filesB.get(file.oldPath)
    if (other !== undefined) filesB.delete(other.file.path)
    pairs.push({ path: file.path, channel, a: file, b: other?.file ?? null })
  }
  for (const { file, channel } of filesB.values()) pairs.push({ path: file.path, channel, a: null, b: file })
  const deciding = a.files.length > 0 ? a.deciding : b.deciding
  const rank = ({ channel }: { channel: FileChannel }) =>
    channel === deciding ? 0 : channel === 'generated' ? 2 : 1
  const shared = (pair: (typeof pairs)[number]) => (pair.a !== null && pair.b !== null ? 0 : 1)
  pairs.sort((x, y) => rank(x) - rank(y) || shared(x) - shared(y) || (x.path < y.path ? -1 : 1))

  const whole = pairs.slice(0, mostFiles).map(alignFile)
  const isTight = whole.reduce((sum, { rows }) => sum + rows.length, 0) > mostRows
  let room = mostRows
  const files = whole.map((file) => {
    const kept = fitRows(file.rows, Math.min(room, mostRowsPerFile), isTight)
    room -= kept.length
    return { ...file, rows: kept, more: file.rows.length - kept.length }
  })
  return { files, deciding, moreFiles: Math.max(pairs.length - mostFiles, 0) }
}

/**
 * What differs is what one reads: where there is no room for all, what both have goes first, and a gap stands there.
 * @param isTight there is none for all of the other files.
 */
function fitRows(rows: readonly AlignedRow[], room: number, isTight: boolean): AlignedRow[] {
  if (rows.length <= room && !isTight) return [...rows]
  const near = new Set<number>()
  for (const [at, row] of rows.entries())
    if (isDifferent(row))
      for (let beside = at - rowsAround; beside <= at + rowsAround; beside++) near.add(beside)
  const kept: AlignedRow[] = []
  let isCut = false
  for (const [at, row] of rows.entries()) {
    if (!near.has(at)) isCut = true
    else if (kept.length < room) {
      kept.push(isCut ? { ...row, gap: true } : row)
      isCut = false
    }
  }
  return kept
}

const isDifferent = ({ a, b, shared }: AlignedRow) =>
  !shared && [a, b].some((line) => line !== null && line.sign !== ' ')

function alignFile({
  path,
  channel,
  a,
  b,
}: {
  path: string
  channel: FileChannel
  a: ChangedFile | null
  b: ChangedFile | null
}): AlignedFile {
  const rows = alignLines(linesOf(a), linesOf(b))
  const counts = { shared: 0, onlyA: 0, onlyB: 0 }
  for (const row of rows) {
    if (row.shared) counts.shared++
    else {
      if (row.a !== null && row.a.sign !== ' ') counts.onlyA++
      if (row.b !== null && row.b.sign !== ' ') counts.onlyB++
    }
  }
  return {
    path,
    channel,
    a: a?.status ?? null,
    b: b?.status ?? null,
    unknown: [a, b].some((file) => file !== null && file.hunks === null),
    counts,
    rows,
    more: 0,
  }
}

function alignLines(a: Line[], b: Line[]): AlignedRow[] {
  const parts =
    a.length === 0 || b.length === 0
      ? undefined
      : diffArrays(a, b, { comparator: isSame, maxEditLength: mostEdits })
  if (parts === undefined) return beside(a, b)
  const rows: AlignedRow[] = []
  let [atA, atB] = [0, 0]
  let [restA, restB]: [Line[], Line[]] = [[], []]
  const flush = () => {
    rows.push(...beside(restA, restB))
    ;[restA, restB] = [[], []]
  }
  for (const { removed, added, count = 0 } of parts) {
    if (removed) {
      restA = restA.concat(a.slice(atA, atA + count))
      atA += count
    } else if (added) {
      restB = restB.concat(b.slice(atB, atB + count))
      atB += count
    } else {
      flush()
      for (let line = 0; line < count; line++) {
        const [left, right] = [a[atA++]!, b[atB++]!]
        rows.push({ a: bare(left), b: bare(right), shared: left.sign !== ' ', gap: left.gap || right.gap })
      }
    }
  }
  flush()
  return rows
}

/** Two runs of lines without anything in common, row by row. */
function beside(a: readonly Line[], b: readonly Line[]): AlignedRow[] {
  return Array.from({ length: Math.max(a.length, b.length) }, (_, at) => ({
    a: a[at] ? bare(a[at]) : null,
    b: b[at] ? bare(b[at]) : null,
    shared: false,
    gap: (a[at]?.gap ?? false) || (b[at]?.gap ?? false),
  }))
}

const bare = ({ sign, text, at }: Line): AlignedLine => ({ sign, text, at })

function isSame(a: Line, b: Line): boolean {
  return a.sign === b.sign && fold(a.text) === fold(b.text)
}

const fold = (text: string) => text.trim().replace(/\s+/g, ' ')

function linesOf(file: ChangedFile | null): Line[] {
  const lines: Line[] = []
  for (const [index, { oldStart, newStart, lines: content }] of (file?.hunks ?? []).entries()) {
    let [before, after] = [oldStart, newStart]
    for (const [place, line] of content.entries()) {
      const sign = line[0] === '+' ? '+' : line[0] === '-' ? '-' : ' '
      const at = sign === '-' ? before : after
      if (sign !== '+') before++
      if (sign !== '-') after++
      lines.push({
        sign,
        text: line.slice(1, longestLine + 1).toWellFormed(),
        at,
        gap: index > 0 && place === 0,
      })
    }
  }
  return lines
}
