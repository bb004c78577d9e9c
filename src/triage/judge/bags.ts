import { countWords, says } from '../change/tokens.ts'

/** Lines with how often they occur. None is changed once something was derived of it. */
export type Bag = ReadonlyMap<string, number>

/**
 * Lines that both have, those with the most words first.
 * @param most so many are given; all are counted.
 */
export function sharedLines(
  a: Bag,
  b: Bag,
  most = Number.POSITIVE_INFINITY,
): { count: number; lines: string[] } {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a]
  const byWords: (string[] | undefined)[] = []
  let count = 0
  for (const line of small.keys()) {
    if (!large.has(line) || !says(line)) continue
    count++
    const words = countWords(line)
    const known = byWords[words]
    if (known === undefined) byWords[words] = [line]
    else known.push(line)
  }
  let lines: string[] = []
  // Two copies of a large change share tens of thousands, of which a page shows a dozen: only those are put in order.
  for (let words = byWords.length - 1; words >= 0 && lines.length < most; words--)
    lines = [...lines, ...(byWords[words] ?? []).sort()]
  return { count, lines: lines.slice(0, most) }
}

/** Σ min over Σ max of two bags: Jaccard with multiplicity; null when either is empty. */
export function jaccard(a: Bag, b: Bag): number | null {
  if (a.size === 0 || b.size === 0) return null
  const both = countShared(a, b)
  return both / (countAll(a) + countAll(b) - both)
}

/** How many lines two bags have in common: Σ min. */
export function countShared(a: Bag, b: Bag): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a]
  let both = 0
  for (const [line, count] of small) both += Math.min(count, large.get(line) ?? 0)
  return both
}

/** How many lines a bag has. */
export function countAll(bag: Bag): number {
  let all = 0
  for (const count of bag.values()) all += count
  return all
}

/** What is left of some lines without others; the very same where there is nothing to leave out. */
export function without(lines: Bag, others: Bag): Bag {
  if (!shareOne(lines, others)) return lines
  const left = new Map<string, number>()
  for (const [line, count] of lines) {
    const rest = count - (others.get(line) ?? 0)
    if (rest > 0) left.set(line, rest)
  }
  return left
}

function shareOne(a: Bag, b: Bag): boolean {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a]
  for (const line of small.keys()) if (large.has(line)) return true
  return false
}
