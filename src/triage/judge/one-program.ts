import type { Revision, RevisionCommit } from '../../domain/revision.ts'
import { isMerge, isProgram } from '../change/people.ts'

/**
 * Whether one program began both: what it opens is its own, whoever adds to it, and in a plain mirror the account that
 * opened it is not known. Before a name is set up for it, a program signs with nothing, and says what it always says.
 */
export function haveOneProgram(one: Revision, other: Revision): boolean {
  const [mine, theirs] = [firstCommit(one), firstCommit(other)]
  if (mine === null || theirs === null) return false
  if (isProgram(mine) && isProgram(theirs)) return nameOf(mine) === nameOf(theirs)
  const isDaily = skipsRuns.test(mine.message) && mine.message.trim() === theirs.message.trim()
  if (isDaily && (isCalledBot(mine) || isCalledBot(theirs))) return true
  const isOnceWithout = (nameless: RevisionCommit, named: RevisionCommit) =>
    isNameless(nameless) && isRun(named)
  return (isOnceWithout(mine, theirs) || isOnceWithout(theirs, mine)) && sayTheSame(mine, theirs)
}

/** What a program says of what it writes down every day: its owner may run it by hand, under a name of one's own. */
const skipsRuns = /^[^\n]{0,300}\[(?:ci skip|skip ci)\]/i

/** In one word: "Jan Bot" is a person. */
function isCalledBot({ authorName }: RevisionCommit): boolean {
  const name = (authorName ?? '').trim().slice(0, longestName)
  return !/\s/.test(name) && /(?<!\p{L})bot(?!\p{L})/iu.test(name)
}
const longestName = 200

/** What a mirror's pull request begins with; null where its account is known. */
const firstCommit = ({ commits, createdAtGuessed }: Revision): RevisionCommit | null =>
  (createdAtGuessed === true ? commits.find((commit) => !isMerge(commit)) : undefined) ?? null

const nameOf = ({ authorName }: RevisionCommit) => authorName!.trim().toLowerCase()

/** By an account of a program: also by one that runs whatever a repository tells it to ("github-actions[bot]"). */
const isRun = (commit: RevisionCommit) =>
  isProgram(commit) || /\[bot\]$/i.test(commit.authorName?.trim() ?? '')

/** Signed with neither a name nor an address. Where either is absent it is not known. */
const isNameless = ({ authorName, authorEmail }: RevisionCommit) =>
  authorName !== undefined && authorEmail !== undefined && !authorName?.trim() && !authorEmail?.trim()

/** To the letter, and more than a subject: who takes up what a program proposed writes a line of their own. */
const sayTheSame = (one: RevisionCommit, other: RevisionCommit) =>
  one.message.trim() === other.message.trim() && one.message.trim().includes('\n')
