import { setTimeout as sleep } from 'node:timers/promises'
import { GitFailure } from '../git.ts'
import type { BloblessMirror } from './blobless-mirror.ts'
import { classifyFetchFailure } from './explain-fetch.ts'

/** A server that fails now and then is asked again soon; what lasts longer is the queue's business. */
const usualPausesMs = [1_000, 4_000]

/** The server's trouble or the network's, by git's and curl's words: another request may get an answer. */
const passing =
  /returned error: 5\d\d|RPC failed|early EOF|unexpected disconnect|hung up|bad pack header|(?:transfer|connection) (?:closed|was|timed)|timed out|Operation too slow|Empty reply|Recv failure|Send failure|Could not resolve|Failed to connect|Couldn't connect/i

/**
 * The same mirror, whose every fetch is tried again when the server or the network fails; what it has fetched by then
 * it has.
 */
export function steadyMirror(
  mirror: BloblessMirror,
  pausesMs: readonly number[] = usualPausesMs,
): BloblessMirror {
  async function insist<T>(signal: AbortSignal, fetch: () => Promise<T>): Promise<T> {
    for (const pauseMs of pausesMs)
      try {
        return await fetch()
      } catch (error) {
        if (!(error instanceof GitFailure) || !isPassing(error)) throw error
        await sleep(pauseMs, undefined, { signal })
      }
    return fetch()
  }
  return {
    ...mirror,
    fetchRefs: (refspecs, signal) => insist(signal, () => mirror.fetchRefs(refspecs, signal)),
    fetchObjects: (ids, signal) => insist(signal, () => mirror.fetchObjects(ids, signal)),
    listRemoteRefs: (patterns, signal) => insist(signal, () => mirror.listRemoteRefs(patterns, signal)),
  }
}

function isPassing(error: GitFailure): boolean {
  return classifyFetchFailure(error) === 'other' && passing.test(error.stderr)
}
