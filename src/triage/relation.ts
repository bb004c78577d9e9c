import { authorKey } from './author.ts'
import type { Measures } from './evidence.ts'
import { builtOnShare, sameText, siblingWords, undoneShare } from './model.ts'
import { makersOf, peopleOf } from './people.ts'
import { closedIssues } from './references.ts'
import { jaccard, type Side } from './side.ts'
import { messageWords } from './tokens.ts'
import type { Relation } from './verdict.ts'

/** What a pair is besides alike, who is what to whom, and what proves it. */
export interface FoundRelation {
  relation: Relation
  /** "#103 is built on #101: it carries its commit 1a2b3c4". */
  reason: string
}

/**
 * What a pair is, when it is alike but no duplicate. Asked in this order: the surest proof first (commits that both have), the
 * author last, since whoever tries again may also stack or revert.
 */
export function findRelation(a: Side, b: Side, measures: Measures): FoundRelation | null {
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
    findFollowUp(older, newer, measures) ??
    findSamePerson(older, newer, shared)
  )
}

const nameOf = (side: Side) => `#${side.revision.number}`

/** Keys of the commits that both carry, whatever their ids. */
export function sharedCommits(a: Side, b: Side): string[] {
  return [...a.commits.keys()].filter((key) => b.commits.has(key))
}

/** "1a2b3c4 “Parse ports”" */
function nameCommit(side: Side, key: string): string {
  const { sha, message } = side.commits.get(key)!
  return `${sha.slice(0, 7)} “${message.split('\n', 1)[0]!.trim().slice(0, 80)}”`
}

/** A branch that gathers the work of many repeats nobody, whatever it carries. */
function findRollUp(a: Side, b: Side, shared: readonly string[]): FoundRelation | null {
  if (!a.rollUp && !b.rollUp) return null
  const [gathers, other] = a.rollUp && (!b.rollUp || a.commits.size >= b.commits.size) ? [a, b] : [b, a]
  const carried = shared.length > 0 ? `, among them ${nameCommit(other, shared[0]!)} of ${nameOf(other)}` : ''
  const both = a.rollUp && b.rollUp ? `; so does ${nameOf(other)}` : ''
  const count = gathers.commits.size
  return {
    relation: 'ROLL_UP',
    reason: `${nameOf(gathers)} gathers ${count} ${count === 1 ? 'commit' : 'commits'} of other work${carried}${both}`,
  }
}

/** One carries every commit of the other. What merely begins with the same commits are siblings, and may be duplicates. */
function findStack(a: Side, b: Side, shared: readonly string[]): FoundRelation | null {
  if (shared.length === 0) return null
  const [small, large] = a.commits.size <= b.commits.size ? [a, b] : [b, a]
  if (shared.length < small.commits.size) return null
  const last = nameCommit(small, [...small.commits.keys()].at(-1)!)
  if (small.commits.size < large.commits.size)
    return {
      relation: 'STACKED',
      reason: `${nameOf(large)} is built on ${nameOf(small)}: it carries its commit ${last}`,
    }
  const [older, newer] = a.revision.number < b.revision.number ? [a, b] : [b, a]
  const targets = differingTargets(older, newer)
  return targets === null
    ? {
        relation: 'RESUBMISSION',
        reason: `${nameOf(newer)} consists of the commits of ${nameOf(older)}: ${last}`,
      }
    : {
        relation: 'BACKPORT',
        reason: `${nameOf(newer)} brings the commits of ${nameOf(older)} to ${targets.newer}: ${last}`,
      }
}

