import type { CommitFacts } from './commits.ts'

/** What the commit that brought a pull request says of it: as much as a mirror knows of its own title and text. */
export interface LandedWords {
  /** Null where the commit does not quote it. */
  title: string | null
  /** Lines that the pull request's own commits lack, the closing keywords of who merged it among them. */
  text: string
}

/** GitHub's button: the title of the pull request stands in the first line after it. */
const merged = /^Merge pull request #(\d{1,9}) from \S+$/
/** GitHub's squash: the title, with the number behind it. */
const squashed = /^(.*\S)\s*\(#(\d{1,9})\)$/s
/** Characters of a subject that are read. */
const longestSubject = 400
/** git and GitHub begin such lines themselves, and what follows is no one's word on the change. */
const trailer = /^(?:\* |- )?(?:Signed-off-by|Co-authored-by|Reviewed-by|Acked-by|Change-Id|Tested-by|Cc): /i

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
    return said !== '' && !known.has(said) && !trailer.test(line.trim())
  })
  return { title: title === '' ? null : title, text: added.join('\n') }
}

/** A squash lists the subjects of what it squashes with a star before each. */
function bare(line: string): string {
  return line.replace(/^\s{0,8}\*\s/, '').trim()
}
