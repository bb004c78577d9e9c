import { sampleStrangers } from '../src/testing/revisions.ts'
import { CandidateIndex, deriveSignature } from '../src/triage/index.ts'
import { syntheticSignatures } from './synthetic-signatures.ts'

/** What the issue of the index is measured at: a small, a large and a very large repository. */
const sizes = [1_000, 10_000, 20_000, 100_000] as const
const queries = 1_000
const updates = 200

/**
 * The index by size: its memory, and the time of a build, a query and an update. Synthetic beyond the real
 * repositories.
 */
export function benchTriage(write: (line: string) => void): void {
  const revisions = sampleStrangers(2_000)
  const began = performance.now()
  for (const revision of revisions) deriveSignature(revision)
  write(`signature of a small change: ${((performance.now() - began) / revisions.length).toFixed(3)} ms`)
  write('pull requests   build ms   MB   query p50 ms   p95 ms   update p50 ms   query right after p95 ms')
  const p50s: number[] = []
  for (const size of sizes) {
    const before = usedMb()
    const built = performance.now()
    const index = new CandidateIndex(syntheticSignatures(size))
    const buildMs = performance.now() - built
    const times = timesOf(queries, (at) => index.findCandidates(1 + ((at * 7_919) % size), 10))
    const warm = timesOf(queries, (at) => index.findCandidates(1 + ((at * 7_919) % size), 10))
    const memory = usedMb() - before
    const fresh = [...syntheticSignatures(updates)]
    const afterwards: number[] = []
    const puts = timesOf(updates, (at) => {
      index.put(size + 1 + at, fresh[at]!.signature)
    })
    for (let at = 0; at < 100; at++) {
      index.put(size + 1 + updates + at, fresh[at]!.signature)
      afterwards.push(...timesOf(1, () => index.findCandidates(size + 1 + updates + at, 10)))
    }
    p50s.push(quantile(warm, 0.5))
    write(
      [
        String(size).padStart(13),
        buildMs.toFixed(0).padStart(10),
        memory.toFixed(0).padStart(4),
        quantile(warm, 0.5).toFixed(2).padStart(14),
        quantile(times, 0.95).toFixed(2).padStart(8),
        quantile(puts, 0.5).toFixed(3).padStart(15),
        quantile(afterwards, 0.95).toFixed(2).padStart(26),
      ].join(' '),
    )
  }
  write(`a query among 100 times as many takes ${(p50s.at(-1)! / p50s[0]!).toFixed(1)} times as long`)
}

function timesOf(count: number, run: (at: number) => void): number[] {
  return Array.from({ length: count }, (_, at) => {
    const began = performance.now()
    run(at)
    return performance.now() - began
  })
}

function quantile(values: readonly number[], share: number): number {
  return (
    [...values].sort((a, b) => a - b)[Math.min(Math.floor(values.length * share), values.length - 1)] ?? 0
  )
}

/** Exact only with `node --expose-gc`; else it holds what has not been collected yet. */
function usedMb(): number {
  ;(globalThis as { gc?: () => void }).gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return (heapUsed + arrayBuffers) / 1e6
}
