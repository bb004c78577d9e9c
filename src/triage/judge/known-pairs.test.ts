import { expect, test } from 'vitest'
import type { Revision } from '../../domain/revision.ts'
import { sampleLines, sampleRevision, sampleStrangers } from '../../testing/revisions.ts'
import { seededRandom } from '../../testing/seeded-random.ts'
import { CandidateIndex } from '../candidates/candidate-index.ts'
import { deriveSignature } from '../candidates/signature.ts'
import { comparePulls } from '../compare.ts'
import type { KnownPairs } from './known-pairs.ts'
import type { PairFacts } from './pair-facts.ts'

/** Keeps facts as text, as a database does, under the heads of their pair. */
function openMemory(headOf: (number: number) => string): KnownPairs & { kept: number } {
  const stored = new Map<string, string>()
  const keyOf = ({ a, b }: { a: number; b: number }) => `${headOf(a)}-${headOf(b)}`
  return {
    kept: 0,
    async read(pairs) {
      return new Map(
        pairs.flatMap((pair): [string, PairFacts][] => {
          const text = stored.get(keyOf(pair))
          return text === undefined ? [] : [[`${pair.a}-${pair.b}`, JSON.parse(text)]]
        }),
      )
    },
    async keep(pair, facts) {
      this.kept++
      stored.set(keyOf(pair), JSON.stringify(facts))
    },
  }
}

async function compare(
  revisions: ReadonlyMap<number, Revision>,
  knownPairs?: KnownPairs,
  isMerged = (number: number) => number % 7 === 0,
) {
  const pulls = [...revisions.values()].map((revision) => ({
    number: revision.number,
    state: isMerged(revision.number) ? ('MERGED' as const) : ('OPEN' as const),
    createdAt: revision.createdAt,
    signature: deriveSignature(revision),
    mergedAt: isMerged(revision.number) ? Date.parse(revision.createdAt) : null,
  }))
  const read = new Set<number>()
  const found = await comparePulls(
    pulls,
    new CandidateIndex(pulls),
    async (numbers) => {
      for (const number of numbers) read.add(number)
      return numbers.map((number) => revisions.get(number)!)
    },
    [],
    knownPairs === undefined ? {} : { knownPairs },
  )
  return { ...found, read }
}

test('what was read before changes no answer, no matter what has changed since', async () => {
  for (let seed = 1; seed <= 2; seed++) {
    const random = seededRandom(seed)
    const pick = (below: number) => Math.floor(random() * below)
    let revisions = new Map<number, Revision>()
    let heads = 0
    /** One of a few places, texts and issues, so that pairs of every kind come about. */
    const draw = (number: number): Revision => {
      const base = 1_000 * (1 + pick(6))
      const paths = ['src/pool.ts', 'src/port.ts', 'docs/pool.md', 'test/pool.test.ts']
      const change = Object.fromEntries(
        paths
          .filter((_, at) => at === number % 2 || random() < 0.3)
          .map((path) => [
            path,
            [
              ...sampleLines(base, 3, ' '),
              ...sampleLines(base + 1 + pick(2), pick(3), '-'),
              ...sampleLines(base + 3, 1 + pick(6), '+'),
              ...sampleLines(10_000 * number + pick(3), pick(4), '+'),
            ],
          ]),
      )
      return sampleRevision(number, change, {
        headSha: String(++heads).padStart(40, '0'),
        startLine: 100 + 40 * pick(2),
        title: ['Keep ports', 'Revert "Keep ports"', `Drop the pool of #${1 + pick(40)}`][pick(3)]!,
        body: ['', `Fixes #${500 + pick(3)}`, `Supersedes #${1 + pick(40)}`][pick(3)]!,
        author: `author-${pick(12)}`,
        baseRef: ['main', 'main', 'v1'][pick(3)]!,
      })
    }
    for (let number = 1; number <= 40; number++) revisions.set(number, draw(number))
    for (const stranger of sampleStrangers(10)) revisions.set(stranger.number, stranger)
    const memory = openMemory((number) => revisions.get(number)!.headSha)

    for (let round = 0; round < 3; round++) {
      const fresh = await compare(revisions)
      const again = await compare(revisions, memory)
      expect(again.edges).toEqual(fresh.edges)
      expect(again.sets).toEqual(fresh.sets)
      expect(fresh.edges.length).toBeGreaterThan(20)
      const kept = memory.kept
      const unchanged = await compare(revisions, memory)
      expect(unchanged.edges).toEqual(fresh.edges)
      expect([...unchanged.read]).toEqual([])
      expect(memory.kept).toBe(kept)

      revisions = new Map(revisions)
      for (let change = 0; change < 3; change++) {
        const number = 1 + pick(40)
        if (random() < 0.2) revisions.delete(number)
        else revisions.set(number, draw(number))
      }
    }
  }
})
