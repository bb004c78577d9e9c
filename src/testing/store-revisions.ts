import type { PullState } from '../domain/pull-request.ts'
import type { Revision } from '../domain/revision.ts'
import { encodeOwn, encodePatch } from '../postgres/patch-codec.ts'
import type { Pool } from '../postgres/pool.ts'
import { readPulls, upsertPulls } from '../postgres/pulls.ts'
import { digestRules } from '../postgres/repository-rules.ts'
import { insertRevisions } from '../postgres/revisions.ts'
import { derivedFrom } from '../postgres/stale-signatures.ts'
import { algorithmVersion, deriveSignature, encodeSignature, type Signature } from '../triage/index.ts'

/** A pull request at its present head, as a scan would have found it. */
export interface SeenRevision extends Revision {
  state: PullState
  mergedAt?: string | null
  /** Absent: derived. */
  signature?: Signature
}

const someDay = '2026-03-01T00:00:00Z'

/** Stores pull requests and what was read of their heads, as a scan does, in a repository without rules. */
export async function storeRevisions(
  pool: Pool,
  repositoryId: number,
  revisions: readonly SeenRevision[],
): Promise<void> {
  await upsertPulls(
    pool,
    repositoryId,
    revisions.map(({ number, title, body, author, state, baseRef, headSha, createdAt, mergedAt = null }) => ({
      number,
      title,
      body,
      author,
      state,
      draft: false,
      url: null,
      baseRef,
      headSha,
      createdAt,
      updatedAt: someDay,
      closedAt: state === 'OPEN' ? null : someDay,
      mergedAt,
      mergeCommitSha: null,
    })),
  )
  const stored = await readPulls(
    pool,
    repositoryId,
    revisions.map(({ number }) => number),
  )
  const digests = new Map(stored.map(({ number, textsDigest }) => [number, textsDigest]))
  await insertRevisions(
    pool,
    repositoryId,
    algorithmVersion,
    await Promise.all(
      revisions.map(async (revision) => ({
        number: revision.number,
        headSha: revision.headSha,
        baseSha: revision.baseSha,
        baseAt: revision.baseAt ?? null,
        patch: await encodePatch(revision.patch),
        commits: revision.commits,
        own: revision.own == null ? null : await encodeOwn(revision.own),
        signature: encodeSignature(revision.signature ?? deriveSignature(revision)),
        derivedFrom: derivedFrom(digestRules(null), digests.get(revision.number)!),
        outcomes: [],
        degraded: null,
      })),
    ),
  )
}
