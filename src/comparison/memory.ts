import type { Edge, PairVerdict } from '../domain/pair.ts'
import {
  type EdgesState,
  readJudgedPairs,
  readMemory,
  type StoredMemory,
} from '../postgres/comparison-memory.ts'
import type { Pool } from '../postgres/pool.ts'
import { readEdges } from '../postgres/read-pairs.ts'
import {
  type AlikeList,
  algorithmVersion,
  type Comparison,
  type Finding,
  factsVersion,
  findingOf,
  noMemory,
  openOwnVerdicts,
  type PairMemory,
  type SaidOfPair,
  withoutOwnVerdicts,
  withoutVerdicts,
} from '../triage/index.ts'
import {
  type ComparedName,
  decodeLists,
  decodePairs,
  decodePulls,
  encodeLists,
  encodePairs,
  encodePulls,
  memoryFormat,
} from './memory-codec.ts'

/** Another way of judging is another memory. */
export const memoryVersion = memoryFormat * 1_000_000 + algorithmVersion * 1_000 + factsVersion

/** What the last comparison of a repository came to, as far as what is stored of it can be trusted. */
export interface Memory {
  /** What it says of these pull requests, of which it knows none by another name. */
  hold(names: readonly ComparedName[]): PairMemory
  /** Whom each was alike, and who is another by now. Null where that is not known. */
  readLists(names: readonly ComparedName[]): Promise<{ lists: AlikeList[]; changed: Set<number> } | null>
}

const emptyMemory: Memory = { hold: () => noMemory, readLists: async () => null }

const keyOf = ({ a, b }: { a: number; b: number }) => `${a}-${b}`

/**
 * @param state as it was read before the verdicts were.
 * @param verdicts what maintainers say now: their pairs are compared each time.
 */
export async function openMemory(
  pool: Pool,
  repositoryId: number,
  state: EdgesState,
  verdicts: readonly PairVerdict[],
): Promise<Memory> {
  const { memory } = state
  if (memory === null) return emptyMemory
  const isAsLeft = state.digest === memory.digest && state.version === memory.version
  const isReapplied = state.digest === null && state.version !== memory.version
  // Else a version that keeps no memory has written edges, or a migration wants all of them anew.
  if (!isAsLeft && !isReapplied) return emptyMemory
  const stored = await readMemory(pool, repositoryId, memory.version, ['pulls', 'pairs'])
  if (stored === null) return emptyMemory
  const decoded = orNull(() => ({ known: decodePulls(stored.pulls), ...decodePairs(stored.pairs) }))
  if (decoded === null) return emptyMemory
  const { known, said, pairs, ownParts } = decoded
  const judged = new Set([...(await readJudgedPairs(pool, repositoryId)), ...verdicts].map(keyOf))
  const isStored = isAsLeft ? storedBy(said) : await readStored(pool, repositoryId)
  return {
    hold(names) {
      const same = findSame(known, names)
      const heads = new Map(known.map(({ number, head }) => [number, head]))
      const sameHead = new Set(
        names.flatMap(({ number, head }) => (heads.get(number) === head ? [number] : [])),
      )
      const parts = new Map(ownParts.map((part) => [part.number, part]))
      const found = new Map<string, Finding | null>()
      for (const pair of pairs)
        if (pair.found !== undefined && same.has(pair.a) && same.has(pair.b) && !judged.has(keyOf(pair)))
          found.set(keyOf(pair), pair.found)
      return {
        recall: (pair) => {
          const finding = found.get(keyOf(pair))
          return finding === undefined || isStored.holds(keyOf(pair), finding) ? finding : undefined
        },
        recallOwnPart: (number, carried) => {
          const part = parts.get(number)
          return part?.carried === carried && sameHead.has(number) ? part.signature : undefined
        },
        isStored: isStored.asNow,
      }
    },
    async readLists(names) {
      const stored = await readMemory(pool, repositoryId, memory.version, ['lists'])
      const lists = stored && orNull(() => decodeLists(stored.lists))
      if (lists === null) return null
      const same = findSame(known, names)
      const all = [...known, ...names].map(({ number }) => number)
      return { lists, changed: new Set(all.filter((number) => !same.has(number))) }
    },
  }
}

/** It is a cache: one that cannot be read is none. */
function orNull<T>(decode: () => T): T | null {
  try {
    return decode()
  } catch {
    return null
  }
}

/** Numbers whose names are what they were. */
function findSame(before: readonly ComparedName[], now: readonly ComparedName[]): Set<number> {
  const earlier = new Map(before.map((one) => [one.number, one]))
  const same = new Set<number>()
  for (const { number, head, context } of now) {
    const known = earlier.get(number)
    if (known !== undefined && known.head === head && known.context === context) same.add(number)
  }
  return same
}

interface Stored {
  /** Whether what is stored is of this finding. */
  holds(key: string, finding: Finding | null): boolean
  asNow: PairMemory['isStored']
}

/** Edges as the last comparison has left them. */
function storedBy(said: readonly SaidOfPair[]): Stored {
  const shift = openOwnVerdicts(said as unknown as Edge[])
  return { holds: () => true, asNow: (edge) => isSameState(shift(withoutOwnVerdicts(edge)), edge) }
}

/** Edges to which verdicts have been applied since. */
async function readStored(pool: Pool, repositoryId: number): Promise<Stored> {
  const edges = await readEdges(pool, repositoryId)
  const stored = new Map(edges.map((edge) => [keyOf(edge), edge]))
  const findings = new Map(
    withoutVerdicts(edges).map((edge) => [keyOf(edge), findingOf(withoutOwnVerdicts(edge))]),
  )
  return {
    holds: (key, finding) => {
      const other = findings.get(key)
      return finding === null || other === undefined
        ? finding === null && other === undefined
        : isSameFinding(finding, other)
    },
    asNow: (edge) => {
      const other = stored.get(keyOf(edge))
      return other !== undefined && isSameState(other, edge)
    },
  }
}

function isSameState(one: Edge, other: Edge): boolean {
  const [x, y] = [one.evidence.ownVerdicts, other.evidence.ownVerdicts]
  return (
    one.category === other.category &&
    one.relation === other.relation &&
    one.score === other.score &&
    one.verdict === other.verdict &&
    x?.scoreBefore === y?.scoreBefore &&
    x?.pairs === y?.pairs &&
    x?.duplicates === y?.duplicates
  )
}

function isSameFinding(one: Finding, other: Finding): boolean {
  return (
    one.category === other.category &&
    one.relation === other.relation &&
    one.score === other.score &&
    one.closesSame === other.closesSame &&
    one.containment.aInB === other.containment.aInB &&
    one.containment.bInA === other.containment.bInA
  )
}

/** What is kept of a comparison for the next one. */
export function keepMemory(
  names: readonly ComparedName[],
  { said, looked, ownParts }: Pick<Comparison, 'said' | 'looked' | 'ownParts'>,
  lists: readonly AlikeList[],
): StoredMemory & { format: number } {
  return {
    format: memoryVersion,
    pulls: encodePulls(names),
    pairs: encodePairs({ said, ownParts, pairs: looked }),
    lists: encodeLists(lists),
  }
}
