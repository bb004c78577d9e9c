import { detach, hashText } from '../../triage/index.ts'
import { type GitOptions, readGitLines } from '../git.ts'
import type { CommitFacts } from './commits.ts'

/** When commits of some branches brought pull requests whose heads these branches lack. */
export interface BroughtPulls {
  /**
   * The commit that brought a pull request: one that names its number as a squash or a merge does, or the last of those
   * that its own commits were rebased to. Null where there is none.
   * @param commits its own, merges among them.
   */
  find(number: number, commits: readonly CommitFacts[]): BroughtBy | null
}

export interface BroughtBy {
  sha: string
  /** Seconds since 1970. */
  committedAt: number
}

/** More than most repositories have; the newest of a larger one. */
const mostCommits = 200_000
/** As much of a subject as tells two commits of one second apart. */
const longestSubject = 200
const line = /^([0-9a-f]{40,64}) (\d{1,12}) (\d{1,12}) (.*)$/
/** "Parse ports (#12)", "Merge pull request #12 from ada/ports", "Merged PR #12". */
const named = /\(#(\d{1,9})\)\s*$|^Merged? (?:pull request|PR) #(\d{1,9})\b/

/** 53 bits of a hash: the texts themselves would take some ten megabytes. */
function keyOf(authoredAt: number, subject: string): number {
  const text = `${authoredAt} ${subject.trim().slice(0, longestSubject)}`
  return hashText(text, 0) * 2 ** 21 + (hashText(text, 1) >>> 11)
}

/** Lines come as bytes, one character each. */
const decode = (text: string) =>
  /[\u0080-\u00ff]/.test(text) ? Buffer.from(text, 'latin1').toString('utf8') : text

/**
 * Reads who brought what from the subjects of these branches' commits, and of what only tags hold: a line of releases
 * whose branch is gone.
 * @param tips commits of the branches.
 */
export async function readBroughtPulls(tips: readonly string[], options: GitOptions): Promise<BroughtPulls> {
  const byNumber = new Map<number, BroughtBy>()
  const byKey = new Map<number, BroughtBy>()
  const format = '--format=%H %ct %at %s'
  const limit = `--max-count=${mostCommits}`
  // The newest come first, so the oldest that names a number stays.
  const read = async (
    args: readonly string[],
    take: (by: BroughtBy, at: number, subject: string) => void,
  ) => {
    for await (const lines of readGitLines(['log', format, limit, ...args], options))
      for (const text of lines) {
        const [, sha, committed, authored, subject] = line.exec(text) ?? []
        if (sha !== undefined)
          take({ sha: detach(sha), committedAt: Number(committed) }, Number(authored), decode(subject!))
      }
  }
  const name = (by: BroughtBy, subject: string) => {
    const match = named.exec(subject.slice(0, 300))
    if (match !== null) byNumber.set(Number(match[1] ?? match[2]), by)
  }
  await read(['--tags', '--not', ...tips], (by, _, subject) => name(by, subject))
  await read(['--end-of-options', ...tips], (by, authoredAt, subject) => {
    name(by, subject)
    byKey.set(keyOf(authoredAt, subject), by)
  })

  return {
    find(number, commits) {
      const squashed = byNumber.get(number)
      if (squashed !== undefined) return squashed
      let last: BroughtBy | null = null
      for (const { parents, authoredAt, committedAt, message } of commits) {
        if (parents > 1) continue
        const rebased =
          authoredAt === null ? undefined : byKey.get(keyOf(authoredAt, message.split('\n', 1)[0]!))
        // What was picked to another branch was on this one before.
        if (rebased === undefined || rebased.committedAt < (committedAt ?? Number.POSITIVE_INFINITY))
          return null
        if (last === null || rebased.committedAt > last.committedAt) last = rebased
      }
      return last
    },
  }
}
