import type { Revision } from '../../domain/revision.ts'
import type { CandidateIndex } from '../candidates/candidate-index.ts'
import type { Pair } from '../candidates/choose-pairs.ts'
import type { PathRules } from '../change/paths.ts'
import { readSide, type Side } from './side.ts'

/** Sides that are read ahead for the pairs that come next. */
export const sidesAtATime = 64
/**
 * Bytes of sides held at a time: thousands of usual ones. The two of a pair are held whatever they take, some 20 MB for
 * the largest there are.
 */
const mostHeldBytes = 16 * 1024 * 1024

/**
 * Reads whole revisions, best in the order asked for, and one by one, since each may have a diff of megabytes. A caller
 * that reads them may stop before the end.
 */
export type ReadRevisions = (numbers: number[]) => AsyncIterable<Revision> | Promise<Iterable<Revision>>

/**
 * Reads sides in batches along the ordered pairs, ahead as far as there is room, and forgets what none of the coming
 * pairs needs.
 * @returns the sides of a pair, given the pairs from it on; undefined for one that is not to be had.
 */
export function openSides(
  readRevisions: ReadRevisions,
  index: Pick<CandidateIndex, 'signatureOf'>,
  rules: PathRules | undefined,
  mostBytes = mostHeldBytes,
) {
  const held = new Map<number, Side>()
  /** Bytes of sides that were read ahead in vain: they are asked for again only where there is so much room. */
  const refused = new Map<number, number>()
  let bytes = 0
  const drop = (number: number) => {
    bytes -= held.get(number)?.bytes ?? 0
    held.delete(number)
  }

  return async function readSides(
    { a, b }: Pair,
    ahead: readonly Pair[],
  ): Promise<[Side | undefined, Side | undefined]> {
    if (held.has(a) && held.has(b)) return [held.get(a), held.get(b)]
    const wanted = inOrderOfNeed([{ a, b }, ...ahead])
    for (const number of [...held.keys()]) if (!wanted.includes(number)) drop(number)
    const missing = new Set(wanted.filter((number) => !held.has(number)))
    const isNeeded = (number: number) => number === a || number === b
    // To take a revision from where it is stored is most of the work, so none is asked for to be laid aside.
    let room = mostBytes - bytes
    const asked = [...missing].filter((number) => {
      const least = refused.get(number) ?? 0
      if (!isNeeded(number) && least > room) return false
      room -= least
      return true
    })
    for await (const revision of await readRevisions(asked)) {
      const { number } = revision
      const side = readSide(revision, index.signatureOf(number), rules)
      missing.delete(number)
      if (!isNeeded(number) && bytes + side.bytes > mostBytes) {
        refused.set(number, side.bytes)
        if (missing.has(a) || missing.has(b)) continue
        break
      }
      held.set(number, side)
      bytes += side.bytes
      for (const last of wanted.toReversed()) {
        if (bytes <= mostBytes || isNeeded(last)) break
        drop(last)
      }
    }
    return [held.get(a), held.get(b)]
  }
}

function inOrderOfNeed(pairs: readonly Pair[]): number[] {
  const wanted = new Set<number>()
  for (const { a, b } of pairs) {
    if (wanted.size >= sidesAtATime) break
    wanted.add(a).add(b)
  }
  return [...wanted]
}
