import { openGate } from '../concurrency/gate.ts'
import { describeError } from '../errors.ts'
import { GitFailure } from '../git/git.ts'
import { type BloblessMirror, openBloblessMirror } from '../git/mirror/blobless-mirror.ts'
import { limitCache, markUsed } from '../git/mirror/cache-limit.ts'
import { cachePath } from '../git/mirror/cache-path.ts'
import { classifyFetchFailure, explainFetchFailure } from '../git/mirror/explain-fetch.ts'
import { findRedirect, isRedirected } from '../git/mirror/follow-redirect.ts'
import { steadyMirror } from '../git/mirror/steady-mirror.ts'
import type { Log } from '../log.ts'
import type { GitCredentials } from './git-credentials.ts'

/** A repository that was renamed twice is a redirect to a redirect; more is a circle. */
const mostRedirects = 3

/** The mirror of one repository: made when it is first used, mended when it is damaged, used by one at a time. */
export interface RepositoryMirror {
  readonly gitDir: string
  /**
   * Waits for its turn and hands the mirror out. `work` runs again, with a new mirror, when this one turns out to be
   * damaged, when the server gives no single objects, or when the repository has moved.
   * @param before runs when it is its turn and before the mirror is touched; what it returns is the answer, then
   *   without `work`.
   * @throws AppError or SourceWait with one line that says what was the matter.
   */
  use<T>(
    work: (mirror: BloblessMirror) => Promise<T>,
    signal: AbortSignal,
    before?: () => T | undefined,
  ): Promise<T>
  /**
   * Puts away what is kept of this and other repositories until all of it is below the limit; a mirror that was not
   * used has nothing to put away. A failure is logged.
   * @param onPutAway what was read from the mirror may be gone now.
   */
  tidy(onPutAway: () => void, signal: AbortSignal): Promise<void>
}

export function openRepositoryMirror({
  owner,
  name,
  dataDir,
  serverUrl,
  credentials,
  cacheMaxBytes,
  retryPausesMs,
  log,
  now,
}: {
  owner: string
  name: string
  dataDir: string
  serverUrl: string
  credentials: GitCredentials
  cacheMaxBytes: number
  retryPausesMs: readonly number[] | undefined
  log: Log
  now: () => number
}): RepositoryMirror {
  const gitDir = cachePath(dataDir, owner, name)
  const enter = openGate(1)
  let url = `${serverUrl}/${owner}/${name}.git`
  let mirror: BloblessMirror | undefined

  async function open(signal: AbortSignal): Promise<BloblessMirror> {
    const secretSettings = credentials.settings
    const opened = await openBloblessMirror({ gitDir, url, secretSettings, log, signal })
    return steadyMirror(opened, retryPausesMs)
  }

  async function useMended<T>(work: (mirror: BloblessMirror) => Promise<T>, signal: AbortSignal): Promise<T> {
    let redirects = 0
    for (let rebuilds = 0; ; rebuilds++) {
      try {
        await credentials.refresh()
        mirror ??= await open(signal)
        await markUsed(gitDir, now())
        const done = await work(mirror)
        await mirror.tidy(signal)
        return done
      } catch (error) {
        signal.throwIfAborted()
        if (error instanceof GitFailure && isRedirected(error.stderr) && redirects++ < mostRedirects) {
          url = await findRedirect(url, credentials.headers(), signal)
          mirror = undefined
          rebuilds--
          continue
        }
        if (!(error instanceof GitFailure) || mirror === undefined || rebuilds === 2) throw error
        await mend(mirror, error, signal)
      }
    }
  }

  return {
    gitDir,

    async use(work, signal, before) {
      const leave = await enter(signal)
      try {
        return before?.() ?? (await useMended(work, signal))
      } catch (error) {
        signal.throwIfAborted()
        throw explainFetchFailure(error, `${owner}/${name}`, url, credentials.hasToken, new Date(now()))
      } finally {
        leave()
      }
    },

    async tidy(onPutAway, signal) {
      if (mirror === undefined) return
      const leave = await enter(signal)
      try {
        const opened = mirror
        const compact = () => opened.compact(signal)
        await limitCache({ dataDir, gitDir, maxBytes: cacheMaxBytes, compact, log, now: now() })
        // The next to ask finds a mirror to fetch into.
        mirror = undefined
        onPutAway()
      } catch (error) {
        if (!signal.aborted) log.warn({ gitDir, error: describeError(error) }, 'mirrors could not be limited')
      } finally {
        leave()
      }
    },
  }
}

/** Makes the mirror anew where that can help; throws the failure where it cannot. */
async function mend(mirror: BloblessMirror, failure: GitFailure, signal: AbortSignal): Promise<void> {
  const trouble = classifyFetchFailure(failure)
  const blobless = await mirror.isBlobless(signal).catch(() => true)
  if (trouble === 'no-single-objects' && blobless) await mirror.rebuild(false, signal)
  else if (trouble === 'damaged' || !(await mirror.isSound(signal))) await mirror.rebuild(blobless, signal)
  else throw failure
}
