import { type Person, personOf } from '../../triage/index.ts'
import type { CommitFacts } from './commits.ts'

/** What the commit that brought a pull request says of it: as much as a mirror knows of its own title and text. */
export interface LandedWords {
  /** Null where the commit does not quote it. */
  title: string | null
  /**
   * Lines that the pull request's own commits lack and that name an issue or a pull request: who merges says what that
   * closes. What else is said on merging is said of every other one too.
   */
  text: string
}

/** GitHub's button: the title of the pull request stands in the first line after it. */
const mergeSubject = /^Merge pull request #(\d{1,9}) from \S+$/
/** GitHub's squash: the title, with the number behind it. */
const squashed = /^(.*\S)\s*\(#(\d{1,9})\)$/s
/** Characters of a subject that are read. */
const longestSubject = 400
/** A line that names an issue or a pull request. */
const naming = /#\d/
/** What git and its tools write below the subject of a merge: conflicts, what was merged, who signed it. */
const noTitle =
  /^(?:#|[*-]\s|conflicts:|merge (?:branch|pull request|remote-tracking|tag|commit)\b|[\w-]{1,40}-by:)/i
const coAuthor = /^co-authored-by:([^<]{0,200})<([^<>]{0,200})>/i

/**
 * Reads what the commit that brought a pull request says of it.
 * @param commit the merge that has the head among its parents, the squash that names the number, or the last of the
 *   commits that its own were rebased to.
 * @param own the pull request's commits.
 * @param merged what it merged, if it is a merge: the head, or another state of the branch. A number alone is a claim,
 *   which anybody's commit may make of anybody's pull request, and which is of another repository where the history was
 *   taken over from there: it is believed where one of those who wrote the pull request wrote it, or what it merged.
 */
export function readLandedWords(
  number: number,
  commit: CommitFacts,
  own: readonly CommitFacts[],
  merged: CommitFacts | null,
): LandedWords {
  const hasHead = own.some(({ sha }) => sha === merged?.sha)
  const isBelieved = hasHead || [commit, ...(merged === null ? [] : [merged])].some((by) => isBySome(by, own))
  if (!isBelieved) return { title: null, text: '' }
  const [first = '', ...rest] = commit.message.split('\n')
  const subject = first.trim().slice(0, longestSubject)
  const mergedNumber = mergeSubject.exec(subject)?.[1]
  const squash = squashed.exec(subject)
  let lines = [subject, ...rest]
  let title: string | null = null
  if (mergedNumber !== undefined) {
    // Its title and text are those of the pull request that it names, which may hold this one.
    if (Number(mergedNumber) !== number) return { title: null, text: '' }
    // The button leaves one line empty.
    const isButtons = rest[0]?.trim() === '' && !noTitle.test(rest[1]?.trim() ?? '')
    title = isButtons ? (rest[1]?.trim() ?? null) : null
    lines = isButtons ? rest.slice(2) : rest
  } else if (squash !== null && Number(squash[2]) === number) {
    title = noTitle.test(squash[1]!) ? null : squash[1]!.trim()
    lines = rest
  }
  const known = new Set(own.flatMap(({ message }) => message.split('\n').map(bare)))
  const added = lines.filter((line) => {
    const said = bare(line)
    return naming.test(said) && !known.has(said)
  })
  return { title: title === '' ? null : title, text: added.map((line) => line.trimEnd()).join('\n') }
}

/** Whether somebody who wrote one of these commits wrote another one, or is named in it as one who did. */
function isBySome(commit: CommitFacts, own: readonly CommitFacts[]): boolean {
  const trailers = commit.message.split('\n').flatMap((line) => {
    const [, name, address] = coAuthor.exec(line.trim()) ?? []
    return name === undefined ? [] : [signature(name.trim(), address!.trim())]
  })
  const authors = new Set(own.flatMap(({ authorName, authorEmail }) => signature(authorName, authorEmail)))
  return [signature(commit.authorName, commit.authorEmail), ...trailers]
    .flat()
    .some((key) => authors.has(key))
}

/** What an author is known by, a name as an account is spelled; a program is known by its address alone. */
const signature = (name: string | null, address: string | null): Person => {
  const keys = personOf(name, address).map((key) => key.replace(/^name /, '').replaceAll(' ', ''))
  return keys.length > 0 || address === null ? keys : [address.toLowerCase()]
}

/** A squash lists the subjects of what it squashes with a star before each. */
function bare(line: string): string {
  return line.replace(/^\s{0,8}\*\s/, '').trim()
}
