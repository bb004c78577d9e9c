import type { NamedCommit } from '../../domain/pair-fact.ts'
import { authorKey } from '../change/author.ts'
import { closedIssues } from '../change/references.ts'
import { isBeyondLatin, messageWords } from '../change/tokens.ts'
import { competingText, sameText, siblingWords } from '../weights.ts'
import { findBackport } from './backport.ts'
import { findFollowUp } from './follow-up.ts'
import { findMirror } from './mirrors.ts'
import type { OwnMeasures } from './pair-facts.ts'
import {
  bareTitle,
  broughtNumber,
  differingTargets,
  type FoundRelation,
  namedCommit,
  partyOf,
  tellingWords,
} from './relation-facts.ts'
import { findRevert, isRevertTitle } from './revert.ts'
import { findSamePerson } from './same-person.ts'
import type { Side } from './side.ts'
import { findTakenIn } from './takes-in.ts'

/**
 * What a pair is, when it is alike but no duplicate. Asked in this order: the surest proof first (commits that both
 * have), the author last, since an author who tries again may also stack or revert.
 */
export function findRelation(a: Side, b: Side, measures: OwnMeasures): FoundRelation | null {
  const shared = sharedCommits(a, b)
  const [older, newer] = [a, b].sort((x, y) => x.revision.number - y.revision.number) as [Side, Side]
  return (
    findRollUp(a, b, shared) ??
    findStack(a, b, shared) ??
    findRevert(newer, older) ??
    findRevert(older, newer) ??
    findBackport(older, newer, measures) ??
    // Before what a squash is called: the numbers of another repository are its own.
    findMirror(older, newer, measures) ??
    findCarried(a, b) ??
    findCarried(b, a) ??
    findCarriedOn(older, newer, measures) ??
    (measures.identical || (measures.text ?? 0) >= competingText
      ? (findTakenIn(newer, older) ?? findTakenIn(older, newer))
      : null) ??
    findFollowUp(older, newer, measures) ??
    findSamePerson(older, newer, shared, measures)
  )
}

/** Keys of the commits that both carry, under the same id or another. */
export function sharedCommits(a: Side, b: Side): string[] {
  return [...a.commits.keys()].filter((key) => b.commits.has(key))
}

const commitOf = (side: Side, key: string): NamedCommit => namedCommit(side.commits.get(key)!)

/** A branch that gathers the work of many repeats no one, no matter what it carries. */
function findRollUp(a: Side, b: Side, shared: readonly string[]): FoundRelation | null {
  if (!a.rollUp && !b.rollUp) return null
  const [gathers, other] = a.rollUp && (!b.rollUp || a.commits.size >= b.commits.size) ? [a, b] : [b, a]
  const countOthers = ({ revision, commits }: Side) => {
    const own = new Set(revision.own?.map(({ sha }) => sha))
    return [...commits].filter(([key, { sha }]) => !own.has(sha) || shared.includes(key)).length
  }
  const count = countOthers(gathers)
  return {
    relation: 'ROLL_UP',
    fact: {
      kind: 'roll-up',
      roll: partyOf(gathers),
      other: partyOf(other),
      commits: count,
      carried: shared.length > 0 ? commitOf(other, shared[0]!) : null,
      // A head of merges alone collects nothing.
      both: a.rollUp && b.rollUp && count > 0 === countOthers(other) > 0,
    },
  }
}

/**
 * One carries every commit of the other. What merely begins with the same commits are siblings, and may be duplicates.
 */
function findStack(a: Side, b: Side, shared: readonly string[]): FoundRelation | null {
  if (shared.length === 0) return null
  const [small, large] = a.commits.size <= b.commits.size ? [a, b] : [b, a]
  if (shared.length < small.commits.size) return null
  const commit = commitOf(small, [...small.commits.keys()].at(-1)!)
  if (small.commits.size < large.commits.size)
    return {
      relation: 'STACKED',
      fact: { kind: 'built-on', upper: partyOf(large), lower: partyOf(small), commit },
    }
  const [older, newer] = a.revision.number < b.revision.number ? [a, b] : [b, a]
  const target = differingTargets(older, newer)?.newer ?? null
  return {
    relation: target === null ? 'RESUBMISSION' : 'BACKPORT',
    fact: { kind: 'same-commits', newer: partyOf(newer), older: partyOf(older), commit, target },
  }
}

