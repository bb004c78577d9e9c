import type { Revision } from '../domain/revision.ts'
import type { Pool } from '../postgres/pool.ts'
import { digestRules, readRules } from '../postgres/repository-rules.ts'
import { readOutdatedRevisions, replaceOutdated, streamRevisions } from '../postgres/revisions.ts'
import { derivedFrom, readStaleSignatures, updateSignatures } from '../postgres/stale-signatures.ts'
import {
  algorithmVersion,
  deriveSignature,
  encodeSignature,
  type PathRules,
  parsePatch,
  parseRepositoryRules,
} from '../triage/index.ts'

/** Signatures that are derived again and written at a time. */
const revisionsAtATime = 32

/** A repository's own rules, ready to be used, and the name of this version of them. */
export interface UsableRules {
  rules: PathRules | undefined
  /** What they were read from; null without. */
  text: string | null
  digest: string
}

export async function readUsableRules({ pool }: { pool: Pool }, repositoryId: number): Promise<UsableRules> {
  const { text } = await readRules(pool, repositoryId)
  const rules = text === null ? null : parseRepositoryRules(text).rules
  return { rules: rules ?? undefined, text, digest: digestRules(text) }
}

/**
 * Derives those signatures again whose rules, texts or author have changed since, from the stored patches: nothing is
 * fetched.
 * @returns how many.
 */
export async function refreshSignatures(
  { pool }: { pool: Pool },
  repositoryId: number,
  { rules, digest }: UsableRules,
  signal: AbortSignal,
): Promise<number> {
  for (let derived = 0; ; ) {
    signal.throwIfAborted()
    const stale = await readStaleSignatures(pool, repositoryId, algorithmVersion, digest, revisionsAtATime)
    if (stale.length === 0) return derived
    const texts = new Map(stale.map(({ number, textsDigest }) => [number, textsDigest]))
    const signatures: DerivedSignature[] = []
    for await (const revision of streamRevisions(pool, repositoryId, algorithmVersion, [...texts.keys()]))
      signatures.push(deriveAnew(revision, rules, derivedFrom(digest, texts.get(revision.number)!)))
    await updateSignatures(pool, repositoryId, algorithmVersion, signatures)
    derived += signatures.length
  }
}

interface DerivedSignature {
  number: number
  headSha: string
  derivedFrom: string
  signature: Uint8Array
}

function deriveAnew(revision: Revision, rules: PathRules | undefined, from: string): DerivedSignature {
  return {
    number: revision.number,
    headSha: revision.headSha,
    derivedFrom: from,
    signature: encodeSignature(deriveSignature(revision, parsePatch(revision.patch), rules)),
  }
}

/**
 * Derives anew, from the stored patches, what an older version of the algorithm has derived: a newer version asks
 * neither GitHub nor git for what is stored.
 * @returns how many.
 */
export async function upgradeRevisions(
  { pool }: { pool: Pool },
  repositoryId: number,
  signal: AbortSignal,
): Promise<number> {
  const { rules, digest } = await readUsableRules({ pool }, repositoryId)
  for (let derived = 0; ; ) {
    signal.throwIfAborted()
    const outdated = await readOutdatedRevisions(pool, repositoryId, algorithmVersion, revisionsAtATime)
    if (outdated.length === 0) return derived
    for (const version of new Set(outdated.map((one) => one.version))) {
      const texts = new Map(
        outdated.flatMap((one) => (one.version === version ? [[one.number, one.textsDigest] as const] : [])),
      )
      const signatures: (DerivedSignature & { version: number })[] = []
      for await (const revision of streamRevisions(pool, repositoryId, version, [...texts.keys()])) {
        const from = derivedFrom(digest, texts.get(revision.number)!)
        signatures.push({ ...deriveAnew(revision, rules, from), version })
      }
      await replaceOutdated(pool, repositoryId, algorithmVersion, signatures)
      derived += signatures.length
    }
  }
}
