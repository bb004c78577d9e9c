import type { Revision, RevisionCommit } from '../../domain/revision.ts'
import { coAuthorsOf, isMerge, isProgram } from '../change/people.ts'

/**
 * Whether one program began both: what it opens is its own, whoever adds to it, and in a plain mirror the account that
 * opened it is not known. Workflows all sign with one name, and are told by what they say.
 */
export function haveOneProgram(one: Revision, other: Revision): boolean {
  const [mine, theirs] = [firstCommit(one), firstCommit(other)]
  if (mine === null || theirs === null) return false
  if (isProgram(mine) && isProgram(theirs)) return nameOf(mine) === nameOf(theirs)
  const said = workflowSays(mine)
  return said !== null && said === workflowSays(theirs)
}

const workflow = /^github-actions(?:\[bot\])?$/i
const skipMark = /\[(?:ci skip|skip ci)\]/gi

/** The subject of what a workflow wrote by itself; null where it did so for a person, or where it is no workflow's. */
function workflowSays(commit: RevisionCommit): string | null {
  const isItsOwn = workflow.test(commit.authorName?.trim() ?? '') && coAuthorsOf(commit).length === 0
  return isItsOwn
    ? commit.message.split('\n', 1)[0]!.slice(0, longestSaid).replace(skipMark, '').trim()
    : null
}
const longestSaid = 300

/** What a mirror's pull request begins with; null where its account is known. */
const firstCommit = ({ commits, createdAtGuessed }: Revision): RevisionCommit | null =>
  (createdAtGuessed === true ? commits.find((commit) => !isMerge(commit)) : undefined) ?? null

const nameOf = ({ authorName }: RevisionCommit) => authorName!.trim().toLowerCase()