/**
 * Whether two that begin with the same commits go on to do the same thing: a diff against the common base shows what both began with, so their own commits'
 * subjects and the issues that these close are asked.
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

function differingTargets(older: Side, newer: Side): { older: string; newer: string } | null {
  const [one, other] = [older.revision.baseRef, newer.revision.baseRef]
  return one !== null && other !== null && one !== other ? { older: one, newer: other } : null
}

/** How a squash or a merge names the pull request that it brought: "Parse ports (#12)", "Merge pull request #12 from …", "minor #12 …". */
const broughtBy =
  /\(#(\d{1,9})\)\s*$|^(?:Merge (?:pull request|PR) |(?:minor|feature|bug|security) )#(\d{1,9})\b/

function broughtNumber(message: string): number | null {
  const match = broughtBy.exec(message.split('\n', 1)[0]!.slice(0, 300))
  return match === null ? null : Number(match[1] ?? match[2])
}

/** `a` carries what `b` was merged as: a commit with another id and the same content. */
function findCarried(a: Side, b: Side): FoundRelation | null {
  const commit = a.revision.commits.find(({ message }) => broughtNumber(message) === b.revision.number)
  if (isRevertTitle(a.revision.title)) return null
  if (commit === undefined) return findMergedBranch(a, b)
  return {
    relation: 'STACKED',
    reason: `${nameOf(a)} carries what ${nameOf(b)} was merged as: ${commit.sha.slice(0, 7)} “${commit.message.split('\n', 1)[0]!.slice(0, 80)}”`,
  }
}

const longestTitle = 300
export const isRevertTitle = (title: string) =>
  /^\s*(?:\w+(?:\([^)]{0,60}\))?:\s*)?reverts?\b/i.test(title.slice(0, longestTitle))

/** "Merge pull request #1 from login/branch", as a fork's own pull requests are merged. */
const mergedFrom = /^Merge (?:pull request|PR) #\d{1,9} from ([\w.-]{1,39})\//

/** `a` merged a branch of whoever wrote `b`. What comes from the repository itself is nobody's. */
function findMergedBranch(a: Side, b: Side): FoundRelation | null {
  const own = a.revision.repository?.split('/')[0]
  for (const { sha, message } of a.revision.commits) {
    const login = mergedFrom.exec(message.slice(0, 300))?.[1]?.toLowerCase()
    if (login === undefined || login === own) continue
    const key = authorKey(login)
    if (key !== null && (b.people.includes(key) || b.people.includes(`name ${login}`)))
      return {
        relation: 'STACKED',
        reason: `${nameOf(a)} merged a branch of the author of ${nameOf(b)}: ${sha.slice(0, 7)} “${message.split('\n', 1)[0]!.slice(0, 80)}”`,
      }
  }
  return null
}

