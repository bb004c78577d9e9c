import type { NamedCommit } from '../../domain/pair-fact.ts'
import type { Revision } from '../../domain/revision.ts'
import { authorKey } from '../change/author.ts'
import { detach } from '../change/detach.ts'
import { isMerge, isNoPerson, makersOf, openerOf, peopleOf } from '../change/people.ts'
import { closedIssues } from '../change/references.ts'
import { messageWords } from '../change/tokens.ts'
import { sameText, siblingWords } from '../weights.ts'
import { findBackport } from './backport.ts'
import { findFollowUp } from './follow-up.ts'
import type { OwnMeasures } from './pair-facts.ts'
import {
  bareTitle,
  broughtNumber,
  differingTargets,
  type FoundRelation,
  longestTitle,
  namedCommit,
  partyOf,
  sharesPerson,
} from './relation-facts.ts'
import { findRevert, isRevertTitle } from './revert.ts'
import type { Side } from './side.ts'

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
    findCarried(a, b) ??
    findCarried(b, a) ??
    findCarriedOn(older, newer, measures) ??
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
  const own = new Set(gathers.revision.own?.map(({ sha }) => sha))
  const count = [...gathers.commits].filter(([key, { sha }]) => !own.has(sha) || shared.includes(key)).length
  return {
    relation: 'ROLL_UP',
    fact: {
      kind: 'roll-up',
      roll: partyOf(gathers),
      other: partyOf(other),
      commits: count,
      carried: shared.length > 0 ? commitOf(other, shared[0]!) : null,
      both: a.rollUp && b.rollUp,
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
 * both began with, so their own commits' subjects and the issues that these close are asked.
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
  const words = (side: Side) =>
    new Set(own(side).flatMap((message) => messageWords(message.split('\n', 1)[0]!.slice(0, 300))))
  const [small, large] = [words(a), words(b)].sort((x, y) => x.size - y.size) as [Set<string>, Set<string>]
  const both = [...small].filter((word) => large.has(word)).length
  return small.size > 0 && both / small.size >= siblingWords
}

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

/** One person opened both, or wrote a commit of both that is not the same commit. */
function findSamePerson(
  older: Side,
  newer: Side,
  shared: readonly string[],
  measures: OwnMeasures,
): FoundRelation | null {
  const [one, other] = [withoutCommits(older, shared), withoutCommits(newer, shared)]
  if (sharesPerson(openerOf(one), openerOf(other)) !== null)
    return {
      relation: 'RESUBMISSION',
      fact: { kind: 'next-try', newer: partyOf(newer), older: partyOf(older) },
    }
  // Of one of them at least: a maintainer who tidies up in both makes neither theirs.
  const makers = new Set([...makersOf(older.revision), ...makersOf(newer.revision)])
  const person =
    sharesPerson(
      peopleOf(one).filter((key) => makers.has(key)),
      peopleOf(other),
    ) ??
    findTurnedName(one, other) ??
    findNestedName(one, other) ??
    (measures.identical || (measures.text ?? 0) >= sameText
      ? (findFirstName(one, other) ?? findShortName(one, other))
      : null)
  return person === null
    ? null
    : {
        relation: 'RESUBMISSION',
        fact: {
          kind: 'one-author',
          newer: partyOf(newer),
          older: partyOf(older),
          person: nameOfPerson(newer, person),
        },
      }
}

/** One person who puts the family name first in one place and last in another: the name; null when it is not so. */
function findTurnedName(one: Revision, other: Revision): string | null {
  const sorted = (key: string) => key.split(' ').sort().join(' ')
  const names = (revision: Revision) => makersOf(revision).filter((key) => /^name \S+ \S/.test(key))
  const theirs = new Set(names(other).map(sorted))
  return names(one).find((key) => theirs.has(sorted(key))) ?? null
}

/**
 * One person by two accounts whose names have something in common ("JackLu", "jack.lu90@…"), and the same words for
 * what was done: the longer of the two keys; null when it is not so.
 */
function findNestedName(one: Revision, other: Revision): string | null {
  if (!sayTheSame(one, other)) return null
  const plain = (key: string) =>
    key
      .replace(/^name /, '')
      .split('@', 1)[0]!
      .replace(/[^\p{L}\p{N}]/gu, '')
  const [makers, others] = [new Set(makersOf(one)), new Set(makersOf(other))]
  for (const mine of new Set([...makers, ...peopleOf(one)]))
    for (const theirs of new Set([...others, ...peopleOf(other)])) {
      if (!makers.has(mine) && !others.has(theirs)) continue
      const [short, long] = [mine, theirs].sort((x, y) => plain(x).length - plain(y).length) as [
        string,
        string,
      ]
      const [part, whole] = [plain(short), plain(long)]
      if (part.length >= shortestNestedName && (whole.startsWith(part) || whole.endsWith(part))) return long
    }
  return null
}

/** One person who cuts the first name short in one place: the whole name. Only of two that write the same. */
function findShortName(one: Revision, other: Revision): string | null {
  if (!sayTheSame(one, other)) return null
  for (const mine of makersOf(one))
    for (const theirs of makersOf(other)) {
      if (isShortFor(mine, theirs)) return theirs
      if (isShortFor(theirs, mine)) return mine
    }
  return null
}

/** By so much a whole name is longer: "Jan" and "Jana" are two. */
const cutShort = 2

/** "name sam ironwood" for "name samantha ironwood". */
function isShortFor(short: string, long: string): boolean {
  const [first, last] = [
    /^name (\p{L}{3,}) (?:.* )?(\p{L}{5,})$/u.exec(short),
    /^name (\p{L}+) (?:.* )?(\p{L}{5,})$/u.exec(long),
  ]
  if (first === null || last === null || first[2] !== last[2]) return false
  return last[1]!.startsWith(first[1]!) && last[1]!.length >= first[1]!.length + cutShort
}

const shortestNestedName = 6

/** A first name that people.ts takes for no one's: two who have it are often two. */
const firstName = /^\p{L}{3,4}$/u

/**
 * One person by two accounts, who signs with a short first name that both addresses begin with ("will" as
 * "will.barker@…" and "will@…"): the address of the second; null when it is not so. Only of two that write the same.
 */
function findFirstName(one: Revision, other: Revision): string | null {
  // Two accounts of GitHub's that share a first name are two, unless they say the same of the same lines.
  const isLogin = ({ author }: Revision) => author !== null && !author.includes('@')
  if (isLogin(one) && isLogin(other) && !sayTheSame(one, other)) return null
  const signatures = (revision: Revision) =>
    revision.commits
      .filter((commit) => !isMerge(commit))
      .slice(0, 1)
      .flatMap(({ authorName, authorEmail }) => {
        const name = (authorName ?? '').trim().toLowerCase()
        const address = (authorEmail ?? '').toLowerCase().replace(/^\d+\+/, '')
        const isTheirs = firstName.test(name) && address.startsWith(name) && !isNoPerson(name, address)
        return isTheirs ? [{ name, address }] : []
      })
  const [mine] = signatures(one)
  const [theirs] = signatures(other)
  return mine !== undefined && theirs !== undefined && mine.name === theirs.name ? theirs.address : null
}
/** "Update README.md" is what two strangers say as well. Words that name a subject. */
const tellingWords = 3

/** "feat(core): " in front of a subject: where it was done may be told in other words. */
const kind = /^\w{1,20}(?:\([^)]{0,60}\))?!?:\s{0,3}/

