import type { BackportProof } from '../../domain/pair-fact.ts'
import { detach } from '../change/detach.ts'
import { issueReferences, target } from '../change/references.ts'
import { competingText, sameText } from '../weights.ts'
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
import { lineMark } from './release-lines.ts'
import type { Side } from './side.ts'

/** What a backport says of itself. */
const backportWords = /\bback-?port(?:s|ed|ing)?\b/i
/** A title that begins so: "Port to 2.1 - parse ports", "[3.0] Port #12 to release/3.0". A port of a socket is none. */
const portTitle =
  /^\s*(?:[[(][^\])]{1,40}[\])]\s*){0,3}port(?:s|ed|ing)?\s+(?:(?:(?:PR\s+)?#\d{1,9}|the|a)\b[^\n]{0,80}?\s)?to\s+(?:the\s+)?(?:rel(?:eases?)?[\s/-]|servicing\b|v?\d{1,4}\.\d{1,4}\b(?!\.\d))/i
const pickWords = /\bcherry[- ]?pick(?:s|ed|ing)?\b/i
/**
 * A title that begins so is of a pick, whatever the other one says: "Cherry-pick commit to …", "Cherry pick #12". What
 * is picked follows, unlike in "Cherry-pick dialog: …".
 */
const pickTitle =
  /^\W{0,3}cherry[- ]?pick(?:s|ed|ing)?[\]):]?\s{1,3}(?:(?:the\s)?commits?\b|(?:of|from|to)\s|(?:PR\s|pull request\s)?#?\d{1,9}\b|[0-9a-f]{7,64}\b)/i
const longestPick = 20_000
const pickedFrom = /\(cherry picked from commit ([0-9a-f]{7,64})\)/g
/** "[v1.6] Parse ports", "(release) …", "[BUGFIX beta] …", "… (2.x)": where a title says a branch. */
const branchMark = /^\s*(?:[[(][^\])]{1,40}[\])]\s*)+|[[(](?:v?\d[\w.-]*|release|beta|stable|lts)[\])]\s*$/gi
const longestSaid = 2_000

/**
 * The word by which a pull request says that it brings something to another branch; null when it says nothing of the
 * kind.
 */
export function saysBackport({ revision: { title, body } }: Side): string | null {
  return (
    backportWords.exec(`${title}\n${body.slice(0, longestSaid)}`)?.[0] ??
    portTitle.exec(title.slice(0, longestTitle))?.[0].trim() ??
    null
  )
}

function saysPick({ revision: { title, body } }: Side): string | null {
  return pickWords.exec(`${title}\n${body.slice(0, longestSaid)}`)?.[0] ?? null
}

/**
 * The pull request that all commits of this one were merged as, "Parse ports (#12)": it picks what is merged already.
 */
function pickedPull({ commits, revision }: Pick<Side, 'commits' | 'revision'>): number | null {
  const numbers = [...commits.values()].map(({ message }) => broughtNumber(message))
  const [number = null] = numbers
  return number !== null && number !== revision.number && numbers.every((one) => one !== null) ? number : null
}

