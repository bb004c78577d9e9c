import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describeError } from '../../errors.ts'
import type { Log } from '../../log.ts'
import { GitFailure, type GitOptions, readGitLines, runGit } from '../git.ts'
import { compactMirror } from './compact-mirror.ts'
import { createAside, createIfMissing, replaceFolder } from './create-mirror.ts'
import { classifyFetchFailure } from './explain-fetch.ts'
import { removeStaleFiles } from './stale-files.ts'

/**
 * A first fetch of a large repository takes minutes; a server that sends nothing is given up long before
 * (lowSpeedTime).
 */
const fetchDeadlineMs = 30 * 60_000
/** Refspecs and object ids in one fetch: few enough that a failure repeats little. */
const mostPerFetch = 20_000
/** A ref is locked for milliseconds: a lock this old belongs to a git that was killed. */
const staleLockMs = 15_000
const lockAttempts = 4
/** Every fetch leaves a pack; beyond so many, finding an object takes longer than putting them into one. */
const mostPacks = 40
const lockPauseMs = 5_000

/** Tell git that what is missing is missing on purpose. */
const bloblessSettings = [
  ['remote.origin.promisor', 'true'],
  ['remote.origin.partialclonefilter', 'blob:none'],
] as const

/**
 * A bare mirror that holds commits and trees, and only the blobs that were asked for. It is not marked as a partial
 * clone in its config file: so no git command but these fetches can ever go to the network for an object that it lacks.
 */
export interface BloblessMirror {
  readonly gitDir: string
  /** Fetches by refspec. @throws GitFailure; one missing ref fails them all. */
  fetchRefs(refspecs: readonly string[], signal: AbortSignal): Promise<void>
  /** Fetches objects by id, without what they refer to. @throws GitFailure when the server refuses one. */
  fetchObjects(ids: readonly string[], signal: AbortSignal): Promise<void>
  /**
   * The names of the server's refs that match, in one request. Where all patterns are of branches no other refs are
   * sent.
   */
  listRemoteRefs(patterns: readonly string[], signal: AbortSignal): Promise<Set<string>>
  /** Whether the commits of the mirror's own refs can be read: the question after a failure that git explains oddly. */
  isSound(signal: AbortSignal): Promise<boolean>
  /** Puts the packs of many fetches into one, now and then. Never fails: it can wait. */
  tidy(signal: AbortSignal): Promise<void>
  /**
   * Throws away everything but the commits and trees of the target branches. @throws GitFailure when the mirror is
   * damaged.
   */
  compact(signal: AbortSignal): Promise<void>
  /** Whether blobs are left out. */
  isBlobless(signal: AbortSignal): Promise<boolean>
  /** Throws the mirror away and begins an empty one, blobless or (for a server that gives no single objects) whole. */
  rebuild(blobless: boolean, signal: AbortSignal): Promise<void>
}

export async function openBloblessMirror({
  gitDir,
  url,
  secretSettings,
  log,
  signal,
}: {
  gitDir: string
  url: string
  secretSettings: GitOptions['secretSettings']
  log: Log
  signal: AbortSignal
}): Promise<BloblessMirror> {
  await createIfMissing(gitDir, signal)
  await removeStaleFiles(gitDir, staleLockMs * lockAttempts, Date.now())
  let blobless: boolean | undefined

  const isBlobless = async (either: AbortSignal) => {
    blobless ??= await runGit(['config', '--local', '--get', 'clawtriage.whole'], {
      gitDir,
      signal: either,
    }).then(
      () => false,
      (error) => {
        if (error instanceof GitFailure) return true
        throw error
      },
    )
    return blobless
  }

  /** The remote is given with each command, so nothing on disk can be out of date. */
  const remote = (either: AbortSignal): GitOptions => ({
    gitDir,
    signal: either,
    network: 'allowed',
    deadlineMs: fetchDeadlineMs,
    secretSettings,
    settings: [['remote.origin.url', url]],
  })

  async function fetch(
    lines: readonly string[],
    more: GitOptions['settings'],
    either: AbortSignal,
  ): Promise<void> {
    const filtered = await isBlobless(either)
    const options = remote(either)
    const settings = [...options.settings!, ...(more ?? []), ...(filtered ? bloblessSettings : [])]
    const args = [
      'fetch',
      '--no-tags',
      '--no-write-fetch-head',
      '--no-auto-maintenance',
      '--recurse-submodules=no',
      '--quiet',
      '--force',
      ...(filtered ? ['--filter=blob:none'] : []),
      '--stdin',
      'origin',
    ] as const
    for (let from = 0; from < lines.length; from += mostPerFetch) {
      const input = lines
        .slice(from, from + mostPerFetch)
        .map((line) => `${line}\n`)
        .join('')
      await retryLocked(gitDir, either, () => runGit(args, { ...options, settings, input }))
    }
  }

  return {
    gitDir,
    isBlobless,
    fetchRefs: (refspecs, either) => fetch(refspecs, [], either),
    // The ids are new by definition: saying what is here already would only cost time.
    fetchObjects: (ids, either) => fetch(ids, [['fetch.negotiationAlgorithm', 'noop']], either),

    async listRemoteRefs(patterns, either) {
      const names = new Set<string>()
      // Patterns are git's own business: the server sends every ref that it has, two for each pull request.
      const branches = patterns.every((pattern) => pattern.startsWith('refs/heads/')) ? ['--heads'] : []
      const args = ['ls-remote', '--quiet', ...branches, 'origin', ...patterns] as const
      for await (const lines of readGitLines(args, remote(either)))
        for (const line of lines) names.add(line.slice(line.indexOf('\t') + 1))
      return names
    },

    isSound: (either) =>
      runGit(['rev-list', '--all', '--quiet'], { gitDir, signal: either }).then(
        () => true,
        (error) => {
          if (error instanceof GitFailure && !error.outOfMemory) return false
          throw error
        },
      ),

    async tidy(either) {
      const packs = await readdir(join(gitDir, 'objects', 'pack')).catch(() => [])
      if (packs.filter((name) => name.endsWith('.pack')).length <= mostPacks) return
      const settings = (await isBlobless(either)) ? bloblessSettings : []
      await runGit(['repack', '-a', '-d', '--quiet'], { gitDir, signal: either, settings }).catch((error) => {
        either.throwIfAborted()
        log.warn({ gitDir, error: describeError(error) }, 'mirror could not be repacked')
      })
    },

    compact: async (either) => compactMirror(gitDir, await isBlobless(either), either),

    async rebuild(wanted, either) {
      log.warn({ gitDir, blobless: wanted }, 'mirror is built anew')
      const aside = await createAside(gitDir, either)
      try {
        if (!wanted)
          await runGit(['config', '--local', 'clawtriage.whole', 'true'], { gitDir: aside, signal: either })
        await replaceFolder(gitDir, aside)
      } finally {
        await rm(aside, { recursive: true, force: true })
      }
      blobless = wanted
    },
  }
}

/** Runs `fetch` again while another git holds a lock; a lock whose holder is gone is removed. */
async function retryLocked(
  gitDir: string,
  signal: AbortSignal,
  fetch: () => Promise<unknown>,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await fetch()
      return
    } catch (error) {
      if (
        !(error instanceof GitFailure) ||
        classifyFetchFailure(error) !== 'locked' ||
        attempt === lockAttempts
      )
        throw error
      await removeStaleFiles(gitDir, staleLockMs, Date.now())
      await sleep(lockPauseMs, undefined, { signal })
    }
  }
}
