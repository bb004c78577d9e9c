import { categories, relations } from '../domain/pair.ts'
import {
  type AlikeList,
  decodeSignature,
  encodeSignature,
  type LookedAtPair,
  type OwnPart,
  type SaidOfPair,
} from '../triage/index.ts'
import { ByteReader, ByteWriter } from './bytes.ts'

/**
 * How a comparison's memory is stored: what all pull requests, pairs and lists of a repository come to is written as
 * three values, some 300 bytes for each pull request. Numbers ascend and are written as their differences.
 */
export const memoryFormat = 1

/** A pull request as it was compared. */
export interface ComparedName {
  number: number
  /** Names its head, its texts and all else that it brings itself. ASCII, as the next one. */
  head: string
  /** Names what the others bring to it (CandidateIndex.contexts). */
  context: string
}

/** @param pulls in order of number. */
export function encodePulls(pulls: readonly ComparedName[]): Uint8Array {
  const bytes = new ByteWriter()
  let last = 0
  bytes.whole(pulls.length)
  for (const { number, head, context } of pulls) {
    bytes.whole(number - last)
    bytes.ascii(head)
    bytes.ascii(context)
    last = number
  }
  return bytes.finish()
}

export function decodePulls(stored: Uint8Array): ComparedName[] {
  const bytes = new ByteReader(stored)
  let number = 0
  return Array.from({ length: bytes.whole() }, () => {
    number += bytes.whole()
    return { number, head: bytes.ascii(), context: bytes.ascii() }
  })
}

/** What stands for a pair in which nothing was found, and for one that is judged each time. */
const nothing = 0
const unknown = 1
const firstCategory = 2

/** What a comparison looked at and found. */
export interface ComparedPairs {
  /** What maintainers have said of pairs. */
  said: readonly SaidOfPair[]
  ownParts: readonly OwnPart[]
  /** In order of their numbers. */
  pairs: readonly LookedAtPair[]
}

export function encodePairs({ said, ownParts, pairs }: ComparedPairs): Uint8Array {
  const bytes = new ByteWriter()
  bytes.text(JSON.stringify(said))
  bytes.whole(ownParts.length)
  for (const { number, carried, signature } of ownParts) {
    bytes.whole(number)
    bytes.ascii(carried)
    bytes.bytes(signature === null ? new Uint8Array() : encodeSignature(signature))
  }
  let last = 0
  bytes.whole(pairs.length)
  for (const { a, b, found } of pairs) {
    bytes.whole(a - last)
    bytes.whole(b - a)
    last = a
    if (found == null) {
      bytes.whole(found === null ? nothing : unknown)
      continue
    }
    const { category, relation, score, containment, closesSame } = found
    bytes.whole(firstCategory + categories.indexOf(category))
    bytes.whole(2 * (relation === null ? 0 : 1 + relations.indexOf(relation)) + Number(closesSame))
    bytes.double(score)
    bytes.double(containment.aInB ?? Number.NaN)
    bytes.double(containment.bInA ?? Number.NaN)
  }
  return bytes.finish()
}

export function decodePairs(stored: Uint8Array): ComparedPairs {
  const bytes = new ByteReader(stored)
  const said = JSON.parse(bytes.text()) as SaidOfPair[]
  const ownParts = Array.from({ length: bytes.whole() }, (): OwnPart => {
    const [number, carried, encoded] = [bytes.whole(), bytes.ascii(), bytes.bytes()]
    return { number, carried, signature: encoded.length === 0 ? null : decodeSignature(encoded) }
  })
  const share = () => {
    const value = bytes.double()
    return Number.isNaN(value) ? null : value
  }
  let a = 0
  const pairs = Array.from({ length: bytes.whole() }, (): LookedAtPair => {
    a += bytes.whole()
    const b = a + bytes.whole()
    const kind = bytes.whole()
    if (kind < firstCategory) return { a, b, found: kind === nothing ? null : undefined }
    const category = categories[kind - firstCategory]!
    const flags = bytes.whole()
    const relation = flags < 2 ? null : relations[(flags >> 1) - 1]!
    const score = bytes.double()
    const containment = { aInB: share(), bInA: share() }
    return { a, b, found: { category, relation, score, containment, closesSame: flags % 2 === 1 } }
  })
  return { said, ownParts, pairs }
}

/** @param lists in order of number. */
export function encodeLists(lists: readonly AlikeList[]): Uint8Array {
  const bytes = new ByteWriter()
  let last = 0
  bytes.whole(lists.length)
  for (const { number, isWhole, met, alike } of lists) {
    bytes.whole(number - last)
    last = number
    bytes.whole(2 * met.length + Number(isWhole))
    let before = 0
    for (const other of Uint32Array.from(met).sort()) {
      bytes.whole(other - before)
      before = other
    }
    bytes.whole(alike.length)
    for (const { number: other, score, similarity, mergedBefore, hunks } of alike) {
      bytes.whole(2 * other + Number(mergedBefore))
      bytes.double(score)
      bytes.double(similarity)
      bytes.double(hunks ?? Number.NaN)
    }
  }
  return bytes.finish()
}

export function decodeLists(stored: Uint8Array): AlikeList[] {
  const bytes = new ByteReader(stored)
  let number = 0
  return Array.from({ length: bytes.whole() }, () => {
    number += bytes.whole()
    const counted = bytes.whole()
    let other = 0
    const met = Array.from({ length: counted >> 1 }, () => {
      other += bytes.whole()
      return other
    })
    const alike = Array.from({ length: bytes.whole() }, () => {
      const named = bytes.whole()
      const [score, similarity, hunks] = [bytes.double(), bytes.double(), bytes.double()]
      return {
        number: Math.floor(named / 2),
        score,
        similarity,
        mergedBefore: named % 2 === 1,
        hunks: Number.isNaN(hunks) ? null : hunks,
      }
    })
    return { number, isWhole: counted % 2 === 1, met, alike }
  })
}
