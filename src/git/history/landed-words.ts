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
const merged = /^Merge pull request #(\d{1,9}) from \S+$/
/** GitHub's squash: the title, with the number behind it. */
const squashed = /^(.*\S)\s*\(#(\d{1,9})\)$/s
/** Characters of a subject that are read. */
const longestSubject = 400
/** A line that names an issue or a pull request. */
const naming = /#\d/

/**
 * Reads what the commit that brought a pull request says of it.
 * @param commit the merge that has the head among its parents, the squash that names the number, or the last of the
 *   commits that its own were rebased to.
 * @param own the pull request's commits.
 */
export function readLandedWords(
  number: number,
  commit: CommitFacts,
  own: readonly CommitFacts[],
): LandedWords {
  const [first = '', ...rest] = commit.message.split('\n')
  const subject = first.trim().slice(0, longestSubject)
  const mergedNumber = merged.exec(subject)?.[1]
  const squash = squashed.exec(subject)
  let lines = [subject, ...rest]
  let title: string | null = null
  if (mergedNumber !== undefined) {
    // Its title and text are those of the pull request that it names, which may hold this one.
    if (Number(mergedNumber) !== number) return { title: null, text: '' }
    const at = rest.findIndex((line) => line.trim() !== '')
    title = rest[at]?.trim() ?? null
    lines = at === -1 ? [] : rest.slice(at + 1)
  } else if (squash !== null && Number(squash[2]) === number) {
    title = squash[1]!.trim()
    lines = rest
  }
  const known = new Set(own.flatMap(({ message }) => message.split('\n').map(bare)))
  const added = lines.filter((line) => {
    const said = bare(line)
    return naming.test(said) && !known.has(said)
  })
  return { title: title === '' ? null : title, text: added.join('\n') }
}

/** A squash lists the subjects of what it squashes with a star before each. */
function bare(line: string): string {
  return line.replace(/^\s{0,8}\*\s/, '').trim()
}
