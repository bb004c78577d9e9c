import type { ListedPull, PullSource } from '../source/source.ts'
import { deriveSignature, type IndexedPull, type PathRules, parsePatch } from '../triage/index.ts'
import type { Revision } from '../triage/revision.ts'

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
  const mirror: ReadMirror = { pulls: [], revisions: new Map(), unreadable: 0, signatureMs: [] }
  const { pulls, revisions, signatureMs } = mirror
  const readPage = async (page: ListedPull[]) => {
    const listed = new Map(page.map((pull) => [pull.number, pull]))
    for await (const change of source.fetchChanges(page, signal)) {
      if (!change.ok) {
        mirror.unreadable++
        continue
      }
      const pull = listed.get(change.number)!
      const revision: Revision = { ...pull, ...change, repository: repo.toLowerCase() }
      const began = performance.now()
      const signature = deriveSignature(revision, parsePatch(change.patch), rules)
      signatureMs.push(performance.now() - began)
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
  pulls.sort((a, b) => a.number - b.number)
  return mirror
}
