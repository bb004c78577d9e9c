import type { RevertProof } from '../../domain/pair-fact.ts'
import { detach } from '../change/detach.ts'
import { sameText } from '../weights.ts'
import { jaccard } from './bags.ts'
import { netLines } from './net-lines.ts'
import { bareTitle, type FoundRelation, longestTitle, partyOf } from './relation-facts.ts'
import type { Side } from './side.ts'

const verb = '(?:reverts?|back(?:s|ed|ing)?[- ]out|roll(?:s|ed|ing)?[- ]back)'
/** To roll back, or to back out, is also what a ledger does: these verbs need to name what was done. */
const target = String.raw`:?\s+(?:"|#\d|(?:changeset|commit|pr|pull request)\b|[0-9a-f]{7,40}\b)`
const revertTitle = new RegExp(
  String.raw`^\s*(?:\w+(?:\([^)]{0,60}\))?:\s*)?(?:reverts?\b|${verb}${target})`,
  'i',
)
const quotedTitle = new RegExp(String.raw`^\s*${verb}:?\s+"(.{4,300})"`, 'i')
/** 'revert: feat(api): parse ports', as the Conventional Commits have it. */
const plainTitle = new RegExp(String.raw`^\s*${verb}:?\s+([^"\s].{3,300})$`, 'i')

export const isRevertTitle = (title: string) => revertTitle.test(title.slice(0, longestTitle))

/** Whether it says in any way that it takes something back that is not its own. */
export function saysRevert({ revision: { title, body, commits }, claims }: Side): boolean {
  const own = commits.map(({ sha }) => sha)
  return (
    isRevertTitle(title) ||
    claims.some(({ kind }) => kind === 'reverts') ||
    [body, ...commits.map(({ message }) => message)].some((text) => {
      const reverted = revertedCommit.exec(text.slice(0, longestSaid))?.[1]
      return reverted !== undefined && !own.some((sha) => sha.startsWith(reverted))
    })
  )
}

/** Whether both name commits that they take back, none that both do, and not by the same title. */
export function revertsOthers(a: Side, b: Side): boolean {
  const [ofA, ofB] = [revertedBy(a), revertedBy(b)]
  return (
    ofA.length > 0 &&
    ofB.length > 0 &&
    a.revision.title.trim() !== b.revision.title.trim() &&
    !ofA.some((one) => ofB.some((other) => one.startsWith(other) || other.startsWith(one)))
  )
}

function revertedBy({ revision: { body, commits } }: Side): string[] {
  return [body, ...commits.map(({ message }) => message)].flatMap((text) =>
    [...text.slice(0, longestSaid).matchAll(revertedCommits)].map(([, sha]) => sha!),
  )
}

const revertedCommits = /^This reverts commit ([0-9a-f]{7,64})\b/gm
/** What git itself writes. */
const revertedCommit = /^This reverts commit ([0-9a-f]{7,64})\b/m
const longestSaid = 20_000

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
  const shortTitle = title.slice(0, longestTitle)
  const quoted = (quotedTitle.exec(shortTitle) ?? plainTitle.exec(shortTitle))?.[1]
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
