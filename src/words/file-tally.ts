import type { AlignedFile } from '../domain/alignment.ts'
import { count, number } from './numbers.ts'

/** What two pull requests have of a file in common, and what not: "94 lines in both, 3 only in #7". */
export function fileTally({ a, b, counts, unknown }: AlignedFile, left: number, right: number): string {
  if (a === null || b === null) {
    const lines = counts.onlyA + counts.onlyB
    return `only in #${a === null ? right : left}${lines > 0 ? `: ${count(lines, 'line')}` : ''}`
  }
  if (unknown) return 'in both; not compared'
  const only = [
    ...(counts.onlyA > 0 ? [`${number(counts.onlyA)} only in #${left}`] : []),
    ...(counts.onlyB > 0 ? [`${number(counts.onlyB)} only in #${right}`] : []),
  ]
  return [`${count(counts.shared, 'line')} in both`, ...only].join(', ')
}
