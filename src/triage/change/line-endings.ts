import { diffArrays } from 'diff'
import type { Hunk } from './patch.ts'

/** Context around a change, as git shows it. */
const contextLines = 3
/** Beyond so many lines of one run that differ otherwise the rest is left as it is. */
const mostDifferent = 4_000

/**
 * Takes out what a conversion of line endings changes: a line that differs in its carriage return alone has not
 * changed. What is left of a hunk is one hunk for each place, as git would show it with --ignore-cr-at-eol. Lines come
 * and go without their carriage returns.
 * @param lines the hunk's lines as they stand in the patch, with them.
 */
export function ignoreLineEndings(hunk: Hunk, lines: readonly string[]): Hunk[] {
  const bare = lines.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line))
  if (!convertsEndings(lines)) return [{ ...hunk, lines: bare }]
  return cutHunks({ ...hunk, lines: [...alignRuns(bare)] })
}

/** Whether some removed line has a carriage return and some added line has none, or the other way round. */
function convertsEndings(lines: readonly string[]): boolean {
  const seen = { '-': [false, false], '+': [false, false] }
  for (const line of lines) {
    const sign = line[0]
    if (sign === '-' || sign === '+') seen[sign][line.endsWith('\r') ? 1 : 0] = true
  }
  return (seen['-'][1]! && seen['+'][0]!) || (seen['-'][0]! && seen['+'][1]!)
}

/** Each run of changed lines once more, equal lines as context. */
function* alignRuns(lines: readonly string[]): Generator<string> {
  for (let at = 0; at < lines.length; ) {
    if (lines[at]![0] === ' ') {
      yield lines[at++]!
      continue
    }
    const run: { '-': string[]; '+': string[] } = { '-': [], '+': [] }
    for (; at < lines.length && lines[at]![0] !== ' '; at++)
      run[lines[at]![0] as '-' | '+'].push(lines[at]!.slice(1))
    const parts = diffArrays(run['-'], run['+'], { maxEditLength: mostDifferent }) ?? [
      { removed: true, added: false, value: run['-'] },
      { removed: false, added: true, value: run['+'] },
    ]
    for (const { added, removed, value } of parts) {
      const sign = added ? '+' : removed ? '-' : ' '
      for (const line of value) yield sign + line
    }
  }
}

/** One hunk for each place at which something is left. */
function cutHunks({ oldStart, newStart, section, lines }: Hunk): Hunk[] {
  const changed = lines.flatMap((line, at) => (line[0] === ' ' ? [] : [at]))
  const spans: [number, number][] = []
  for (const at of changed) {
    const last = spans.at(-1)
    if (last !== undefined && at - contextLines <= last[1])
      last[1] = Math.min(at + contextLines + 1, lines.length)
    else spans.push([Math.max(at - contextLines, 0), Math.min(at + contextLines + 1, lines.length)])
  }
  const hunks: Hunk[] = []
  let [old, fresh, next] = [oldStart, newStart, 0]
  for (const [from, to] of spans) {
    for (; next < from; next++) {
      old++
      fresh++
    }
    const [first, firstNew] = [old, fresh]
    for (; next < to; next++) {
      if (lines[next]![0] !== '+') old++
      if (lines[next]![0] !== '-') fresh++
    }
    hunks.push({
      oldStart: first,
      oldLines: old - first,
      newStart: firstNew,
      newLines: fresh - firstNew,
      section,
      lines: lines.slice(from, to),
    })
  }
  return hunks
}
