import { createHash } from 'node:crypto'
import type { ShownEdge } from '../domain/answers.ts'
import type { DuplicateSet } from '../domain/pair.ts'
import type { OwnCommit, Revision, RevisionCommit } from '../domain/revision.ts'
import { CandidateIndex } from '../triage/candidates/candidate-index.ts'
import { deriveSignature } from '../triage/candidates/signature.ts'
import { comparePulls } from '../triage/compare.ts'
import { wordEdge } from '../words/pair-reasons.ts'
import { setReason } from '../words/set-reason.ts'
import { type SampleChange, sampleRevision, sampleStrangers } from './revisions.ts'

/**
 * A small repository that the decision is held by: pull requests made by hand after a kind that was seen in the wild,
 * and the right answer. What the comparison says of it to the last number stands in a JSON file beside it.
 */
export interface Case {
  /** Numbers from 101 up; eighty strangers have those from 1,000, so that words have a rarity. */
  pulls: Revision[]
  /** Those that are not open. */
  states?: Record<number, 'CLOSED' | 'MERGED'>
  /** When some of them were merged, ISO 8601. */
  mergedAt?: Record<number, string>
  right: {
    /** The duplicate sets, members ascending, and no others. */
    sets: number[][]
    /**
     * By pair "101-102": its relation, or "lead" for a RELATED pair that is shown with a reason, or "nothing" for one
     * that is not shown, or its category. A pair that is not named here may be anything that makes no set.
     */
    pairs?: Record<string, string>
  }
}

/** A pull request of a case: by whom, its title (and after an empty line its body), its change by file. */
export function pull(
  number: number,
  author: string,
  message: string,
  changes: SampleChange,
  facts: Partial<Revision> & { startLine?: number } = {},
): Revision {
  const [title = '', ...rest] = message.split('\n')
  return sampleRevision(number, changes, {
    title,
    body: rest.join('\n').trim(),
    author,
    repository: 'acme/yard',
    commits: [commit(author, number, message)],
    ...facts,
  })
}

/** A patch that adds an empty file, which has no line of text. */
export function emptyFile(path: string): string {
  const ids = `index ${'0'.repeat(40)}..e69de29bb2d1d6434b8b29ae775ad8c2e48c5391`
  return `diff --git a/${path} b/${path}\nnew file mode 100644\n${ids}\n`
}

/**
 * The same patch with git's whole ids of what its one file holds before and after, each made of one letter from "a" to
 * "f": so two changes can begin from one and the same content, or end in it.
 */
export function withContents(patch: string, before: string, after: string): string {
  return patch.replace(/^index \S+/m, `index ${before.repeat(40)}..${after.repeat(40)}`)
}

/** A commit of a roll-up that is its own, with what it changes. */
export function ownCommit({ sha }: RevisionCommit, changes: SampleChange): OwnCommit {
  return { sha, patch: sampleRevision(0, changes).patch }
}

const noon = Date.UTC(2026, 0, 1, 12)

/** A commit by an author, written so many minutes after noon: a rebase or a cherry-pick keeps both. */
export function commit(
  author: string,
  minute: number,
  message: string,
  facts: Partial<RevisionCommit> = {},
): RevisionCommit {
  return {
    sha: createHash('sha1').update(`${author} ${minute}`).digest('hex'),
    message,
    authoredAt: new Date(noon + minute * 60_000).toISOString(),
    authorName: author,
    authorEmail: `${author.replace(/\W/g, '.')}@people.example`,
    parents: 1,
    ...facts,
  }
}

/** What is said of a case, in words, and whom each of its pull requests would be compared with first. */
export interface CaseAnswer {
  edges: ShownEdge[]
  sets: (Omit<DuplicateSet, 'edges' | 'strongest'> & { edges: ShownEdge[]; reason: string })[]
  ranked: { number: number; candidates: { number: number; score: number; similarity: number }[] }[]
}

const shownCandidates = 4
const round = (value: number) => Math.round(value * 10_000) / 10_000

/** Strangers have their numbers from here on. */
const firstStranger = 1_000
const strangers = sampleStrangers(80, firstStranger).map((revision) => ({
  revision,
  signature: deriveSignature(revision),
}))

/**
 * Compares a case's pull requests among eighty strangers, by the code that the worker runs. The strangers are closed,
 * so that they are found and do not search, which would cost most of the time. Edges with a stranger are left out.
 */
export async function compareCase({ pulls, states = {}, mergedAt = {} }: Case): Promise<CaseAnswer> {
  const given = pulls.map((revision) => ({ revision, signature: deriveSignature(revision) }))
  const all = [...strangers, ...given].map(({ revision }) => revision)
  const revisions = new Map(all.map((revision) => [revision.number, revision]))
  const index = new CandidateIndex(
    [...strangers, ...given].map(({ revision: { number }, signature }) => ({
      number,
      signature,
      mergedAt: mergedAt[number] === undefined ? null : Date.parse(mergedAt[number]!),
    })),
  )
  const { edges, sets } = await comparePulls(
    all.map(({ number, createdAt, createdAtGuessed }) => ({
      number,
      createdAt,
      createdAtGuessed: createdAtGuessed ?? false,
      state: states[number] ?? (number < firstStranger ? 'OPEN' : 'CLOSED'),
    })),
    index,
    async (numbers) => numbers.flatMap((number) => revisions.get(number) ?? []),
    [],
  )
  const ranked = given
    .map(({ revision: { number } }) => number)
    .sort((a, b) => a - b)
    .map((number) => ({
      number,
      candidates: index.findCandidates(number, shownCandidates).map((candidate) => ({
        number: candidate.number,
        score: round(candidate.score),
        similarity: round(candidate.similarity),
      })),
    }))
  return {
    edges: edges.filter(({ b }) => b < firstStranger).map(wordEdge),
    sets: sets.map(({ strongest, ...set }) => ({
      ...set,
      edges: set.edges.map(wordEdge),
      reason: setReason(set.edges.find(({ a, b }) => a === strongest.a && b === strongest.b)!),
    })),
    ranked,
  }
}
