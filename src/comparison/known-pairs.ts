import { createHash } from 'node:crypto'
import { keepPairFacts, readPairFacts, upsertPairFacts } from '../postgres/pair-facts.ts'
import type { Pool } from '../postgres/pool.ts'
import type { ComparedHead } from '../postgres/revisions.ts'
import type { KnownPairs, PairFacts } from '../triage/index.ts'
import { algorithmVersion, factsVersion } from '../triage/index.ts'

/** Pairs that are written at a time: a few kilobytes each. */
const pairsAtATime = 64

/**
 * Keeps what was read of a repository's pairs in Postgres: a process that compares is not there from one scan to the
 * next.
 */
export function openKnownPairs(
  pool: Pool,
  repositoryId: number,
  pulls: readonly ComparedHead[],
): KnownPairs & { finish(looked: readonly { a: number; b: number }[]): Promise<void> } {
  const heads = new Map(pulls.map((pull) => [pull.number, pull]))
  const names = new Map<number, string>()
  const nameOf = (number: number) => {
    let name = names.get(number)
    if (name === undefined) {
      const head = heads.get(number)
      name = head === undefined ? '' : nameHead(head)
      names.set(number, name)
    }
    return name
  }
  const keyed = ({ a, b }: { a: number; b: number }) => ({
    a,
    b,
    key: createHash('sha256')
      .update(`${algorithmVersion} ${factsVersion}\n${nameOf(a)}\n${nameOf(b)}`)
      .digest(),
  })
  const used = new Map<string, { a: number; b: number }>()
  let unwritten: Parameters<typeof upsertPairFacts>[2][number][] = []
  /** What Postgres writes while the next pairs are read. */
  let writing: Promise<void> = Promise.resolve()
  const write = async () => {
    await writing
    if (unwritten.length === 0) return
    writing = upsertPairFacts(pool, repositoryId, unwritten)
    // A failure is thrown by the next write, or at the end; until then it is not "unhandled".
    writing.catch(() => {})
    unwritten = []
  }
  return {
    async read(pairs) {
      const facts = new Map<string, PairFacts>()
      for (const row of await readPairFacts(pool, repositoryId, pairs.map(keyed))) {
        facts.set(`${row.a}-${row.b}`, row.facts)
        used.set(`${row.a}-${row.b}`, { a: row.a, b: row.b })
      }
      return facts
    },
    async keep(pair, facts) {
      used.set(`${pair.a}-${pair.b}`, pair)
      unwritten.push({ ...keyed(pair), facts })
      if (unwritten.length >= pairsAtATime) await write()
    },
    /**
     * Writes the rest, and forgets the pairs that this comparison did not look at.
     * @param looked those that it did not have to read.
     */
    async finish(looked) {
      await write()
      await writing
      for (const pair of looked) used.set(`${pair.a}-${pair.b}`, pair)
      await keepPairFacts(pool, repositoryId, [...used.values()])
    },
  }
}

/** Everything that a pull request brings to its pairs, but its state: the texts are in `derivedFrom`. */
export function nameHead({
  repository,
  number,
  headSha,
  createdAt,
  createdAtGuessed,
  mergedAt,
  baseRef,
  baseIsSeparate,
  derivedFrom,
}: ComparedHead): string {
  return JSON.stringify([
    repository,
    number,
    headSha,
    createdAt,
    createdAtGuessed,
    mergedAt,
    baseRef,
    derivedFrom,
    // Nothing where it is not: what is stored of all others keeps its name.
    ...(baseIsSeparate ? ['separate'] : []),
  ])
}
