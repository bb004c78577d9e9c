import { createHash } from 'node:crypto'
import { openGate } from '../concurrency/gate.ts'
import { openOnce } from '../concurrency/open-once.ts'
import { rulesPath } from '../domain/repository.ts'
import { AppError } from '../errors.ts'
import { findFileAt, readBlobText } from '../git/file-at.ts'
import { readBranchFiles } from '../git/history/branch-files.ts'
import { findMerged } from '../git/history/commit-graph.ts'
import { readCommits } from '../git/history/commits.ts'
import { describePull } from '../git/history/describe-pull.ts'
import { openKeptHistory } from '../git/history/kept-history.ts'
import { readLandedWords } from '../git/history/landed-words.ts'
import { findLandings } from '../git/history/landings.ts'
import { readMirrorHistory } from '../git/history/mirror-history.ts'
import { type LocatedPull, readChanges } from '../git/history/read-changes.ts'
import { historyPath } from '../git/mirror/cache-path.ts'
import { checkBareRepository, readMirrorRefs, readRemoteUrl } from '../git/refs.ts'
import type { Log } from '../log.ts'
import { diffProcesses } from '../machine-memory.ts'
import { readSeparateLines } from './separate-lines.ts'
import type { PullSource } from './source.ts'
import { tryAll } from './try-all.ts'

/**
 * Pull requests in one page of the list and in one batch of diffs: git's start costs nothing for each, memory stays
 * small.
 */
const pageSize = 500

/** To be raised when a list says something else of the same history. */
const listVersion = 7
const daySeconds = 86_400

/**
 * A local bare mirror as a source of pull requests, without a network. Every `refs/pull/N/head` that the default branch
 * contains was merged; every other one counts as open, since a mirror does not say which were closed. The mirror is
 * read as it is when the source is first used, and never written to.
 */
