import type { BackportProof } from '../../domain/pair-fact.ts'
import { detach } from '../change/detach.ts'
import { sameText } from '../weights.ts'
import type { OwnMeasures } from './pair-facts.ts'
import {
  bareTitle,
  broughtNumber,
  differingTargets,
  type FoundRelation,
  longestTitle,
  partyOf,
  sharesPerson,
} from './relation-facts.ts'
import type { Side } from './side.ts'

/** What a backport says of itself. */
const backportWords = /\bback-?port(?:s|ed|ing)?\b/i
const pickWords = /\bcherry[- ]?pick(?:s|ed|ing)?\b/i
const pickedFrom = /\(cherry picked from commit ([0-9a-f]{7,64})\)/g
/** "[v1.6] Parse ports", "(release) …", "[BUGFIX beta] …", "… (2.x)": where a title says a branch. */
const branchMark = /^\s*(?:[[(][^\])]{1,40}[\])]\s*)+|[[(](?:v?\d[\w.-]*|release|beta|stable|lts)[\])]\s*$/gi
const longestSaid = 2_000

/**
 * The word by which a pull request says that it brings something to another branch; null when it says nothing of the
 * kind.
 */
export function saysBackport({ revision: { title, body } }: Side): string | null {
  return backportWords.exec(`${title}\n${body.slice(0, longestSaid)}`)?.[0] ?? null
}

function saysPick({ revision: { title, body } }: Side): string | null {
  return pickWords.exec(`${title}\n${body.slice(0, longestSaid)}`)?.[0] ?? null
}

/**
 * The pull request that all commits of this one were merged as, "Parse ports (#12)": it picks what is merged already.
 */
function pickedPull({ commits, revision }: Side): number | null {
  const numbers = [...commits.values()].map(({ message }) => broughtNumber(message))
  const [number = null] = numbers
  return number !== null && number !== revision.number && numbers.every((one) => one !== null) ? number : null
}

/** The same change for another branch. */
export function findBackport(older: Side, newer: Side, measures: OwnMeasures): FoundRelation | null {
  if (!measures.identical && (measures.text ?? 0) < sameText) return null
  const targets = differingTargets(older, newer)
  const target = targets === null ? null : targets.newer
  const found = (proof: BackportProof): FoundRelation => ({
    relation: 'BACKPORT',
    fact: { kind: 'backport', newer: partyOf(newer), older: partyOf(older), target, proof },
  })
  const [fromOlder, fromNewer] = [pickedCommits(older), pickedCommits(newer)]
  const both = fromOlder.find((sha) =>
    fromNewer.some((other) => other.startsWith(sha) || sha.startsWith(other)),
  )
  if (both !== undefined) return found({ by: 'both-picked', sha: detach(both) })
  const picked =
    fromNewer.find((sha) => older.revision.commits.some((commit) => commit.sha.startsWith(sha))) ??
    fromOlder.find((sha) => newer.revision.commits.some((commit) => commit.sha.startsWith(sha)))
  if (picked !== undefined) return found({ by: 'picked', sha: detach(picked) })
  const said =
    saysBackport(newer) ?? saysBackport(older) ?? (saysPick(older) === null ? null : saysPick(newer))
  if (said !== null) return found({ by: 'words', words: detach(said) })
  // A title names an issue in the same way: only what goes to another branch, or to one that is not known, can have
  // been picked.
  const elsewhere = targets !== null || older.revision.baseRef === null || newer.revision.baseRef === null
  const merged = elsewhere ? (pickedPull(newer) ?? pickedPull(older)) : null
  if (merged !== null) return found({ by: 'merged-as', number: merged })
  if (targets === null) return null
  // Two people who aim at different branches mean the same; who brings a fix to another branch keeps its title, or
  // names the branch.
  const [one, other] = [older, newer].map((side) =>
    bareTitle(side.revision.title.slice(0, longestTitle).replace(branchMark, '')),
  )
  const meant =
    one === other ||
    sharesPerson(older.people, newer.people) !== null ||
    namesVersion(older.revision.title, targets.older) ||
    namesVersion(newer.revision.title, targets.newer)
  return meant ? found({ by: 'target', target: targets.older }) : null
}

/** Whether a title has the version that a branch is called by: "[DOC 3.28] …" for `lts-3-28`. */
function namesVersion(title: string, branch: string): boolean {
  const version = /\d{1,9}(?:[._-]\d{1,9})+/.exec(branch.slice(0, 200))?.[0].replace(/[_-]/g, '.')
  return version !== undefined && title.slice(0, longestTitle).replace(/[_-]/g, '.').includes(version)
}

function pickedCommits(side: Side): string[] {
  return side.revision.commits.flatMap(({ message }) =>
    [...message.slice(0, 20_000).matchAll(pickedFrom)].map(([, sha]) => sha!),
  )
}
