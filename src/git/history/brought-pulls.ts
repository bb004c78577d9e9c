import { detach, hashText } from '../../triage/index.ts'
import { type GitOptions, readGitLines } from '../git.ts'
import { type CommitFacts, plausibleSeconds } from './commits.ts'

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

/** Clocks go wrong by hours. Seconds. */
const oneDay = 86_400
/** More than most repositories have; the newest of a larger one. */
const mostCommits = 200_000
/** As much of a subject as tells two commits of one second apart. */
const longestSubject = 200
/** Id, when it was committed and written, the ref that led to it, subject. */
const line = /^([0-9a-f]{40,64}) (\d{1,12}) (\d{1,12}) ([^ ]*) (.*)$/s
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

/** What is kept of a commit's line. */
interface Logged extends BroughtBy {
  /** Of its author's date and subject. */
  key: number
  /** The pull request that its subject names; null: none. */
  names: number | null
  isTagged: boolean
}

/**
 * Reads who brought what from the subjects of commits: of some branches, and of tags, which hold lines of releases
 * whose branches are gone. It begins at once.
 * @returns a function that takes whether a commit is on a branch that counts, and gives what those have brought.
 */
export function readBroughtPulls(
  nowSeconds: number,
  options: GitOptions,
): (counts: (sha: string) => boolean) => Promise<BroughtPulls> {
  const reading = readSubjects(nowSeconds, options)
  // A failure is thrown where it is asked for; until then it is not "unhandled".
  reading.catch(() => {})
  return async (counts) => {
    const [branched, others] = partition(await reading, ({ sha }) => counts(sha))
    return openBrought(
      branched,
      others.filter(({ isTagged }) => isTagged),
    )
  }
}

/** The newest first; a ref that leads nowhere costs nothing but itself. */
async function readSubjects(nowSeconds: number, options: GitOptions): Promise<Logged[]> {
  const found: Logged[] = []
  const limit = `--max-count=${mostCommits}`
  // By `--glob` a ref is told in full.
  const refs = ['--glob=refs/heads', '--glob=refs/tags'] as const
  const args = [
    'log',
    '--no-show-signature',
    '--format=%H %ct %at %S %s',
    limit,
    '--ignore-missing',
    ...refs,
  ] as const
  for await (const lines of readGitLines(args, options))
    for (const text of lines) {
      const [, sha, committed, authored, ref, latin = ''] = line.exec(text) ?? []
      const committedAt = plausibleSeconds(Number(committed), nowSeconds)
      // Whoever writes a commit chooses its date.
      if (sha === undefined || committedAt === null) continue
      const subject = decode(latin)
      const match = named.exec(subject.slice(0, 300))
      found.push({
        sha: detach(sha),
        committedAt,
        key: keyOf(Number(authored), subject),
        names: match === null ? null : Number(match[1] ?? match[2]),
        isTagged: ref!.startsWith('refs/tags/'),
      })
    }
  return found
}

function partition<T>(items: readonly T[], isFirst: (item: T) => boolean): [T[], T[]] {
  const parts: [T[], T[]] = [[], []]
  for (const item of items) parts[isFirst(item) ? 0 : 1].push(item)
  return parts
}

function openBrought(branched: readonly Logged[], tagged: readonly Logged[]): BroughtPulls {
  const byNumber = new Map<number, BroughtBy[]>()
  const byKey = new Map<number, BroughtBy>()
  // The newest come first; of those that name a number the oldest counts, a branch's before a tag's.
  for (const commit of [...tagged, ...branched])
    if (commit.names !== null) {
      const same = byNumber.get(commit.names)
      if (same === undefined) byNumber.set(commit.names, [commit])
      else same.push(commit)
    }
  for (const commit of branched) byKey.set(commit.key, commit)

  return {
    find(number, commits) {
      // A history that was taken over from another repository names that one's pull requests: nothing is brought before
      // it was written.
      const written = commits.flatMap(({ authoredAt }) => authoredAt ?? [])
      const squashed = byNumber
        .get(number)
        ?.findLast(
          ({ committedAt }) => written.length === 0 || written.some((at) => at <= committedAt + oneDay),
        )
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
