import type { Revision, RevisionCommit } from '../../domain/revision.ts'
import { presentName } from '../change/author.ts'
import { broughtFrom, coAuthorsOf, isMerge, isProgram, isRaisedByBot } from '../change/people.ts'

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

/**
 * Whether one program that raises packages made the newest commit of both: it begins with whatever the default branch
 * had, some of which may be written anew since, and adds to nobody's branch.
 */
export function endWithOneRaiser(one: Revision, other: Revision): boolean {
  const [mine, theirs] = [lastRaise(one), lastRaise(other)]
  return mine !== null && theirs !== null && nameOf(mine) === nameOf(theirs)
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

/** The raise that it ends with; not several, nor one that was merged: a fork has merged those that its own bot made. */
function lastRaise({ commits, createdAtGuessed }: Revision): RevisionCommit | null {
  const last = createdAtGuessed === true ? commits.at(-1) : undefined
  if (last === undefined || !isRaisedByBot(last) || broughtFrom(last) !== null) return null
  const before = commits.at(-2)
  return before !== undefined && isRaisedByBot(before) ? null : last
}

const nameOf = ({ authorName }: RevisionCommit) => presentName(authorName!.trim().toLowerCase())