export function openMirrorSource({
  dir,
  owner,
  name,
  log,
  now = Date.now,
  dataDir,
}: {
  dir: string
  owner: string
  name: string
  log: Log
  now?: () => number
  /** Its history is kept there from scan to scan; absent: nowhere. */
  dataDir?: string
}): PullSource {
  const nowSeconds = () => now() / 1_000
  const kept =
    dataDir === undefined ? undefined : openKeptHistory(historyPath(dataDir, owner, name), log, now)
  const enter = openGate(diffProcesses())
  /** Objects that are fetched later change no ref. */
  let lacksHeads = false
  const openedRefs = openOnce(async (signal) => {
    // First of all: it says what is wrong with a folder that is no mirror, and lets git at nothing that it would wait
    // for.
    await checkBareRepository(dir, signal)
    const refs = await readMirrorRefs({ gitDir: dir, signal })
    return { refs, url: await readRemoteUrl({ gitDir: dir, signal }) }
  })
  const opened = openOnce(async (signal) => {
    const began = performance.now()
    const { refs, url } = await openedRefs.get(signal)
    const history = await readMirrorHistory(dir, refs, nowSeconds(), signal, kept)
    const { pulls, graph, told } = history
    lacksHeads = pulls.length < refs.heads.size
    log.debug(
      {
        repo: `${owner}/${name}`,
        pulls: pulls.length,
        commits: graph.commits.size,
        told,
        ms: Math.round(performance.now() - began),
      },
      'mirror read',
    )
    return { ...history, url }
  })

  /** Of the default branch; from the refs alone where it has one. */
  const findTip = async (signal: AbortSignal): Promise<string> => {
    const { defaultBranch, branches } = (await openedRefs.get(signal)).refs
    return branches.get(defaultBranch) ?? (await opened.get(signal)).defaultCommit
  }

  return {
    kind: 'mirror',
    begin(signal) {
      opened.get(signal).catch(() => {})
    },
    requestCount: () => 0,
    requestLimit: () => null,

    async fetchRepository(signal, known) {
      // What is wrong with it is said before anything is kept of it.
      const { defaultBranch } =
        known === undefined ? await opened.get(signal) : (await openedRefs.get(signal)).refs
      return { owner, name, defaultBranch, private: false, url: null }
    },

    async nameState(signal) {
      if (lacksHeads) return null
      const { refs, url } = await openedRefs.get(signal)
      // A commit's date is believed or not by the day.
      const day = Math.floor(nowSeconds() / daySeconds)
      return createHash('sha256')
        .update(JSON.stringify([listVersion, day, url, refs.digest]))
        .digest('base64')
    },

    async fetchRules(signal) {
      const defaultCommit = await findTip(signal)
      const id = await findFileAt(defaultCommit, rulesPath, { gitDir: dir, signal })
      return id === null ? null : readBlobText(id, { gitDir: dir, signal })
    },

    async *listPulls({ maxOpenPrs = Number.POSITIVE_INFINITY, all }, signal) {
      const history = await opened.get(signal)
      const { graph, pulls, isOpen, findMerge, findOwnMerge, brought } = history
      const { deriveRange, findTarget, findSaidTarget, countCarriers, url } = history
      const numbers = new Set(pulls.map(({ number }) => number))
      const isPull = (number: number) => numbers.has(number)
      let room = maxOpenPrs
      const listed = pulls.filter(({ head }) => (isOpen(head) ? room-- > 0 : all))
      for (let from = 0; from < listed.length; from += pageSize) {
        const page = listed.slice(from, from + pageSize).map((pull) => {
          const range = deriveRange(pull.head, pull.number)
          return {
            ...pull,
            base: range.base,
            baseRef: findTarget(range, pull.number),
            commits: range.commits.map((commit) => ({
              id: graph.commits.id(commit),
              carriers: countCarriers(commit),
            })),
          }
        })
        const options = { gitDir: dir, signal }
        const ids = page.flatMap(({ commits }) => commits.map(({ id }) => id))
        const facts = await readCommits(ids, nowSeconds(), options)
        const found = page.map((pull) => {
          const commits = pull.commits.map(({ id, carriers }) => ({ ...facts.get(id)!, carriers }))
          const merge = findMerge(pull.head, nowSeconds())
          const squash = merge === null ? brought.find(pull.number, commits) : null
          const broughtBy = squash?.sha ?? findOwnMerge(pull.head)
          return {
            ...pull,
            commits,
            merge,
            brought: squash,
            broughtBy,
            merged: findMerged(graph, broughtBy, pull.head),
          }
        })
        const bringing = await readCommits(
          found.flatMap(({ broughtBy, merged }) => [broughtBy, merged].filter((sha) => sha !== null)),
          nowSeconds(),
          options,
        )
        yield found.map(({ number, headSha, base, baseRef, commits, merge, brought, broughtBy, merged }) => {
          const by = broughtBy === null ? undefined : bringing.get(broughtBy)
          const pull = describePull({ number, headSha, baseRef, url }, commits, {
            merge,
            brought,
            isPull,
            landed: by && readLandedWords(number, by, commits, bringing.get(merged ?? '') ?? null),
          })
          const messages = commits.map(({ message }) => message)
          return { ...pull, baseRef: findSaidTarget(pull.title, messages, base) ?? baseRef }
        })
      }
    },

    async *fetchChanges(pulls, signal) {
      const { graph, deriveRange } = await opened.get(signal)
      for (let from = 0; from < pulls.length; from += pageSize) {
        const located: LocatedPull[] = []
        for (const { number, headSha, author } of pulls.slice(from, from + pageSize)) {
          const head = graph.commits.find(headSha)
          if (head === -1) yield { ok: false, number, headSha, reason: 'the mirror lacks its head' }
          else located.push({ number, headSha, author, range: deriveRange(head, number) })
        }
        const leave = await enter(signal)
        try {
          yield* readChanges(graph, located, nowSeconds(), { gitDir: dir, signal })
        } finally {
          leave()
        }
      }
    },

    async tryMerges(question, signal) {
      const options = { gitDir: dir, signal }
      await checkBareRepository(dir, signal)
      const { defaultBranch, branches } = await readMirrorRefs(options)
      const tip = branches.get(question.branch ?? defaultBranch)
      if (tip === undefined)
        throw new AppError('NOT_FOUND', 'the branch that they are made to is gone from the mirror')
      const leave = await enter(signal)
      try {
        await tryAll(question, tip, options)
      } finally {
        leave()
      }
    },

    async readBranchFiles(known, signal) {
      const tip = await findTip(signal)
      return tip === known ? null : readBranchFiles(tip, nowSeconds(), { gitDir: dir, signal })
    },

    async findSeparateLines(names, known, signal) {
      const { branches, digest } = (await openedRefs.get(signal)).refs
      const lines = new Map(
        names.flatMap((name) => (branches.has(name) ? [[name, branches.get(name)!]] : [])),
      )
      const loadGraph = async () => (await opened.get(signal)).graph
      return readSeparateLines(await findTip(signal), lines, digest, known, loadGraph)
    },

    async findLandings(queries, since, signal, known) {
      const { defaultBranch } = (await openedRefs.get(signal)).refs
      const defaultCommit = await findTip(signal)
      const leave = await enter(signal)
      try {
        return await findLandings(
          queries,
          defaultCommit,
          since,
          async () => {},
          { gitDir: dir, signal },
          { branch: defaultBranch, known },
        )
      } finally {
        leave()
      }
    },
  }
}
