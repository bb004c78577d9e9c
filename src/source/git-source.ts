import { join } from 'node:path'
import { openGate } from '../concurrency/gate.ts'
import type { FetchedChange, ListedPull } from '../domain/pull-request.ts'
import { rulesPath } from '../domain/repository.ts'
import { AppError, describeError } from '../errors.ts'
import type { DiffPair } from '../git/diff/diff-pair.ts'
import { findFileAt, readBlobText } from '../git/file-at.ts'
import { GitFailure, type GitOptions } from '../git/git.ts'
import { readBranchFiles } from '../git/history/branch-files.ts'
import { openBranchRanges } from '../git/history/branch-ranges.ts'
import { loadCommitGraph } from '../git/history/commit-graph.ts'
import { findLandings } from '../git/history/landings.ts'
import { findAllOwnPairs } from '../git/history/own-changes.ts'
import { type LocatedPull, readChanges } from '../git/history/read-changes.ts'
import { readMergeBlobs } from '../git/merge/merge-blobs.ts'
import { type BloblessMirror, openBloblessMirror } from '../git/mirror/blobless-mirror.ts'
import { limitCache, markUsed } from '../git/mirror/cache-limit.ts'
import { cachePath } from '../git/mirror/cache-path.ts'
import { classifyFetchFailure, explainFetchFailure } from '../git/mirror/explain-fetch.ts'
import { fetchAllowed } from '../git/mirror/fetch-allowed.ts'
import { fetchBlobs } from '../git/mirror/fetch-blobs.ts'
import { baseRefName, fetchBases, fetchHeads, readBases } from '../git/mirror/fetch-heads.ts'
import { findRedirect, isRedirected } from '../git/mirror/follow-redirect.ts'
import { requireSpace } from '../git/mirror/require-space.ts'
import { steadyMirror } from '../git/mirror/steady-mirror.ts'
import { isSafeRef } from '../git/names.ts'
import { classifyObjects } from '../git/objects.ts'
import { deriveUserAgent } from '../github/user-agent.ts'
import type { Log } from '../log.ts'
import { diffProcesses } from '../machine-memory.ts'
import type { PullSource } from './source.ts'
import { tryAll } from './try-all.ts'

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
 * Pull requests that were listed but not asked for yet and are fetched along, so that the jobs of a first scan share a
 * few fetches instead of making one each.
 */
const mostFetchedAlong = 2_000
/** A repository that was renamed twice is a redirect to a redirect; more is a circle. */
const mostRedirects = 3

interface Located {
  /** What each fetched pull request consists of. */
  found: Map<string, LocatedPull>
  /** Why the others cannot be had. */
  failed: Map<string, string>
  graph: Awaited<ReturnType<typeof loadCommitGraph>>
}

