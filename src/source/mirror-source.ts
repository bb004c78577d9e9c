import { AppError } from '../errors.ts'
import { openRanges } from '../git/change-range.ts'
import { type CommitGraph, loadCommitGraph } from '../git/commit-graph.ts'
import { type CommitFacts, readCommits } from '../git/commits.ts'
import { type Containment, deriveContainment } from '../git/containment.ts'
import { type DiffPair, streamDiffs } from '../git/diffs.ts'
import { checkBareRepository, type MirrorRefs, readMirrorRefs } from '../git/mirror.ts'
import { classifyObjects } from '../git/objects.ts'
import type { Log } from '../log.ts'
import type { RevisionCommit } from '../triage/revision.ts'
import type { FetchedChange, ListedPull, PullSource } from './source.ts'

/** Pull requests in one page of the list, and in one batch of diffs. */
const pageSize = 500
/** Characters kept of a description that is made of commit messages. */
const longestBody = 64 * 1024

interface MirrorState {
  refs: MirrorRefs
  graph: CommitGraph
  containment: Containment
  deriveRange: ReturnType<typeof openRanges>
}

/**
 * A local bare mirror as a source of pull requests, without a network. Every `refs/pull/N/head` that the default branch
 * contains was merged; every other one counts as open, since a mirror does not say which were closed.
 */
export function openMirrorSource({
  dir,
  owner,
  name,
  log,
  now = Date.now,
}: {
  dir: string
  owner: string
  name: string
  log: Log
  now?: () => number
}): PullSource {
  let opened: Promise<MirrorState> | undefined
  const state = async (signal: AbortSignal): Promise<MirrorState> => {
    opened ??= openMirror(dir, signal)
    try {
      return await opened
    } catch (error) {
      opened = undefined
      throw error
    }
  }

  return {
    kind: 'mirror',
    requestCount: () => 0,

    async fetchRepository(signal) {
      const { refs } = await state(signal)
      return { owner, name, defaultBranch: refs.defaultBranch, private: false, url: null }
    },

    async *listPulls({ maxOpenPrs, all }, signal) {
      const began = performance.now()
      const { refs, graph, containment, deriveRange } = await state(signal)
      const isOpen = (number: number) => containment.order[graph.commits.find(refs.heads.get(number)!)] === 0
      let room = maxOpenPrs ?? Number.POSITIVE_INFINITY
      const numbers = [...refs.heads.keys()]
        .filter((number) => graph.commits.find(refs.heads.get(number)!) !== -1)
        .sort((a, b) => b - a)
        .filter((number) => (isOpen(number) ? room-- > 0 : all))
      for (let from = 0; from < numbers.length; from += pageSize) {
        const page = numbers.slice(from, from + pageSize).map((number) => {
          const headSha = refs.heads.get(number)!
          const head = graph.commits.find(headSha)
          return { number, headSha, head, range: deriveRange(head) }
        })
        const ids = page.flatMap(({ range }) => range.commits.map((commit) => graph.commits.id(commit)))
        const facts = await readCommits(ids, now() / 1_000, { gitDir: dir, signal })
        yield page.map(({ number, headSha, head, range }) => {
          const commits = range.commits.map((commit) => facts.get(graph.commits.id(commit))!)
          return describePull(number, headSha, commits, mergeOf(graph, containment, head))
        })
      }
      log.debug(
        { repo: `${owner}/${name}`, pulls: numbers.length, ms: Math.round(performance.now() - began) },
        'mirror listed',
      )
    },

    async *fetchChanges(pulls, signal) {
      const { graph, deriveRange } = await state(signal)
      for (let from = 0; from < pulls.length; from += pageSize) {
        const ready: { pull: ListedPull; pair: DiffPair; commits: string[] }[] = []
        for (const pull of pulls.slice(from, from + pageSize)) {
          const head = graph.commits.find(pull.headSha)
          const fail = (reason: string): FetchedChange => ({
            ok: false,
            number: pull.number,
            headSha: pull.headSha,
            reason,
          })
          if (head === -1) {
            yield fail('its head is not in the mirror')
            continue
          }
          const { base, commits } = deriveRange(head)
          if (base === null) {
            yield fail('its head shares no history with the default branch')
            continue
          }
          ready.push({
            pull,
            pair: { head: pull.headSha, base: graph.commits.id(base) },
            commits: commits.map((commit) => graph.commits.id(commit)),
          })
        }
        const options = { gitDir: dir, signal }
        const facts = await readCommits(
          ready.flatMap(({ commits }) => commits),
          now() / 1_000,
          options,
        )
        let at = 0
        const diffs = streamDiffs(
          ready.map(({ pair }) => pair),
          options,
        )
        for await (const diff of diffs) {
          const { pull, pair, commits } = ready[at++]!
          const { number, headSha } = pull
          if (diff.ok)
            yield {
              ok: true,
              number,
              headSha,
              baseSha: pair.base,
              patch: diff.patch,
              commits: commits.map((id) => describeCommit(facts.get(id)!)),
              degraded: diff.degraded,
            }
          else yield { ok: false, number, headSha, reason: diff.reason }
        }
      }
    },
  }
}

