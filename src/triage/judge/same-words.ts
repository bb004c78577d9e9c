import type { Revision, RevisionCommit } from '../../domain/revision.ts'
import { isOfMachine } from '../change/author.ts'
import { isMerge, isProgram, makersOf, personOf } from '../change/people.ts'
import { messageWords } from '../change/tokens.ts'
import { raisedPackage } from './raised-package.ts'
import { longestTitle, tellingWords } from './relation-facts.ts'
import { releasedVersion } from './release-title.ts'

/** By then the person has gone on to something else. */
const mostHours = 4

/** What GitHub calls a commit that is made on its pages, where nobody says anything: "Create setup.md". */
const madeOnPage = /^(?:Add|Create|Delete|Rename|Update) \S{1,200}(?: to \S{1,200})?$/i

/** "Fixes #12 - …": one of the two may name the issue. */
const issueNumber = /#\d{1,9}\b/g

interface Said {
  at: number
  zone: string
  /** The words of the subject, sorted: an issue in front and another order say nothing else. */
  words: string
  signed: string
  /** By an agent, or without an address that mail comes from, as on a machine where none is set up. */
  isBare: boolean
}

/**
 * One person who has an agent do the same again, or who does so where no address is set up: both say the same of the
 * same, within hours, by clocks of one zone. Only of two that are the same to the letter: two who are known each by an
 * address say what they were told to. A clock that is not away from UTC is a machine's, and tells no place.
 * @returns what the second is signed with, or the first where the second has no name; null when it is not so.
 */
export function findSameWords(one: Revision, other: Revision): string | null {
  const theirs = saidIn(other)
  for (const mine of saidIn(one))
    for (const said of theirs)
      if (
        (mine.isBare || said.isBare) &&
        said.zone === mine.zone &&
        said.words === mine.words &&
        Math.abs(said.at - mine.at) <= mostHours * 3_600_000
      )
        return said.signed || mine.signed || null
  return null
}

/** What those who made a pull request have said, and when: an agent, which is nobody, for whoever runs it. */
function saidIn(revision: Revision): Said[] {
  const makers = makersOf(revision)
  return revision.commits.flatMap((commit) => {
    const { authoredAt, authorName, authorEmail, zone } = commit
    if (zone === undefined || isMerge(commit) || isProgram(commit) || !(Date.parse(authoredAt) > 0)) return []
    const words = wordsOf(commit)
    const keys = personOf(authorName, authorEmail)
    const isTheirs = keys.length === 0 || keys.some((key) => makers.includes(key))
    if (words === null || !isTheirs) return []
    const isBare = keys.length === 0 || (authorEmail !== undefined && isOfMachine(authorEmail ?? ''))
    return [{ at: Date.parse(authoredAt), zone, words, signed: keys[0] ?? authorName ?? '', isBare }]
  })
}

function wordsOf({ message }: RevisionCommit): string | null {
  const subject = message.split('\n', 1)[0]!.trim().slice(0, longestTitle)
  const words = new Set(messageWords(subject.replace(issueNumber, '')))
  if (words.size < tellingWords || madeOnPage.test(subject)) return null
  // What a program or a rule of the house has everybody say: a raise, a release.
  if (raisedPackage(subject) !== null || releasedVersion(subject) !== null) return null
  return [...words].sort().join(' ')
}
