import type { RevisionCommit } from '../../domain/revision.ts'
import { detach } from './detach.ts'
import { isMerge, isNoPerson } from './people.ts'

/** What a commit says of the repository that a program brought it over from. */
export interface BroughtOver {
  /** "acme/yard", as written; null where it does not say which. */
  from: string | null
  /** The commit's own words. */
  words: string
}

const longestCommit = 8_000
const longestWords = 80
/**
 * Lines that only programs write, which carry commits from one repository to another: Copybara's, ShipIt's, git-svn's,
 * TFS's, and those of scripts. What a person ports by hand, a rival may write by hand as well.
 */
const trailer =
  /^(?:(?:PiperOrigin-RevId|GitOrigin-RevId|fbshipit-source-id|git-svn-id|Upstream-commit|Mirrored-from|Synced-from): ?\S[^\n]{0,200}|\[tfs-changeset: ?\d{1,12}\]|Imported from GitHub PR https:\/\/\S{1,200}|Import of [\w.-]{1,39}\/[\w.-]{1,100}#\d{1,9}\b[^\n]{0,80})/im
/** "Mirror changes from acme/yard", "Mirroring the commits …": a subject. */
const subjectOfMirror = /^mirror(?:s|ed|ing)? (?:the )?(?:changes|commits)\b[^\n]{0,100}/i
/** "Signed-off-by: yard-bot <…>", below what somebody else wrote. Not "Talbot", nor a person's own. */
const signedByBot = /^Signed-off-by: ?((?:[\w.-]{1,60}[-_])bot) ?<[^<>\n]{1,200}>/im
const signedOff = 'signed-off-by:'
/** "… (acme/yard#12)", as a program writes a squash's number anew; "https://github.com/acme/yard/pull/12". */
const repository =
  /\(([\w.-]{1,39}\/[\w.-]{1,100})#\d{1,9}\)\s*$|\bgithub\.com\/([\w.-]{1,39}\/[\w.-]{1,100})\/(?:pull|commit)\/|\bfrom ([\w.-]{1,39}\/[\w.-]{1,100})\s*$|^Import of ([\w.-]{1,39}\/[\w.-]{1,100})#/im

/**
 * What a commit says of the other repository from which a program brought it over; null where it says nothing of the
 * kind. A squash's number that it bears is the other repository's.
 */
export function broughtOver({ message, authorName, authorEmail }: RevisionCommit): BroughtOver | null {
  const text = message.slice(0, longestCommit)
  const words =
    trailer.exec(text)?.[0] ??
    subjectOfMirror.exec(text)?.[0] ??
    signature(text, (authorName ?? '').trim(), authorEmail ?? '')
  if (words === null) return null
  const [, ...names] = repository.exec(text) ?? []
  const from = names.find((name) => name !== undefined) ?? null
  return { from: from === null ? null : detach(from), words: detach(words.trim().slice(0, longestWords)) }
}

/** The line by which a program signs off what a person wrote and did not sign. */
function signature(text: string, name: string, address: string): string | null {
  const found = signedByBot.exec(text)
  if (found === null) return null
  if (name === '' || name.toLowerCase() === found[1]!.toLowerCase() || isNoPerson(name, '')) return null
  const isOwn = text
    .toLowerCase()
    .split('\n')
    .some((line) => {
      if (!line.startsWith(signedOff)) return false
      const [by = '', at = ''] = line.slice(signedOff.length).split(/[<>]/, 2)
      return by.trim() === name.toLowerCase() || (address !== '' && at === address.toLowerCase())
    })
  return isOwn ? null : found[0].replace(/ ?<[^<>\n]*>$/, '')
}

/** By what a pull request's commits say that most of them were brought over; null where they do not. */
export function mostlyBroughtOver(commits: readonly RevisionCommit[]): BroughtOver | null {
  const own = commits.filter((commit) => !isMerge(commit))
  const brought = own.flatMap((commit) => broughtOver(commit) ?? [])
  if (brought.length === 0 || brought.length * 2 < own.length) return null
  return brought.find(({ from }) => from !== null) ?? brought[0]!
}