async function openMirror(dir: string, signal: AbortSignal): Promise<MirrorState> {
  await checkBareRepository(dir, signal)
  const options = { gitDir: dir, signal }
  const refs = await readMirrorRefs(options)
  if (refs.branches.size === 0 && refs.heads.size === 0)
    throw new AppError('USAGE', `${dir} is an empty repository: it has no branch and no pull request`)
  if (refs.heads.size === 0)
    throw new AppError(
      'USAGE',
      `${dir} has no pull requests (refs/pull/N/head): fetch them with git fetch origin '+refs/pull/*/head:refs/pull/*/head'`,
    )
  const ids = new Set([...refs.branches.values(), ...refs.heads.values()])
  const kinds = await classifyObjects([...ids], options)
  const graph = await loadCommitGraph(
    [...ids].filter((id) => kinds.get(id) === 'commit'),
    options,
  )
  const branch = graph.commits.find(refs.branches.get(refs.defaultBranch) ?? '')
  if (branch === -1)
    throw new AppError(
      'USAGE',
      `${dir} lacks its default branch ${refs.defaultBranch}: set it with git --git-dir=DIR symbolic-ref HEAD refs/heads/NAME`,
    )
  const containment = deriveContainment(graph, [branch])
  return { refs, graph, containment, deriveRange: openRanges(graph, containment) }
}

function mergeOf(graph: CommitGraph, { order, mergedBy }: Containment, head: number) {
  if (order[head] === 0) return null
  const merge = mergedBy[head] === -1 ? head : mergedBy[head]!
  return { sha: graph.commits.id(merge), at: graph.committedAt[merge]! }
}

function describePull(
  number: number,
  headSha: string,
  commits: CommitFacts[],
  merge: { sha: string; at: number } | null,
): ListedPull {
  const [first] = commits
  const last = commits.at(-1)
  const [subject = '', ...rest] = (first?.message ?? '').split('\n')
  const messages = [rest.join('\n').trim(), ...commits.slice(1).map((commit) => commit.message)]
  const createdAt = isoOf(commits.map(({ authoredAt }) => authoredAt).find((at) => at !== null) ?? null)
  const updatedAt = isoOf(last?.committedAt ?? last?.authoredAt ?? null)
  const mergedAt = merge === null ? null : isoOf(merge.at)
  return {
    number,
    title: subject,
    body: messages
      .filter((message) => message !== '')
      .join('\n\n')
      .slice(0, longestBody),
    author: first?.authorEmail ?? null,
    state: merge === null ? 'OPEN' : 'MERGED',
    draft: false,
    url: null,
    baseRef: null,
    headSha,
    createdAt,
    updatedAt: [createdAt, updatedAt].sort().at(-1)!,
    closedAt: mergedAt,
    mergedAt,
    mergeCommitSha: merge?.sha ?? null,
  }
}

function describeCommit({ sha, message, authoredAt, committedAt }: CommitFacts): RevisionCommit {
  return { sha, message, authoredAt: isoOf(authoredAt ?? committedAt) }
}

/** An unknown date is the epoch: early enough to change no order but its own. */
function isoOf(seconds: number | null): string {
  return new Date((seconds ?? 0) * 1_000).toISOString()
}
