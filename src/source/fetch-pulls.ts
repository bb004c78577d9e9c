import type { ListedPull } from '../domain/pull-request.ts'
import { describeError } from '../errors.ts'
import type { BloblessMirror } from '../git/mirror/blobless-mirror.ts'
import type { Log } from '../log.ts'
import { keyOf, type Located, locatePulls } from './locate-pulls.ts'
import type { RepositoryMirror } from './repository-mirror.ts'

/**
 * Pull requests that were listed but not asked for yet and are fetched along, so that the jobs of a first scan share a
 * few fetches instead of making one each.
 */
const mostFetchedAlong = 2_000

/** What has been listed and fetched so far, for jobs that come one after the other and side by side. */
export interface PullFetches {
  /** Passes pages on. What is listed is fetched along with what is asked for. */
  remember(pages: AsyncIterable<ListedPull[]>): AsyncGenerator<ListedPull[]>
  /** Fetches what the pulls lack, and all else that was listed. Jobs that come meanwhile find theirs done. */
  locate(pulls: readonly ListedPull[], signal: AbortSignal): Promise<Located>
  /** What was located may be gone from the mirror. */
  forget(): void
}

/** @param requireSpace throws when there is no room on the disk for a fetch. */
export function openPullFetches({
  mirror,
  requireSpace,
  repository,
  log,
  now,
}: {
  mirror: RepositoryMirror
  requireSpace: () => void
  /** `owner/name`, for the log. */
  repository: string
  log: Log
  now: () => number
}): PullFetches {
  const listed = new Map<string, ListedPull>()
  /** Fetched before, perhaps forgotten since: fetched again only when asked for. */
  const offered = new Set<string>()
  let located: Located | undefined

  const isLocated = (pull: ListedPull) => located?.found.has(keyOf(pull)) || located?.failed.has(keyOf(pull))

  function withOthers(pulls: readonly ListedPull[]): ListedPull[] {
    const keys = new Set(pulls.map(keyOf))
    const along = [...listed.values()].filter((pull) => !keys.has(keyOf(pull)) && !offered.has(keyOf(pull)))
    return [...pulls, ...along.slice(0, mostFetchedAlong)]
  }

  return {
    async *remember(pages) {
      for await (const page of pages) {
        for (const pull of page) listed.set(keyOf(pull), { ...pull, title: '', body: '' })
        yield page
      }
    },

    async locate(pulls, signal) {
      const fetchAll = async (target: BloblessMirror) => {
        const began = performance.now()
        const wanted = withOthers(pulls)
        located = await locatePulls(target, wanted, now(), signal)
        for (const pull of wanted) offered.add(keyOf(pull))
        const ms = Math.round(performance.now() - began)
        log.debug({ repo: repository, pulls: wanted.length, ms }, 'fetched')
        return located
      }
      try {
        return await mirror.use(fetchAll, signal, () => {
          if (located !== undefined && pulls.every(isLocated)) return located
          requireSpace()
          return undefined
        })
      } catch (error) {
        // The queue tries again in silence; what has failed is known only here.
        if (!signal.aborted) log.warn({ repo: repository, error: describeError(error) }, 'a fetch failed')
        throw error
      }
    },

    forget() {
      located = undefined
      offered.clear()
    },
  }
}