/** A title without the number that a squash appends. */
function bareTitle(title: string): string {
  return title
    .slice(0, longestTitle)
    .replace(/\s*\(#\d{1,9}\)\s*$/, '')
    .trim()
    .toLowerCase()
}

/** `a` takes back what `b` did: it says so, or its lines are the other's turned round. */
function findRevert(a: Side, b: Side): FoundRelation | null {
  const proof = revertProof(a, b)
  return proof === null
    ? null
    : { relation: 'REVERT', reason: `${nameOf(a)} takes back what ${nameOf(b)} does: ${proof}` }
}

function revertProof(a: Side, b: Side): string | null {
  const { title, commits } = a.revision
  const text = [title, a.revision.body, ...commits.map((commit) => commit.message)].join('\n')
  const reverted = b.revision.commits.find(({ sha }) => text.includes(`This reverts commit ${sha}`))
  if (reverted !== undefined) return `“This reverts commit ${reverted.sha.slice(0, 10)}”`
  const quoted = /^\s*revert:?\s+"(.{4,300})"/i.exec(title.slice(0, longestTitle))?.[1]
  if (quoted !== undefined) {
    const number = /\(#(\d{1,9})\)\s*$/.exec(quoted)?.[1]
    if (
      number === undefined
        ? bareTitle(quoted) === bareTitle(b.revision.title)
        : Number(number) === b.revision.number
    )
      return `“${title.slice(0, 100)}”`
  }
  const claim = a.claims.find(({ kind, number }) => kind === 'reverts' && number === b.revision.number)
  if (claim !== undefined) return `“${claim.words}”`
  // By its lines alone only the later one can have taken the earlier one back.
  if (a.revision.number < b.revision.number) return null
  const [addedA, removedA] = netLines(a)
  const [addedB, removedB] = netLines(b)
  const forward = jaccard(addedA, removedB)
  const back = jaccard(removedA, addedB)
  const turned = (forward ?? 1) >= sameText && (back ?? 1) >= sameText && (forward !== null || back !== null)
  // A change that only adds is turned round by one that only removes.
  const whole =
    (forward !== null || (addedA.size === 0 && removedB.size === 0)) &&
    (back !== null || (removedA.size === 0 && addedB.size === 0))
  return turned && whole && (jaccard(a.added, b.added) ?? 0) < sameText
    ? 'it removes the lines that the other adds, and adds those that it removes'
    : null
}

/** Lines that come or go in earnest: one that is only moved or indented anew does neither. */
function netLines(side: Side): [Map<string, number>, Map<string, number>] {
  const net = (lines: ReadonlyMap<string, number>, against: ReadonlyMap<string, number>) => {
    const left = new Map<string, number>()
    for (const [line, count] of lines) {
      const rest = count - (against.get(line) ?? 0)
      if (rest > 0) left.set(line, rest)
    }
    return left
  }
  return [net(side.added, side.removed), net(side.removed, side.added)]
}

/** What a backport says of itself. */
const backportWords = /\bback-?port(?:s|ed|ing)?\b/i
const pickWords = /\bcherry[- ]?pick(?:s|ed|ing)?\b/i
const pickedFrom = /\(cherry picked from commit ([0-9a-f]{7,64})\)/g
/** "[v1.6] Parse ports", "(release) …", "[BUGFIX beta] …", "… (2.x)": where a title says a branch. */
const branchMark =
  /^\s*(?:[[(][^\])]{1,40}[\])]\s*)+|\s*[[(](?:v?\d[\w.-]*|release|beta|stable|lts)[\])]\s*$/gi
const longestSaid = 2_000

/** The word by which a pull request says that it brings something to another branch; null when it says nothing of the kind. */
export function saysBackport({ revision: { title, body } }: Side): string | null {
  return backportWords.exec(`${title}\n${body.slice(0, longestSaid)}`)?.[0] ?? null
}

function saysPick({ revision: { title, body } }: Side): string | null {
  return pickWords.exec(`${title}\n${body.slice(0, longestSaid)}`)?.[0] ?? null
}

/** The pull request that all commits of this one were merged as, "Parse ports (#12)": it picks what is merged already. */
function pickedPull({ commits, revision }: Side): number | null {
  const numbers = [...commits.values()].map(({ message }) => broughtNumber(message))
  const [number = null] = numbers
  return number !== null && number !== revision.number && numbers.every((one) => one !== null) ? number : null
}

/** The same change for another branch. */
function findBackport(older: Side, newer: Side, measures: Measures): FoundRelation | null {
  if (!measures.identical && (measures.text ?? 0) < sameText) return null
  const targets = differingTargets(older, newer)
  const to = targets === null ? 'another branch' : targets.newer
  const found = (proof: string): FoundRelation => ({
    relation: 'BACKPORT',
    reason: `${nameOf(newer)} brings the change of ${nameOf(older)} to ${to}: ${proof}`,
  })
  const [fromOlder, fromNewer] = [pickedCommits(older), pickedCommits(newer)]
  const both = fromOlder.find((sha) =>
    fromNewer.some((other) => other.startsWith(sha) || sha.startsWith(other)),
  )
  if (both !== undefined) return found(`both were picked from ${both.slice(0, 7)}`)
  const picked =
    fromNewer.find((sha) => older.revision.commits.some((commit) => commit.sha.startsWith(sha))) ??
    fromOlder.find((sha) => newer.revision.commits.some((commit) => commit.sha.startsWith(sha)))
  if (picked !== undefined) return found(`it was picked from ${picked.slice(0, 7)}`)
  const said =
    saysBackport(newer) ?? saysBackport(older) ?? (saysPick(older) === null ? null : saysPick(newer))
  if (said !== null) return found(`it says “${said}”`)
  // A title names an issue in the same way: only what goes to another branch, or to one that nobody knows, can have been picked.
  const elsewhere = targets !== null || older.revision.baseRef === null || newer.revision.baseRef === null
  const merged = elsewhere ? (pickedPull(newer) ?? pickedPull(older)) : null
  if (merged !== null) return found(`it carries what #${merged} was merged as`)
  if (targets === null) return null
  // Two people who aim at different branches mean the same; who brings a fix to another branch keeps its title, or names the branch.
  const [one, other] = [older, newer].map((side) =>
    bareTitle(side.revision.title.slice(0, longestTitle).replace(branchMark, '')),
  )
  const meant =
    one === other ||
    sharesPerson(older.people, newer.people) !== null ||
    namesVersion(older.revision.title, targets.older) ||
    namesVersion(newer.revision.title, targets.newer)
  return meant ? found(`${nameOf(older)} is for ${targets.older}`) : null
}

/** Whether a title has the version that a branch is called by: "[DOC 3.28] …" for `lts-3-28`. */
function namesVersion(title: string, branch: string): boolean {
  const version = /\d+(?:[._-]\d+)+/.exec(branch.slice(0, 200))?.[0].replace(/[_-]/g, '.')
  return version !== undefined && title.slice(0, longestTitle).replace(/[_-]/g, '.').includes(version)
}

function pickedCommits(side: Side): string[] {
  return side.revision.commits.flatMap(({ message }) =>
    [...message.slice(0, 20_000).matchAll(pickedFrom)].map(([, sha]) => sha!),
  )
}

function findFollowUp(older: Side, newer: Side, measures: Measures): FoundRelation | null {
  const found = (reason: string): FoundRelation => ({ relation: 'FOLLOW_UP', reason })
  if (measures.mergedBefore)
    return found(`${nameOf(newer)} begins from a branch in which ${nameOf(older)} was merged already`)
  if (undoes(newer, older))
    return found(`${nameOf(newer)} reworks what ${nameOf(older)} added: it removes most of those lines`)
  if (isBuiltOn(newer, older))
    return found(`${nameOf(newer)} reworks what ${nameOf(older)} added: it begins from those lines`)
  return null
}

/** `newer` removes most of what `older` added: it reworks it. Lines that both only indent anew are neither added nor removed. */
function undoes(newer: Side, older: Side): boolean {
  let added = 0
  let undone = 0
  const [, removed] = netLines(newer)
  for (const [line, count] of netLines(older)[0]) {
    added += count
    undone += Math.min(count, removed.get(line) ?? 0)
  }
  return added >= 3 && undone / added >= undoneShare
}

/** Shorter lines stand everywhere. */
const tellingLine = 12

/**
 * What `older` adds stands in the lines that `newer` begins from: it was merged in between, and `newer` goes on from there. A rival
 * begins where `older` began.
 */
function isBuiltOn(newer: Side, older: Side): boolean {
  let telling = 0
  let present = 0
  for (const line of older.added.keys()) {
    if (line.length < tellingLine || older.before.has(line)) continue
    telling++
    if (newer.before.has(line)) present++
  }
  return telling > 0 && present / telling >= builtOnShare && !isAlreadyThere(newer, older)
}

/** `older` too begins from what `newer` adds: then the one only turns the other round. */
function isAlreadyThere(newer: Side, older: Side): boolean {
  for (const line of newer.added.keys()) if (line.length >= tellingLine && older.before.has(line)) return true
  return false
}

function sharesPerson(a: readonly string[], b: readonly string[]): string | null {
  const others = new Set(b)
  return a.find((key) => others.has(key)) ?? null
}

/** Somebody opened both, or wrote a commit of both that is not the same commit. */
function findSamePerson(older: Side, newer: Side, shared: readonly string[]): FoundRelation | null {
  if (sharesPerson(older.openers, newer.openers) !== null)
    return {
      relation: 'RESUBMISSION',
      reason: `${nameOf(newer)} is the same author's next try at ${nameOf(older)}`,
    }
  const [one, other] =
    shared.length === 0 ? [older.people, newer.people] : [ownPeople(older, shared), ownPeople(newer, shared)]
  // Of one of them at least: a maintainer who tidies up in both makes neither theirs.
  const makers = new Set([...makersOf(older.revision), ...makersOf(newer.revision)])
  const person = sharesPerson(
    one.filter((key) => makers.has(key)),
    other,
  )
  return person === null
    ? null
    : {
        relation: 'RESUBMISSION',
        reason: `${nameOf(newer)} and ${nameOf(older)} have commits of one author: ${nameOfPerson(newer, person)}`,
      }
}

/** The name by which a side's commits know somebody; else the key itself, of an address the part before the sign. */
function nameOfPerson({ revision }: Side, key: string): string {
  const commit = revision.commits.find((one) =>
    peopleOf({ ...revision, author: null, commits: [one] }).includes(key),
  )
  return (commit?.authorName ?? key.replace(/^name /, '').replace(/@.*$/, '')).slice(0, 80)
}

/** Who wrote what is not shared: a commit that both began with makes nobody the author of both. */
function ownPeople({ revision, commits }: Side, shared: readonly string[]): string[] {
  const without = new Set(shared)
  return peopleOf({
    ...revision,
    commits: [...commits].flatMap(([key, commit]) => (without.has(key) ? [] : [commit])),
  })
}
