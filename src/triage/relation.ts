import { authorKey } from './author.ts'
import type { Measures } from './evidence.ts'
import { builtOnShare, sameText, undoneShare } from './model.ts'
import { jaccard, type Side } from './side.ts'
import type { Relation } from './verdict.ts'

/**
 * What a pair is, when it is alike but no duplicate. Asked in this order: the surest proof first (commits that both have), the
 * author last, since whoever tries again may also stack or revert.
 */
export function classifyRelation(a: Side, b: Side, measures: Measures): Relation | null {
  if (isStacked(a, b)) return 'STACKED'
  if (isRevert(a, b) || isRevert(b, a)) return 'REVERT'
  if (isBackport(a, b, measures)) return 'BACKPORT'
  if (carries(a, b) || carries(b, a)) return 'STACKED'
  const [older, newer] = a.revision.createdAt <= b.revision.createdAt ? [a, b] : [b, a]
  if (undoes(newer, older) || isBuiltOn(newer, older)) return 'FOLLOW_UP'
  const author = authorKey(a.revision.author)
  if (author !== null && author === authorKey(b.revision.author)) return 'RESUBMISSION'
  return null
}

/** One is built on commits of the other. */
function isStacked(a: Side, b: Side): boolean {
  if (a.revision.headSha === b.revision.headSha) return false
  const commits = new Set(a.revision.commits.map((commit) => commit.sha))
  return b.revision.commits.some((commit) => commits.has(commit.sha))
}

/** How a squash or a merge names the pull request that it brought: "Parse ports (#12)", "Merge pull request #12 from …", "minor #12 …". */
const broughtBy =
  /\(#(\d{1,9})\)\s*$|^(?:Merge (?:pull request|PR) |(?:minor|feature|bug|security) )#(\d{1,9})\b/

/** `a` carries what `b` was merged as: a commit with another id and the same content. */
function carries(a: Side, b: Side): boolean {
  return a.revision.commits.some(({ message }) => {
    const match = broughtBy.exec(message.split('\n', 1)[0]!.slice(0, 300))
    return Number(match?.[1] ?? match?.[2]) === b.revision.number
  })
}

/** `a` takes back what `b` did: it says so, or its lines are the other's turned round. */
function isRevert(a: Side, b: Side): boolean {
  const text = `${a.revision.title}\n${a.revision.commits.map((commit) => commit.message).join('\n')}`
  if (b.revision.commits.some((commit) => text.includes(`This reverts commit ${commit.sha}`))) return true
  if (
    b.revision.title.length > 8 &&
    a.revision.title.toLowerCase().startsWith(`revert "${b.revision.title.toLowerCase()}"`)
  )
    return true
  const forward = jaccard(a.added, b.removed)
  const back = jaccard(a.removed, b.added)
  return (
    forward !== null &&
    back !== null &&
    forward >= sameText &&
    back >= sameText &&
    (jaccard(a.added, b.added) ?? 0) < sameText
  )
}

/** The same change for another branch. */
function isBackport(a: Side, b: Side, measures: Measures): boolean {
  const alike = measures.identical || (measures.text ?? 0) >= sameText
  if (!alike) return false
  if (a.revision.baseRef !== null && b.revision.baseRef !== null && a.revision.baseRef !== b.revision.baseRef)
    return true
  const picks = (from: Side, to: Side) =>
    from.revision.commits.some((commit) =>
      to.revision.commits.some((other) => commit.message.includes(`cherry picked from commit ${other.sha}`)),
    )
  return picks(a, b) || picks(b, a)
}

/** `newer` removes most of what `older` added: it reworks it. */
function undoes(newer: Side, older: Side): boolean {
  let added = 0
  let undone = 0
  for (const [line, count] of older.added) {
    added += count
    undone += Math.min(count, newer.removed.get(line) ?? 0)
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