/** Whether a commit of one has the subject of a commit of the other, and says something by it. */
function sayTheSame(one: Revision, other: Revision): boolean {
  const subjects = (revision: Revision) =>
    revision.commits
      .filter((commit) => !isMerge(commit))
      .map(({ message }) => message.split('\n', 1)[0]!.trim().slice(0, longestTitle).replace(kind, ''))
  const theirs = new Set(subjects(other))
  return subjects(one).some((subject) => theirs.has(subject) && messageWords(subject).length >= tellingWords)
}

/** The name by which a side's commits know a person; else the key itself, of an address the part before the sign. */
function nameOfPerson({ revision }: Side, key: string): string {
  const commit = revision.commits.find((one) =>
    peopleOf({ ...revision, author: null, commits: [one] }).includes(key),
  )
  return detach((commit?.authorName || key.replace(/^name /, '').split('@', 1)[0]!).slice(0, 80))
}

/**
 * A side without what is shared: a commit that both began with makes no one the author of both. In a plain mirror the
 * first commit is taken for its author's pull request, so where that one is shared the next one tells.
 */
function withoutCommits({ revision, commits }: Side, shared: readonly string[]): Revision {
  if (shared.length === 0) return revision
  const without = new Set(shared)
  const own = [...commits].flatMap(([key, commit]) => (without.has(key) ? [] : [commit]))
  const author = revision.createdAtGuessed ? (own[0]?.authorEmail ?? revision.author) : revision.author
  return { ...revision, author, commits: own }
}
