import type { Relation } from '../../domain/pair.ts'
import type { NamedCommit, Party, RelationFact } from '../../domain/pair-fact.ts'
import type { RevisionCommit } from '../../domain/revision.ts'
import { detach } from '../change/detach.ts'
import type { Side } from './side.ts'

/** What a pair is besides alike, who is what to whom, and what proves it. */
export interface FoundRelation {
  relation: Relation
  fact: RelationFact
}

export const partyOf = ({ revision }: Pick<Side, 'revision'>): Party =>
  revision.isProposed === true ? 'yours' : revision.number

const longestSubject = 80

export const namedCommit = ({ sha, message }: Pick<RevisionCommit, 'sha' | 'message'>): NamedCommit => ({
  sha,
  subject: detach(message.split('\n', 1)[0]!.trim().slice(0, longestSubject)),
})

export function differingTargets(older: Side, newer: Side): { older: string; newer: string } | null {
  const [one, other] = [older.revision.baseRef, newer.revision.baseRef]
  return one !== null && other !== null && one !== other ? { older: one, newer: other } : null
}

/**
 * How a squash or a merge names the pull request that it brought: "Parse ports (#12)", "Merge pull request #12 from …",
 * "minor #12 …".
 */
const broughtBy =
  /\(#(\d{1,9})\)\s*$|^(?:Merge (?:pull request|PR) |(?:minor|feature|bug|security) )#(\d{1,9})\b/

export function broughtNumber(message: string): number | null {
  const match = broughtBy.exec(message.split('\n', 1)[0]!.slice(0, 300))
  return match === null ? null : Number(match[1] ?? match[2])
}

export const longestTitle = 300
/** "Update README.md" is what two strangers say as well. Words that name a subject. */
export const tellingWords = 3

/** A title without the number that a squash appends. */
export function bareTitle(title: string): string {
  return title
    .slice(0, longestTitle)
    .trimEnd()
    .replace(/\(#\d{1,9}\)$/, '')
    .trim()
    .toLowerCase()
}

export function sharesPerson(a: readonly string[], b: readonly string[]): string | null {
  const others = new Set(b)
  return a.find((key) => others.has(key)) ?? null
}
