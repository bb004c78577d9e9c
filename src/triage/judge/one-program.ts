import type { Revision, RevisionCommit } from '../../domain/revision.ts'
import { isMerge, isProgram } from '../change/people.ts'

/**
 * Whether one program began both: what it opens is its own, whoever adds to it, and in a plain mirror the account that
 * opened it is not known.
 */
export function haveOneProgram(one: Revision, other: Revision): boolean {
  const [mine, theirs] = [firstCommit(one), firstCommit(other)]
  if (mine === null || theirs === null) return false
  return isProgram(mine) && isProgram(theirs) && nameOf(mine) === nameOf(theirs)
}

/** What a mirror's pull request begins with; null where its account is known. */
const firstCommit = ({ commits, createdAtGuessed }: Revision): RevisionCommit | null =>
  (createdAtGuessed === true ? commits.find((commit) => !isMerge(commit)) : undefined) ?? null

const nameOf = ({ authorName }: RevisionCommit) => authorName!.trim().toLowerCase()
