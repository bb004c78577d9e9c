import type { RevertProof } from '../../domain/pair-fact.ts'
import { detach } from '../change/detach.ts'
import { sameText } from '../weights.ts'
import { bareTitle, type FoundRelation, longestTitle, netLines, partyOf } from './relation-facts.ts'
import { jaccard, type Side } from './side.ts'

export const isRevertTitle = (title: string) =>
  /^\s*(?:\w+(?:\([^)]{0,60}\))?:\s*)?reverts?\b/i.test(title.slice(0, longestTitle))

const longestShownTitle = 100

/** `a` takes back what `b` did: it says so, or its lines are the other's turned round. */
export function findRevert(a: Side, b: Side): FoundRelation | null {
  const proof = revertProof(a, b)
  return proof === null
    ? null
    : { relation: 'REVERT', fact: { kind: 'reverts', revert: partyOf(a), reverted: partyOf(b), proof } }
}

function revertProof(a: Side, b: Side): RevertProof | null {
  const { title, commits } = a.revision
  const text = [title, a.revision.body, ...commits.map((commit) => commit.message)].join('\n')
  const reverted = b.revision.commits.find(({ sha }) => text.includes(`This reverts commit ${sha}`))
  if (reverted !== undefined) return { by: 'commit', sha: reverted.sha }
  const quoted = /^\s*revert:?\s+"(.{4,300})"/i.exec(title.slice(0, longestTitle))?.[1]
  if (quoted !== undefined) {
    const number = /\(#(\d{1,9})\)\s*$/.exec(quoted)?.[1]
    if (
      number === undefined
        ? bareTitle(quoted) === bareTitle(b.revision.title)
        : Number(number) === b.revision.number
    )
      return { by: 'title', title: detach(title.slice(0, longestShownTitle)) }
  }
  const claim = a.claims.find(({ kind, number }) => kind === 'reverts' && number === b.revision.number)
  if (claim !== undefined) return { by: 'words', words: claim.words }
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
  return turned && whole && (jaccard(a.added, b.added) ?? 0) < sameText ? { by: 'lines' } : null
}
