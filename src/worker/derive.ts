import type { FetchedChange } from '../domain/pull-request.ts'
import { describeError } from '../errors.ts'
import type { StoredPull } from '../postgres/pulls.ts'
import type { NewRevision } from '../postgres/revisions.ts'
import { derivedFrom } from '../postgres/stale-signatures.ts'
import {
  deriveOutcomes,
  deriveSignature,
  encodeSignature,
  parsePatch,
  parseRepositoryRules,
} from '../triage/index.ts'
import { readUtf8 } from '../utf8.ts'

/**
 * A change as it was fetched, with all that its row is derived from. Plain data: it goes to another thread as it is.
 */
export interface DeriveJob {
  /** "owner/repo" in lower case. */
  repository: string
  pull: StoredPull
  change: FetchedChange & { ok: true }
  /** The repository's own rules, as their text; null without. */
  rulesText: string | null
  rulesDigest: string
}

/** All of the row but the change itself, which the asker has. */
export type Derived =
  | { ok: true; revision: Omit<NewRevision, 'patch' | 'own'> }
  | { ok: false; reason: string }

/** One pull request, from its change to its row. Pure; a patch that cannot be read is a reason, not an exception. */
export function deriveRevision({ repository, pull, change, rulesText, rulesDigest }: DeriveJob): Derived {
  const { number, headSha, baseSha, baseAt = null, commits, degraded } = change
  try {
    const rules = rulesText === null ? undefined : (parseRepositoryRules(rulesText).rules ?? undefined)
    const patch = readUtf8(change.patch)
    const files = parsePatch(patch)
    const revision = { ...pull, repository, headSha, baseSha, baseAt, patch, commits }
    return {
      ok: true,
      revision: {
        number,
        headSha,
        baseSha,
        baseAt,
        commits,
        signature: encodeSignature(deriveSignature(revision, files, rules)),
        derivedFrom: derivedFrom(rulesDigest, pull.textsDigest),
        // Of a change that is not whole it cannot be said that it has landed.
        outcomes: degraded === null ? deriveOutcomes(files) : [],
        degraded,
      },
    }
  } catch (error) {
    return { ok: false, reason: `its change cannot be read: ${describeError(error)}` }
  }
}
