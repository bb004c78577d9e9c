import { createHash } from 'node:crypto'
import { compareRepository } from '../src/comparison/compare.ts'
import { keepIndexes } from '../src/comparison/index-cache.ts'
import { openLog } from '../src/log.ts'
import { encodePatch } from '../src/postgres/patch-codec.ts'
import { openPool, type Pool } from '../src/postgres/pool.ts'
import { upsertPulls } from '../src/postgres/pulls.ts'
import { upsertRepository } from '../src/postgres/repositories.ts'
import { digestRules, readRules } from '../src/postgres/repository-rules.ts'
import { insertRevisions } from '../src/postgres/revisions.ts'
import { derivedFrom } from '../src/postgres/stale-signatures.ts'
import { seededRandom } from '../src/testing/seeded-random.ts'
import { at, channelsAt, countBits } from '../src/triage/candidates/layout.ts'
import type { Signature } from '../src/triage/candidates/signature.ts'
import { algorithmVersion, encodeSignature } from '../src/triage/index.ts'
import { channelNames } from '../src/triage/weights.ts'
import { readProcessTimes } from './process-times.ts'
import { type MadeUpPull, syntheticSignatures } from './synthetic-signatures.ts'
import { withStack } from './with-stack.ts'

const sizes = [500, 2_000, 5_000, 20_000]
const changedHeads = 10
const changedShare = 0.1
/** As many pairs are looked at as in a real repository: one or two for each pull request. */
const repeatedEvery = 2
const pullsAtATime = 500
const everything = new Date(0)
const begun = '2026-01-01T00:00:00Z'

/**
 * What a comparison costs after the first one, of pull requests that only this benchmark has seen: ten heads have
 * changed by a tenth of their words, in the process that compared before (warm) and in one that did not (cold), and
 * nothing has. Seconds of processor time, of this process and of Postgres.
 */
export async function benchAgain(
  write: (line: string) => void,
  options: ReadonlyMap<string, number>,
): Promise<void> {
  const pulls = options.get('pulls')
  write(
    'pull requests  what  seconds of a processor here, in Postgres  seconds  rss MiB  database MiB  pairs',
  )
  for (const size of pulls === undefined ? sizes : [pulls])
    await withStack([], {}, async ({ databaseUrl }) => {
      const log = openLog('bench', 'fatal', 2)
      const pool = openPool(databaseUrl, { application: 'bench', log, deadlineMs: 600_000 })
      try {
        const shop = await fill(pool, size)
        await pool.query('VACUUM ANALYZE')
        let indexes = keepIndexes()
        const compare = async (what: string) => {
          globalThis.gc?.()
          const began = performance.now()
          const cpu = process.cpuUsage()
          const server = readProcessTimes(process.pid, 'postgres')
          const { edges, sets } = await compareRepository(
            { pool, indexes },
            shop.repositoryId,
            everything,
            new AbortController().signal,
          )
          const { user, system } = process.cpuUsage(cpu)
          const { rows } = await pool.query<{ bytes: number }>(
            'SELECT pg_database_size(current_database()) AS bytes',
          )
          write(
            [
              String(size).padStart(6),
              what.padEnd(8),
              seconds((user + system) / 1_000),
              seconds(readProcessTimes(process.pid, 'postgres') - server),
              seconds(performance.now() - began),
              Math.round(process.memoryUsage.rss() / 2 ** 20),
              Math.round(rows[0]!.bytes / 2 ** 20),
              `${edges} edges, ${sets} sets`,
            ].join('  '),
          )
        }
        await compare('first')
        for (let round = 0; round < (options.get('rounds') ?? 2); round++) {
          await shop.push(changedHeads)
          await compare('warm')
          await shop.push(changedHeads)
          indexes = keepIndexes()
          await compare('cold')
          await compare('nothing')
        }
      } finally {
        await pool.end()
      }
    })
}

const seconds = (ms: number) => (ms / 1_000).toFixed(2).padStart(6)

