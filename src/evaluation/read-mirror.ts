import type { Landing, LandingQuery } from '../domain/landing.ts'
import type { ListedPull } from '../domain/pull-request.ts'
import type { Revision } from '../domain/revision.ts'
import type { PullSource } from '../source/source.ts'
import {
  deriveOutcomes,
  deriveSignature,
  type IndexedPull,
  mayBeSeparateLine,
  type PathRules,
  parsePatch,
} from '../triage/index.ts'
import { readUtf8 } from '../utf8.ts'

export type Progress = (phase: 'signatures' | 'queries', done: number, all?: number) => void

/** Pages that are read side by side: git reads the one while the other's signatures are derived. */
const pagesAtATime = 2

/** Every pull request of a mirror, read and analysed as a scan does it. */
export interface ReadMirror {
  /** In order of number. */
  pulls: (IndexedPull & { createdAt: string })[]
  /** Of these the whole revisions that were asked for. */
  revisions: Map<number, Revision>
  /** Pull requests whose change could not be read. */
  unreadable: number
  signatureMs: number[]
  /** By number: the commit by which an open one's change came to the default branch. */
  landings: Map<number, Landing>
}

export async function readMirror(
  source: PullSource,
  {
    repo,
    rules,
    progress,
    signal,
    wanted = new Set(),
  }: {
    repo: string
    rules: PathRules | undefined
    progress: Progress
    signal: AbortSignal
    /** Numbers whose revisions are kept. */
    wanted?: ReadonlySet<number>
  },
): Promise<ReadMirror> {
  const mirror: ReadMirror = {
    pulls: [],
    revisions: new Map(),
    unreadable: 0,
    signatureMs: [],
    landings: new Map(),
  }
  const { pulls, revisions, signatureMs, landings } = mirror
  const queries: LandingQuery[] = []
  const targets = new Set<string>()
  const readPage = async (page: ListedPull[]) => {
    const listed = new Map(page.map((pull) => [pull.number, pull]))
    for await (const change of source.fetchChanges(page, signal)) {
      if (!change.ok) {
        mirror.unreadable++
        continue
      }
      const pull = listed.get(change.number)!
      if (pull.baseRef !== null) targets.add(pull.baseRef)
      const patch = readUtf8(change.patch)
      const revision: Revision = { ...pull, ...change, patch, repository: repo.toLowerCase() }
      const began = performance.now()
      const files = parsePatch(patch)
      const signature = deriveSignature(revision, files, rules)
      signatureMs.push(performance.now() - began)
      if (pull.state === 'OPEN' && change.baseSha !== null) {
        const outcomes = deriveOutcomes(files)
        if (outcomes.length > 0) queries.push({ number: pull.number, baseSha: change.baseSha, outcomes })
      }
      const mergedAt = pull.mergedAt === null ? null : Date.parse(pull.mergedAt)
      pulls.push({ number: pull.number, createdAt: pull.createdAt, mergedAt, signature })
      if (wanted.has(pull.number)) revisions.set(pull.number, revision)
      if (pulls.length % 100 === 0) progress('signatures', pulls.length)
    }
  }
  const pages = source.listPulls({ all: true }, signal)[Symbol.asyncIterator]()
  const readPages = async () => {
    for (let next = await pages.next(); !next.done; next = await pages.next()) await readPage(next.value)
  }
  await Promise.all(Array.from({ length: pagesAtATime }, readPages))
  await markSeparate(source, [...mirror.revisions.values()], [...targets], signal)
  // As in a scan: what has landed is taken for merged.
  for (const landing of (await source.findLandings?.(queries, new Date(0), signal))?.landings ?? [])
    landings.set(landing.number, landing)
  for (const pull of pulls) {
    const landing = landings.get(pull.number)
    if (landing !== undefined) pull.mergedAt ??= Date.parse(landing.committedAt)
  }
  pulls.sort((a, b) => a.number - b.number)
  return mirror
}

/** As in a scan: what is made to a line of releases that goes its own way says so. */
async function markSeparate(
  source: PullSource,
  revisions: readonly Revision[],
  targets: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const found = await source.findSeparateLines?.(targets.filter(mayBeSeparateLine), null, signal)
  const names = new Set(found?.names)
  for (const revision of revisions)
    if (revision.baseRef !== null && names.has(revision.baseRef)) revision.baseIsSeparate = true
}
