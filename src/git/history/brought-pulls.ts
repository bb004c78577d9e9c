import { hashText } from '../../triage/index.ts'
import type { MirrorRefs } from '../refs.ts'
import { orderByDate } from './commit-order.ts'
import { type CommitFacts, plausibleSeconds } from './commits.ts'
import { type History, type MoreOfCommits, widen } from './read-history.ts'

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
/** When it was committed and written, subject. */
const format = '%ct %at %s'
const line = /^(\d{1,12}) (\d{1,12}) (.*)$/s
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

/** By commit. To be kept under another version (history-file.ts) when it says something else of the same commit. */
export interface SubjectFacts {
  /** Seconds since 1970; NaN: nothing is known. */
  committedAt: Float64Array
  /** Of when it was written and its subject. */
  keys: Float64Array
  /** Which pull request the subject says that it brought; -1: none. */
  pulls: Int32Array
}

/** What the subjects of a history's commits say, kept as they are read. */
export interface Subjects extends MoreOfCommits {
  readonly facts: SubjectFacts
  /**
   * Who brought what: commits of some branches, and of tags, which hold lines of releases whose branches are gone.
   * @param refs all branches and tags.
   * @param isBranched whether a commit is on a branch that counts.
   */
  findBrought(
    history: History,
    refs: MirrorRefs['named'],
    isBranched: (commit: number) => boolean,
  ): BroughtPulls
}

/** @param known what was read before. */
export function openSubjects(nowSeconds: number, known?: SubjectFacts): Subjects {
  const facts: SubjectFacts = known ?? {
    committedAt: new Float64Array(1 << 12).fill(Number.NaN),
    keys: new Float64Array(1 << 12),
    pulls: new Int32Array(1 << 12),
  }
  return {
    format,
    facts,
    take(commit, text) {
      const from = facts.committedAt.length
      if (commit >= from) {
        const wider = Math.max(commit + 1, from * 2)
        facts.committedAt = widen(facts.committedAt, new Float64Array(wider).fill(Number.NaN))
        facts.keys = widen(facts.keys, new Float64Array(wider))
        facts.pulls = widen(facts.pulls, new Int32Array(wider))
      }
      const [, committed, authored, latin] = line.exec(text) ?? []
      if (latin === undefined) return
      const subject = decode(latin)
      const match = named.exec(subject.slice(0, 300))
      facts.committedAt[commit] = Number(committed)
      facts.keys[commit] = keyOf(Number(authored), subject)
      facts.pulls[commit] = match === null ? -1 : Number(match[1] ?? match[2])
    },
    findBrought(history, refs, isBranched) {
      const { commits } = history
      const { committedAt, keys, pulls } = facts
      const tips = findTips(history, refs)
      const { order, ledBy } = orderByDate(
        history,
        tips.map(({ tip }) => tip),
        mostCommits,
      )
      // Whoever writes a commit chooses its date.
      const isDated = (commit: number) =>
        commit < committedAt.length && plausibleSeconds(committedAt[commit]!, nowSeconds) !== null
      const branched = order.filter((commit) => isDated(commit) && isBranched(commit))
      const isOnBranch = new Uint8Array(commits.size)
      for (const commit of branched) isOnBranch[commit] = 1
      const tagged = order.filter(
        (commit) => isOnBranch[commit] === 0 && tips[ledBy[commit]! - 1]!.isTag && isDated(commit),
      )
      // The newest come first; of those that name a number the oldest counts, a branch's before a tag's.
      const byNumber = new Map<number, number[]>()
      for (const commit of [...tagged, ...branched]) {
        const number = pulls[commit]!
        if (number === -1) continue
        const same = byNumber.get(number)
        if (same === undefined) byNumber.set(number, [commit])
        else same.push(commit)
      }
      const byKey = new Map<number, number>()
      for (const commit of branched) byKey.set(keys[commit]!, commit)
      return openBrought(byNumber, byKey, (commit) => ({
        sha: commits.id(commit),
        committedAt: committedAt[commit]!,
      }))
    },
  }
}

/** By itself, so that nothing keeps the history for as long as there may be a question. */
function findTips({ commits, committedAt }: History, refs: MirrorRefs['named']) {
  return refs
    .map(({ id, isTag }) => ({ tip: commits.find(id), isTag }))
    .filter(({ tip }) => tip !== -1 && !Number.isNaN(committedAt[tip]))
}

/** @param describe gives what there is to say of a commit. */
function openBrought(
  byNumber: ReadonlyMap<number, readonly number[]>,
  byKey: ReadonlyMap<number, number>,
  describe: (commit: number) => BroughtBy,
): BroughtPulls {
  return {
    find(number, commits) {
      // A history that was taken over from another repository names that one's pull requests: nothing is brought before
      // it was written.
      const written = commits.flatMap(({ authoredAt }) => authoredAt ?? [])
      const squashed = byNumber
        .get(number)
        ?.map(describe)
        .findLast(
          ({ committedAt }) => written.length === 0 || written.some((at) => at <= committedAt + oneDay),
        )
      if (squashed !== undefined) return squashed
      let last: BroughtBy | null = null
      for (const { parents, authoredAt, committedAt, message } of commits) {
        if (parents > 1) continue
        const found =
          authoredAt === null ? undefined : byKey.get(keyOf(authoredAt, message.split('\n', 1)[0]!))
        if (found === undefined) return null
        const rebased = describe(found)
        // What was picked to another branch was on this one before.
        if (rebased.committedAt < (committedAt ?? Number.POSITIVE_INFINITY)) return null
        if (last === null || rebased.committedAt > last.committedAt) last = rebased
      }
      return last
    },
  }
}
