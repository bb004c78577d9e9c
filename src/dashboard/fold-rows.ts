import type { AlignedFile, AlignedRow } from '../domain/alignment.ts'

/** A row to be read, or a run of rows that are the same on both sides. */
export type Segment = { row: AlignedRow } | { rows: AlignedRow[]; from: number }

/** Rows beside a difference that stay, so that it is read in its place. */
const context = 2
/** A shorter run takes no more room than what would stand for it. */
const shortestRun = 3

/** Whether a row says the same on both sides. */
export function isSame({ a, b, shared }: AlignedRow): boolean {
  return shared || (a?.sign === ' ' && b?.sign === ' ' && a.text === b.text)
}

/** Whether two changes of one file differ in a line, or may: what is not known is not taken for the same. */
export function differs({ a, b, counts, unknown, more }: AlignedFile): boolean {
  return a === null || b === null || unknown || more > 0 || counts.onlyA + counts.onlyB > 0
}

/** Folds what both sides have, so that what remains is the difference. `from` names a run by its first row. */
export function foldRows(rows: readonly AlignedRow[]): Segment[] {
  const segments: Segment[] = []
  for (let from = 0; from < rows.length; ) {
    let to = from
    while (to < rows.length && isSame(rows[to]!)) to++
    const first = from === 0 ? 0 : from + context
    const last = to === rows.length ? to : to - context
    if (last - first >= shortestRun) {
      for (const row of rows.slice(from, first)) segments.push({ row })
      segments.push({ rows: rows.slice(first, last), from: first })
      for (const row of rows.slice(last, to)) segments.push({ row })
    } else for (const row of rows.slice(from, to)) segments.push({ row })
    if (to < rows.length) segments.push({ row: rows[to]! })
    from = to + 1
  }
  return segments
}