/**
 * Whether two that begin with the same commits go on to do the same thing: a diff against the common base shows what
 * both began with, so their own commits' subjects and the issues that these close are asked. What the subjects of the
 * common commits say, their own may say because of those.
 */
export function siblingsAgree(a: Side, b: Side, shared: readonly string[]): boolean {
  if (shared.length === 0 || shared.length === Math.min(a.commits.size, b.commits.size)) return true
  const without = new Set(shared)
  const own = (side: Side) =>
    [...side.commits].flatMap(([key, { message }]) => (without.has(key) ? [] : [message]))
  const closes = (side: Side) =>
    closedIssues(side.revision.title, own(side).join('\n'), side.revision.number, side.revision.repository)
  const issues = new Set(closes(a))
  if (closes(b).some((issue) => issues.has(issue))) return true
  const begun = new Set(shared.flatMap((key) => subjectWords(a.commits.get(key)!.message)))
  const words = (side: Side) =>
    new Set(own(side).flatMap((message) => subjectWords(message).filter((word) => !begun.has(word))))
  const [small, large] = [words(a), words(b)].sort((x, y) => x.size - y.size) as [Set<string>, Set<string>]
  const both = [...small].filter((word) => large.has(word))
  if (both.length < Math.min(leastSiblingWords, Math.max(small.size, 2)) && !both.some(isBeyondLatin))
    return false
  return both.length / small.size >= siblingWords
}

/**
 * Two words may be any of a project's ("property", "support"), unless one says no more, and one word is: "test". Of a
 * script without blanks a word is a whole sentence.
 */
const leastSiblingWords = 3

const subjectWords = (message: string) => messageWords(message.split('\n', 1)[0]!.slice(0, 300))

/** `a` carries what `b` was merged as: a commit with another id and the same content. */
function findCarried(a: Side, b: Side): FoundRelation | null {
  const commit = a.revision.commits.find(({ message }) => broughtNumber(message) === b.revision.number)
  if (isRevertTitle(a.revision.title)) return null
  if (commit === undefined) return findMergedBranch(a, b)
  return {
    relation: 'STACKED',
    fact: { kind: 'carries-merged', upper: partyOf(a), lower: partyOf(b), commit: namedCommit(commit) },
  }
}

/** A pull request of one commit is named alike by chance. */
const carriedSubjects = 2

/**
 * The newer one holds the older one's commits under new dates: several subjects that name a subject are the same, and
 * so is most of the text.
 */
function findCarriedOn(older: Side, newer: Side, measures: OwnMeasures): FoundRelation | null {
  if (!measures.identical && (measures.text ?? 0) < sameText) return null
  const theirs = new Set([...older.commits.values()].flatMap(({ message }) => bareSubject(message) ?? []))
  const same = [...newer.commits.values()].filter(({ message }) => {
    const subject = bareSubject(message)
    return subject !== null && theirs.delete(subject)
  })
  return same.length < carriedSubjects
    ? null
    : {
        relation: 'STACKED',
        fact: {
          kind: 'built-on',
          upper: partyOf(newer),
          lower: partyOf(older),
          commit: namedCommit(same[0]!),
        },
      }
}

/** The words of a commit's subject; null where they name no subject ("fix tests", "review"). */
function bareSubject(message: string): string | null {
  const words = messageWords(bareTitle(message.split('\n', 1)[0]!))
  return words.length >= tellingWords ? words.join(' ') : null
}

/** "Merge pull request #1 from login/branch", as a fork's own pull requests are merged. */
const mergedFrom = /^Merge (?:pull request|PR) #\d{1,9} from ([\w.-]{1,39})\//

/** `a` merged a branch of the author of `b`. What comes from the repository itself is no one's. */
function findMergedBranch(a: Side, b: Side): FoundRelation | null {
  const own = a.revision.repository?.split('/')[0]
  for (const commit of a.revision.commits) {
    const login = mergedFrom.exec(commit.message.slice(0, 300))?.[1]?.toLowerCase()
    if (login === undefined || login === own) continue
    const key = authorKey(login)
    if (key !== null && (b.people.includes(key) || b.people.includes(`name ${login}`)))
      return {
        relation: 'STACKED',
        fact: { kind: 'merged-branch', upper: partyOf(a), lower: partyOf(b), commit: namedCommit(commit) },
      }
  }
  return null
}