/** A repository with so many open pull requests, and pushes to them. */
async function fill(pool: Pool, size: number) {
  const facts = { owner: 'acme', name: 'shop', defaultBranch: 'main', private: false, url: null }
  const repositoryId = (await upsertRepository(pool, facts)).id
  const { text } = await readRules(pool, repositoryId)
  const random = seededRandom(7)
  const kept = new Map<number, MadeUpPull>()
  const store = async (pulls: readonly MadeUpPull[], version: number) => {
    const headOf = (number: number) => createHash('sha1').update(`${number} ${version}`).digest('hex')
    await upsertPulls(
      pool,
      repositoryId,
      pulls.map(({ number }) => ({
        number,
        title: `Mend part ${number}`,
        body: '',
        author: `author-${number % 200}`,
        state: 'OPEN' as const,
        draft: false,
        url: null,
        baseRef: 'main',
        headSha: headOf(number),
        createdAt: new Date(Date.UTC(2020, 0, 1) + number * 3_600_000).toISOString(),
        updatedAt: new Date(Date.UTC(2026, 0, 1)).toISOString(),
        closedAt: null,
        mergedAt: null,
        mergeCommitSha: null,
      })),
    )
    const { rows } = await pool.query<{ number: number; digest: string }>(
      'SELECT number, texts_digest AS digest FROM pull_requests WHERE repository_id = $1 AND number = ANY ($2)',
      [repositoryId, pulls.map(({ number }) => number)],
    )
    const digests = new Map(rows.map(({ number, digest }) => [number, digest]))
    await insertRevisions(
      pool,
      repositoryId,
      algorithmVersion,
      await Promise.all(
        pulls.map(async ({ number, signature, original }) => ({
          number,
          headSha: headOf(number),
          baseSha: 'a'.repeat(40),
          baseAt: null,
          patch: await encodePatch(writePatch(number, original ?? number)),
          commits: [{ sha: headOf(number), message: `Mend part ${number}`, authoredAt: begun }],
          signature: encodeSignature(signature),
          derivedFrom: derivedFrom(digestRules(text), digests.get(number)!),
          outcomes: [],
          degraded: null,
        })),
      ),
    )
  }
  let page: MadeUpPull[] = []
  for (const pull of syntheticSignatures(size, repeatedEvery)) {
    kept.set(pull.number, pull)
    page.push(pull)
    if (page.length === pullsAtATime || pull.number === size) {
      await store(page, 0)
      page = []
    }
  }
  let version = 0
  return {
    repositoryId,
    async push(count: number) {
      version++
      const pushed = Array.from({ length: count }, (_, nth) => {
        const pull = kept.get(1 + Math.floor(((nth + random()) * size) / count))!
        return { ...pull, signature: change(pull.signature, random) }
      })
      await store(pushed, version)
    },
  }
}

/** The same with a tenth of its terms others. */
function change({ words }: Signature, random: () => number): Signature {
  const changed = words.slice()
  const lengths = channelNames.map((_, channel) => words[at.lengths + channel]!)
  let from = channelsAt(words, 0)
  for (const length of lengths) {
    const channel = changed.subarray(from, from + length)
    for (let index = 0; index < length; index++)
      if (random() < changedShare)
        channel[index] = ((Math.floor(random() * 2 ** 24) << 8) | (channel[index]! & countBits)) >>> 0
    channel.sort()
    from += length
  }
  return { words: changed }
}

/** Two files of its own, the same ones with most of the same lines where it repeats another. */
function writePatch(number: number, original: number): string {
  const random = seededRandom(original)
  const file = (name: string) => {
    const lines = Array.from(
      { length: 12 },
      () => `+  part${Math.floor(random() * 1e6)}.render(${original});`,
    )
    const path = `packages/part-${original % 500}/${name}.js`
    return [
      `diff --git a/${path} b/${path}`,
      `--- a/${path}`,
      `+++ b/${path}`,
      `@@ -10,3 +10,${lines.length + 4} @@`,
      ' before',
      ...lines,
      `+  only${number}.render();`,
      ' between',
      ' after',
      '',
    ].join('\n')
  }
  return file('index') + file('model')
}
