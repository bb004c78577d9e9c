import { join } from 'node:path'
import { openGate } from '../concurrency/gate.ts'
import type { FetchedChange } from '../domain/pull-request.ts'
import type { DiffPair } from '../git/diff/diff-pair.ts'
import { readBranchFiles } from '../git/history/branch-files.ts'
import { findLandings } from '../git/history/landings.ts'
import { type LocatedPull, readChanges } from '../git/history/read-changes.ts'
import { fetchBlobs } from '../git/mirror/fetch-blobs.ts'
import { baseRefName, fetchBases, readBases } from '../git/mirror/fetch-heads.ts'
import { requireSpace } from '../git/mirror/require-space.ts'
import { deriveUserAgent } from '../github/user-agent.ts'
import type { Log } from '../log.ts'
import { diffProcesses } from '../machine-memory.ts'
import { fetchMerges } from './fetch-merges.ts'
import { openPullFetches } from './fetch-pulls.ts'
import { fetchRules } from './fetch-rules.ts'
import { fetchSeparateLines } from './fetch-separate-lines.ts'
import { openGitCredentials } from './git-credentials.ts'
import { keyOf } from './locate-pulls.ts'
import { openRepositoryMirror } from './repository-mirror.ts'
import type { PullSource } from './source.ts'

/** The part of a GitHub client that lists; the changes come by git. */
export type PullList = Pick<
  PullSource,
  | 'fetchRepository'
  | 'listPulls'
  | 'listUpdates'
  | 'confirmListed'
  | 'fetchPullFacts'
  | 'requestCount'
  | 'requestLimit'
>

/**
 * Pull requests listed by GitHub's REST API, their changes read from a bare mirror of our own, into which only the
 * wanted heads, their target branches and the blobs of their diffs are fetched, each in one batch.
 */
export function openGitSource({
  owner,
  name,
  list,
  dataDir,
  serverUrl,
  token,
  appToken,
  userAgent = deriveUserAgent(null),
  cacheMaxBytes = Number.POSITIVE_INFINITY,
  retryPausesMs,
  log,
  now = Date.now,
}: {
  owner: string
  name: string
  list: PullList
  dataDir: string
  /** Without a trailing slash: `https://github.com`. */
  serverUrl: string
  token: string | null
  /** A GitHub App's token for this repository, which is another one every hour; it goes before `token`. */
  appToken?: (() => Promise<string | null>) | undefined
  /** What git says it is. */
  userAgent?: string
  /** All mirrors under `dataDir` together may take so much room between scans. */
  cacheMaxBytes?: number
  /** Between the tries of one fetch. */
  retryPausesMs?: readonly number[]
  log: Log
  now?: () => number
}): PullSource {
  const repository = `${owner}/${name}`
  const requireRoom = () => requireSpace(join(dataDir, 'git'))
  const mirror = openRepositoryMirror({
    owner,
    name,
    dataDir,
    serverUrl,
    credentials: openGitCredentials({ serverUrl, token, appToken, userAgent }),
    cacheMaxBytes,
    retryPausesMs,
    log,
    now,
  })
  const fetches = openPullFetches({ mirror, requireSpace: requireRoom, repository, log, now })
  const enterDiff = openGate(diffProcesses())
  const { gitDir } = mirror

  return {
    kind: 'git',
    requestCount: () => list.requestCount(),
    requestLimit: () => list.requestLimit(),
    fetchRepository: (signal, known) => list.fetchRepository(signal, known),
    fetchRules: (signal) => mirror.use((target) => fetchRules(target, signal), signal),

    listPulls: (options, signal) => fetches.remember(list.listPulls(options, signal)),
    ...(list.listUpdates && {
      listUpdates: (since, signal, isStored, progress) =>
        fetches.remember(list.listUpdates!(since, signal, isStored, progress)),
    }),
    confirmListed: async () => list.confirmListed?.(),
    ...(list.fetchPullFacts && {
      fetchPullFacts: (pulls, home, signal) => list.fetchPullFacts!(pulls, home, signal),
    }),

    async findLandings(queries, since, signal, known) {
      const nothing = { tip: null, landings: [], standing: [], unsure: [] }
      if (queries.length === 0) return nothing
      return mirror.use(async (target) => {
        await fetchBases(target, [], signal)
        const tip = (await readBases(target, [], signal)).get(baseRefName(null))
        if (tip === undefined) return nothing
        const prepare = (pairs: readonly DiffPair[]) => fetchBlobs(target, pairs, signal)
        return findLandings(queries, tip, since, prepare, { gitDir, signal }, { known })
      }, signal)
    },

    readBranchFiles: (known, signal) =>
      mirror.use(async (target) => {
        // As the scan has fetched it: reading its rules did.
        const tip = (await readBases(target, [], signal)).get(baseRefName(null))
        return tip === undefined || tip === known
          ? null
          : readBranchFiles(tip, now() / 1_000, { gitDir, signal })
      }, signal),

    findSeparateLines: (branches, known, signal) =>
      mirror.use((target) => fetchSeparateLines(target, branches, known, signal), signal),

    tryMerges: (question, signal) =>
      mirror.use((target) => fetchMerges(target, question, repository, signal), signal, requireRoom),

    tidy: (signal) => mirror.tidy(fetches.forget, signal),

    async *fetchChanges(pulls, signal): AsyncGenerator<FetchedChange> {
      if (pulls.length === 0) return
      const { found, failed, graph } = await fetches.locate(pulls, signal)
      const ready: LocatedPull[] = []
      for (const pull of pulls) {
        const { number, headSha } = pull
        const ours = found.get(keyOf(pull))
        if (ours !== undefined) ready.push(ours)
        else
          yield { ok: false, number, headSha, reason: failed.get(keyOf(pull)) ?? 'it could not be fetched' }
      }
      const leave = await enterDiff(signal)
      try {
        yield* readChanges(graph, ready, now() / 1_000, { gitDir, signal })
      } finally {
        leave()
      }
    },
  }
}