/** "Cherry-pick PR #12 with conflicts", "cherry-pick from ada/yard@1a2b3c4": what it takes, right behind the word. */
const namedPick =
  /\bcherry[- ]?pick(?:s|ed|ing)?:?\s{1,3}(?:(?:of|from)\s{1,3})?(?:(?:PR|pull request|commit)\s{1,3})?(?:[\w.-]{1,39}\/[\w.-]{1,100}@?)?(?:#(\d{1,9})\b|\b([0-9a-f]{7,64})\b)/gi
/**
 * "Port #12 to the old driver", "Ports acme/yard#12", "Backport of #12", "forward-port PR #12": what it brings, right
 * behind the word. A port that a socket has is none: the bare word stands at the beginning of a line or a sentence.
 */
const namedPort = new RegExp(
  String.raw`(?:\b(?:back|forward)[- ]?port(?:s|ed|ing)?|\bport(?:s|ed|ing|(?=:?\sof\s))|(?<=(?:^|[.:;\])])[ \t]{0,4})port):?\s{1,3}(?:of\s{1,3})?(?:(?:PR|pull request)\s{1,3})?(${target})`,
  'gim',
)

/** By what one of them says that it takes the other, by number or commit; null when it does not. */
function namesPick(picker: Side, picked: Side): string | null {
  const { title, body, commits, number, repository } = picker.revision
  const text = [title, body, ...commits.map(({ message }) => message)].join('\n').slice(0, longestSaid * 4)
  // Who brings a pull request to the very branch that it was made to does it again.
  const isElsewhere = picker.revision.baseRef === null || picker.revision.baseRef !== picked.revision.baseRef
  for (const [words, named] of isElsewhere ? text.matchAll(namedPort) : [])
    if (issueReferences(named!, number, repository).includes(picked.revision.number)) return words
  for (const [words, pull, sha] of text.matchAll(namedPick)) {
    const isIt =
      sha === undefined
        ? Number(pull) === picked.revision.number
        : picked.revision.commits.some((commit) => commit.sha.startsWith(sha.toLowerCase()))
    if (isIt) return words
  }
  return null
}

/** The same change for another branch. */
export function findBackport(older: Side, newer: Side, measures: OwnMeasures): FoundRelation | null {
  const targets = differingTargets(older, newer)
  const text = measures.identical ? 1 : (measures.text ?? 0)
  const named = () => namesPick(newer, older) ?? namesPick(older, newer)
  const proof =
    (text < sameText ? null : findProof(older, newer, targets)) ??
    (text < competingText ? null : ifSaid(named())) ??
    (text < competingText || !measures.otherLines ? null : byLine(older, newer, targets))
  if (proof === null) return null
  const [of, target] = [{ newer: partyOf(newer), older: partyOf(older) }, targets?.newer ?? null]
  return { relation: 'BACKPORT', fact: { kind: 'backport', ...of, target, proof } }
}

/** The branch of the older one; where none is known, the mark by which a title names its line. */
function byLine(older: Side, newer: Side, targets: { older: string } | null): BackportProof | null {
  if (targets !== null) return { by: 'target', target: targets.older }
  return ifSaid(lineMark(newer.revision.title) ?? lineMark(older.revision.title))
}

const ifSaid = (words: string | null): BackportProof | null =>
  words === null ? null : { by: 'words', words: detach(words.trim()) }

/** By what one of two with the same text is the other for another branch. */
function findProof(
  older: Side,
  newer: Side,
  targets: { older: string; newer: string } | null,
): BackportProof | null {
  const [fromOlder, fromNewer] = [pickedCommits(older), pickedCommits(newer)]
  const both = fromOlder.find((sha) =>
    fromNewer.some((other) => other.startsWith(sha) || sha.startsWith(other)),
  )
  if (both !== undefined) return { by: 'both-picked', sha: detach(both) }
  const picked =
    fromNewer.find((sha) => older.revision.commits.some((commit) => commit.sha.startsWith(sha))) ??
    fromOlder.find((sha) => newer.revision.commits.some((commit) => commit.sha.startsWith(sha)))
  if (picked !== undefined) return { by: 'picked', sha: detach(picked) }
  // What the other was merged as has an id of its own. Of two with the same text for different branches, the one that
  // is all picked is the other, brought to its branch.
  if (targets !== null) {
    const [sha] = allPicked(newer) ?? allPicked(older) ?? []
    if (sha !== undefined) return { by: 'picked', sha: detach(sha) }
  }
  const said =
    saysBackport(newer) ??
    saysBackport(older) ??
    pickTitle.exec(newer.revision.title)?.[0] ??
    pickTitle.exec(older.revision.title)?.[0] ??
    (saysPick(older) === null ? null : saysPick(newer))
  if (said !== null) return { by: 'words', words: detach(said) }
  // A title names an issue in the same way: only what goes to another branch, or to one that is not known, can have
  // been picked.
  const elsewhere = targets !== null || older.revision.baseRef === null || newer.revision.baseRef === null
  const merged = elsewhere ? (pickedPull(newer) ?? pickedPull(older)) : null
  if (merged !== null) return { by: 'merged-as', number: merged }
  if (targets === null) return null
  // Two people who aim at different branches mean the same; who brings a fix to another branch keeps its title, or
  // names the branch.
  const [one, other] = [older, newer].map((side) =>
    bareTitle(side.revision.title.slice(0, longestTitle).replace(branchMark, '')),
  )
  const meant = one === other || sharesPerson(older.people, newer.people) !== null
  return meant ? { by: 'target', target: targets.older } : null
}

/** The commits that a side was picked from; null where one of its own was not. */
function allPicked(side: Side): string[] | null {
  const commits = [...side.commits.values()]
  const isPick = ({ message }: { message: string }) => message.slice(0, longestPick).search(pickedFrom) >= 0
  return commits.length > 0 && commits.every(isPick) ? pickedCommits(side) : null
}

function pickedCommits(side: Side): string[] {
  return side.revision.commits.flatMap(({ message }) =>
    [...message.slice(0, longestPick).matchAll(pickedFrom)].map(([, sha]) => sha!),
  )
}