/** A pull request at one head: a later scan may ask for the same number with another one. */
const keyOf = ({ number, headSha }: { number: number; headSha: string }) => `${number}@${headSha}`

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
  const gitDir = cachePath(dataDir, owner, name)
  let url = `${serverUrl}/${owner}/${name}.git`
  const repository = `${owner}/${name}`
  const hasToken = token !== null || appToken !== undefined
  // Filled before each use, since the token changes. Who asks is no secret: it travels beside one.
  const secretSettings: [name: string, value: string][] = []
  let authorization: string | null = null
  async function refreshToken(): Promise<void> {
    const current = (await appToken?.()) ?? token
    secretSettings.splice(0, secretSettings.length, ['http.userAgent', userAgent])
    authorization = current === null ? null : basicAuthorization(current)
    if (authorization !== null) secretSettings.push([`http.${serverUrl}/.extraHeader`, authorization])
  }
  const listed = new Map<string, ListedPull>()
  const enterFetch = openGate(1)
  const enterDiff = openGate(diffProcesses())
  let mirror: BloblessMirror | undefined
  let located: Located | undefined
  /** Fetched before, perhaps forgotten since: fetched again only when asked for. */
  const offered = new Set<string>()

  /** Fetches what the pulls lack, and all else that was listed. Jobs that come meanwhile find theirs done. */
  async function locate(pulls: readonly ListedPull[], signal: AbortSignal): Promise<Located> {
    const leave = await enterFetch(signal)
    try {
      const isLocated = (pull: ListedPull) =>
        located?.found.has(keyOf(pull)) || located?.failed.has(keyOf(pull))
      if (located !== undefined && pulls.every(isLocated)) return located
      const keys = new Set(pulls.map(keyOf))
      const along = [...listed.values()].filter((pull) => !keys.has(keyOf(pull)) && !offered.has(keyOf(pull)))
      const wanted = [...pulls, ...along.slice(0, mostFetchedAlong)]
      requireSpace(join(dataDir, 'git'))
      const began = performance.now()
      located = await withMirror((target) => fetchInto(target, wanted, signal), signal)
      for (const pull of wanted) offered.add(keyOf(pull))
      log.debug(
        { repo: repository, pulls: wanted.length, ms: Math.round(performance.now() - began) },
        'fetched',
      )
      return located
    } catch (error) {
      const explained = explain(error, signal)
      // The queue tries again in silence; what has failed is known only here.
      log.warn({ repo: repository, error: describeError(explained) }, 'a fetch failed')
      throw explained
    } finally {
      leave()
    }
  }

  function explain(error: unknown, signal: AbortSignal): unknown {
    signal.throwIfAborted()
    return explainFetchFailure(error, repository, url, hasToken, new Date(now()))
  }

  /** Tries once more with a new mirror when this one is damaged, or when the server gives no single objects. */
  async function withMirror<T>(use: (target: BloblessMirror) => Promise<T>, signal: AbortSignal): Promise<T> {
    let redirects = 0
    for (let rebuilds = 0; ; rebuilds++) {
      try {
        await refreshToken()
        mirror ??= steadyMirror(
          await openBloblessMirror({ gitDir, url, secretSettings, log, signal }),
          retryPausesMs,
        )
        await markUsed(gitDir, now())
        const fetched = await use(mirror)
        await mirror.tidy(signal)
        return fetched
      } catch (error) {
        signal.throwIfAborted()
        if (error instanceof GitFailure && isRedirected(error.stderr) && redirects++ < mostRedirects) {
          const headers = {
            'user-agent': userAgent,
            ...(authorization !== null && { authorization: authorization.replace(/^Authorization: /, '') }),
          }
          url = await findRedirect(url, headers, signal)
          mirror = undefined
          rebuilds--
          continue
        }
        if (!(error instanceof GitFailure) || mirror === undefined || rebuilds === 2) throw error
        const trouble = classifyFetchFailure(error)
        const blobless = await mirror.isBlobless(signal).catch(() => true)
        if (trouble === 'no-single-objects' && blobless) await mirror.rebuild(false, signal)
        else if (trouble === 'damaged' || !(await mirror.isSound(signal)))
          await mirror.rebuild(blobless, signal)
        else throw error
      }
    }
  }

  async function fetchInto(
    target: BloblessMirror,
    wanted: readonly ListedPull[],
    signal: AbortSignal,
  ): Promise<Located> {
    const options: GitOptions = { gitDir, signal }
    const branches = wanted.map(({ baseRef }) => baseRef)
    await fetchBases(target, branches, signal)
    const gone = await fetchHeads(target, wanted, signal)
    const bases = await readBases(target, branches, signal)
    const there = wanted.filter(({ number }) => !gone.has(number))
    const tips = new Set([...bases.values(), ...there.map(({ headSha }) => headSha)])
    const kinds = await classifyObjects([...tips], options)
    const graph = await loadCommitGraph(
      [...tips].filter((tip) => kinds.get(tip) === 'commit'),
      options,
    )

    const failed = new Map<string, string>()
    const candidates: LocatedPull[] = []
    const deriveRange = openBranchRanges(graph)
    for (const pull of wanted) {
      const branch = bases.get(baseRefName(pull.baseRef)) ?? bases.get(baseRefName(null)) ?? ''
      const range = gone.has(pull.number) ? null : deriveRange(pull.headSha, branch, pull.mergeCommitSha)
      if (range !== null) {
        const { number, headSha, author } = pull
        candidates.push({ number, headSha, author, range })
      } else
        failed.set(
          keyOf(pull),
          gone.has(pull.number)
            ? 'its head is gone: deleted or force-pushed since it was listed'
            : 'its target branch is gone',
        )
    }
    const pairs = candidates.map(({ headSha, range }) => ({
      head: headSha,
      base: range.base === null ? null : graph.commits.id(range.base),
    }))
    const own = await findAllOwnPairs(candidates, graph, now() / 1_000, options)
    const ofOwn = [...own].flatMap(([index, ownPairs]) => ownPairs.map((pair) => ({ index, pair })))
    const tooMany = await fetchBlobs(target, [...pairs, ...ofOwn.map(({ pair }) => pair)], signal)
    const found = new Map<string, LocatedPull>()
    candidates.forEach((pull, index) => {
      if (tooMany.has(index)) failed.set(keyOf(pull), 'it changes too many files to be fetched')
      else found.set(keyOf(pull), pull)
    })
    for (const [at, { index }] of ofOwn.entries())
      if (tooMany.has(pairs.length + at)) candidates[index]!.wholeOnly = true
    return { found, failed, graph }
  }

  /** What is listed is fetched along with what is asked for. */
  async function* remember(pages: AsyncIterable<ListedPull[]>): AsyncGenerator<ListedPull[]> {
    for await (const page of pages) {
      for (const pull of page) listed.set(keyOf(pull), { ...pull, title: '', body: '' })
      yield page
    }
  }

  return {
    kind: 'git',
    requestCount: () => list.requestCount(),
    requestLimit: () => list.requestLimit(),
    fetchRepository: (signal, known) => list.fetchRepository(signal, known),

    async fetchRules(signal) {
      const leave = await enterFetch(signal)
      try {
        return await withMirror((target) => fetchRules(target, signal), signal)
      } catch (error) {
        throw explain(error, signal)
      } finally {
        leave()
      }
    },

    listPulls: (options, signal) => remember(list.listPulls(options, signal)),
    ...(list.listUpdates && {
      listUpdates: (since, signal, isStored, progress) =>
        remember(list.listUpdates!(since, signal, isStored, progress)),
    }),
    confirmListed: async () => list.confirmListed?.(),
    ...(list.fetchPullFacts && {
      fetchPullFacts: (pulls, home, signal) => list.fetchPullFacts!(pulls, home, signal),
    }),

    async findLandings(queries, since, signal) {
      if (queries.length === 0) return []
      const leave = await enterFetch(signal)
      try {
        return await withMirror(async (target) => {
          await fetchBases(target, [], signal)
          const tip = (await readBases(target, [], signal)).get(baseRefName(null))
          if (tip === undefined) return []
          const prepare = (pairs: readonly DiffPair[]) => fetchBlobs(target, pairs, signal)
          return findLandings(queries, tip, since, prepare, { gitDir, signal })
        }, signal)
      } catch (error) {
        throw explain(error, signal)
      } finally {
        leave()
      }
    },

    async readBranchFiles(known, signal) {
      const leave = await enterFetch(signal)
      try {
        return await withMirror(async (target) => {
          // As the scan has fetched it: reading its rules did.
          const tip = (await readBases(target, [], signal)).get(baseRefName(null))
          return tip === undefined || tip === known
            ? null
            : readBranchFiles(tip, now() / 1_000, { gitDir, signal })
        }, signal)
      } catch (error) {
        throw explain(error, signal)
      } finally {
        leave()
      }
    },

    async tryMerges(question, signal) {
      const leave = await enterFetch(signal)
      try {
        requireSpace(join(dataDir, 'git'))
        await withMirror(async (target) => {
          await fetchBases(target, [question.branch], signal)
          const bases = await readBases(target, [question.branch], signal)
          const { branch } = question
          const tip = branch === null || isSafeRef(branch) ? bases.get(baseRefName(branch)) : undefined
          if (tip === undefined)
            throw new AppError('NOT_FOUND', `the branch that they are made to is gone from ${repository}`)
          await tryAll(question, tip, { gitDir, signal }, async (heads) => {
            const wanted = question.pulls.filter(({ headSha }) => heads.includes(headSha))
            await fetchHeads(
              target,
              wanted.map((pull) => ({ ...pull, baseRef: question.branch })),
              signal,
            )
            const there = await classifyObjects(heads, { gitDir, signal })
            const commits = heads.filter((head) => there.get(head) === 'commit')
            const blobs = [...(await readMergeBlobs(tip, commits, { gitDir, signal }))]
            const kinds = await classifyObjects(blobs, { gitDir, signal })
            await fetchAllowed(
              target,
              blobs.filter((blob) => kinds.get(blob) === 'missing'),
              signal,
            )
          })
        }, signal)
      } catch (error) {
        throw explain(error, signal)
      } finally {
        leave()
      }
    },

    async tidy(signal) {
      // A scan that fetched nothing has nothing to put away.
      if (mirror === undefined) return
      const leave = await enterFetch(signal)
      try {
        const opened = mirror
        await limitCache({
          dataDir,
          gitDir,
          maxBytes: cacheMaxBytes,
          compact: () => opened.compact(signal),
          log,
          now: now(),
        })
        // What was located may be gone; the next to ask finds a mirror to fetch into.
        located = undefined
        offered.clear()
        mirror = undefined
      } catch (error) {
        if (!signal.aborted) log.warn({ gitDir, error: describeError(error) }, 'mirrors could not be limited')
      } finally {
        leave()
      }
    },

    async *fetchChanges(pulls, signal): AsyncGenerator<FetchedChange> {
      if (pulls.length === 0) return
      const { found, failed, graph } = await locate(pulls, signal)
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

async function fetchRules(target: BloblessMirror, signal: AbortSignal): Promise<string | null> {
  const options: GitOptions = { gitDir: target.gitDir, signal }
  await fetchBases(target, [], signal)
  const id = await findFileAt(baseRefName(null), rulesPath, options)
  if (id === null) return null
  const kind = (await classifyObjects([id], options)).get(id)
  if (kind === 'missing') await fetchAllowed(target, [id], signal)
  return readBlobText(id, options)
}

/** As GitHub takes a token over git: any user name, the token as its password. */
function basicAuthorization(token: string): string {
  return `Authorization: Basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`
}
