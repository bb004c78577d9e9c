import { builtOnShare, undoneShare } from '../weights.ts'
import { netLines } from './net-lines.ts'
import type { OwnMeasures } from './pair-facts.ts'
import { type FoundRelation, partyOf } from './relation-facts.ts'
import type { Side } from './side.ts'

/** The newer one goes on from the older one: it was merged before, or its lines are reworked. */
export function findFollowUp(older: Side, newer: Side, measures: OwnMeasures): FoundRelation | null {
  const relation = 'FOLLOW_UP'
  const both = { newer: partyOf(newer), older: partyOf(older) }
  if (measures.mergedBefore)
    return {
      relation,
      fact: { kind: 'begun-after-merge', ...both, changesIts: changesLinesOf(newer, older) },
    }
  if (undoes(newer, older)) return { relation, fact: { kind: 'reworks', ...both, by: 'removing' } }
  if (isBuiltOn(newer, older)) return { relation, fact: { kind: 'reworks', ...both, by: 'beginning' } }
  return null
}

/** Of the telling lines that `newer` takes away, most are there since `older`: it was made for what `older` left. */
export function changesLinesOf(newer: Side, older: Side): boolean {
  const [added] = netLines(older)
  const removed = [...netLines(newer)[1].keys()].filter((line) => line.length >= tellingLine)
  const itsOwn = removed.filter((line) => added.has(line) && !older.before.has(line))
  return itsOwn.length > 0 && itsOwn.length / removed.length >= builtOnShare
}

/**
 * `newer` removes most of what `older` added: it reworks it. Lines that both only indent anew are neither added nor
 * removed.
 */
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
 * What `older` adds stands in the lines that `newer` begins from: it was merged in between, and `newer` goes on from
 * there. A rival begins where `older` began.
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
