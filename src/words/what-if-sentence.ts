import { isMerged, type MergeResult, type WhatIfMatrix } from '../domain/what-if.ts'

/** Pull requests named for one reason; the rest is counted. */
const mostNamed = 3

type Named = { number: number } & MergeResult

/**
 * What one can do, in one sentence: which to merge so that most others have nothing left, and what becomes of them.
 * Paths stand between backticks. With none that merges it says what stands against each.
 * @param branch what they are merged into.
 */
export function whatIfSentence({ pulls, pairs }: WhatIfMatrix, branch: string): string {
  const after = (number: number) => pairs.filter((pair) => pair.after === number)
  const count = (number: number, outcome: string) =>
    after(number).filter((pair) => pair.outcome === outcome).length
  const [best] = pulls
    .filter(({ outcome }) => isMerged(outcome))
    .sort(
      (a, b) =>
        Number(a.outcome === 'EMPTY') - Number(b.outcome === 'EMPTY') ||
        count(b.number, 'EMPTY') - count(a.number, 'EMPTY') ||
        count(a.number, 'CONFLICT') - count(b.number, 'CONFLICT') ||
        a.number - b.number,
    )
  if (best === undefined) return `None merges into ${branch} now: ${describe(pulls)}`
  if (best.outcome === 'EMPTY') return `${branch} has all of ${list(pulls.filter(isEmpty))} already`
  const others = after(best.number)
  return others.length === 0
    ? `#${best.number} merges cleanly into ${branch}`
    : `Merge #${best.number} and ${describe(others)}`
}

const isEmpty = ({ outcome }: MergeResult): boolean => outcome === 'EMPTY'

function describe(named: readonly Named[]): string {
  const of = (outcome: string) => named.filter((one) => one.outcome === outcome)
  const [empty, clean, unknown, conflicts] = [of('EMPTY'), of('CLEAN'), of('UNKNOWN'), of('CONFLICT')]
  const is = (many: readonly unknown[], one: string, more: string) => (many.length === 1 ? one : more)
  return [
    ...(empty.length > 0 ? [`${list(empty)} ${is(empty, 'becomes', 'become')} empty`] : []),
    ...conflicts
      .slice(0, mostNamed)
      .map(({ number, files, fileCount }) => `#${number} conflicts in ${nameFiles(files, fileCount)}`),
    ...(conflicts.length > mostNamed ? [`${conflicts.length - mostNamed} more conflict`] : []),
    ...(clean.length > 0 ? [`${list(clean)} still ${is(clean, 'merges', 'merge')} cleanly`] : []),
    ...(unknown.length > 0 ? [`${list(unknown)} could not be tried`] : []),
  ].join('; ')
}

function list(named: readonly Named[]): string {
  const numbers = named.slice(0, mostNamed).map(({ number }) => `#${number}`)
  const more = named.length - numbers.length
  if (more > 0) numbers.push(`${more} more`)
  const last = numbers.pop()!
  return numbers.length === 0 ? last : `${numbers.join(', ')} and ${last}`
}

/** A path may hold a backtick, which would end the code. */
function nameFiles(files: readonly string[], count: number): string {
  const [first] = files
  if (first === undefined) return 'files whose names are not known'
  const name = `\`${first.replaceAll('`', "'")}\``
  return count === 1 ? name : `${name} and ${count - 1} more ${count === 2 ? 'file' : 'files'}`
}
