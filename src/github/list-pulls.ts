import type { ListedPull, ListOptions } from '../source/source.ts'
import type { PullAnswer } from './answers.ts'

export interface PullPage {
  items: PullAnswer[]
  hasNext: boolean
  /** By GitHub's clock. */
  answeredAt: Date
}

export interface PullQuery {
  state: 'open' | 'closed' | 'all'
  sort: 'created' | 'updated'
  direction: 'desc'
  page: number
}

/** Passes over a list that keeps changing. After these what is still missing waits for the next scan. */
const mostPasses = 3
/** 100 to a page: more pull requests than any repository has. */
const mostPages = 10_000

/**
 * Pages of pull requests, newest first. Sorted by creation, because that never changes (`updated` reorders the list at every
 * comment) and new ones only push the rest down, which shows as repetitions; these are dropped. A pull request that is closed
 * meanwhile lets the next page begin one too late: so at the end one request asks whether any was, and if so the list is read
 * again for those that slipped through.
 */
export async function* listPulls(
  fetchPage: (query: PullQuery) => Promise<PullPage>,
  { maxOpenPrs = Number.POSITIVE_INFINITY, all }: ListOptions,
): AsyncGenerator<ListedPull[]> {
  const seen = new Set<number>()
  for (let pass = 1; pass <= mostPasses; pass++) {
    let beganAt: Date | null = null
    let open = 0
    let pages = 0
    for (let more = true; more && pages < mostPages && (all || open < maxOpenPrs); ) {
      const page = await fetchPage({
        state: all ? 'all' : 'open',
        sort: 'created',
        direction: 'desc',
        page: ++pages,
      })
      beganAt ??= page.answeredAt
      more = page.hasNext
      const listed: ListedPull[] = []
      for (const pull of page.items.map(readListedPull).sort((a, b) => b.number - a.number)) {
        if (pull.state === 'OPEN' && ++open > maxOpenPrs) continue
        if (!seen.has(pull.number)) listed.push(pull)
        seen.add(pull.number)
      }
      if (listed.length > 0) yield listed
    }
    // A list of one page cannot shift, and no pull request leaves the list of all.
    if (all || pages <= 1 || beganAt === null || !(await wasAnyClosed(fetchPage, beganAt))) return
  }
}

async function wasAnyClosed(
  fetchPage: (query: PullQuery) => Promise<PullPage>,
  since: Date,
): Promise<boolean> {
  const { items } = await fetchPage({ state: 'closed', sort: 'updated', direction: 'desc', page: 1 })
  return items.some(({ closed_at }) => closed_at !== null && Date.parse(closed_at) >= since.getTime())
}

export function readListedPull(pull: PullAnswer): ListedPull {
  const mergedAt = pull.merged_at === null ? null : isoTime(pull.merged_at)
  return {
    number: pull.number,
    title: pull.title,
    body: pull.body ?? '',
    author: pull.user?.login ?? 'ghost',
    state: mergedAt !== null ? 'MERGED' : pull.state === 'closed' ? 'CLOSED' : 'OPEN',
    draft: pull.draft ?? false,
    url: pull.html_url,
    baseRef: pull.base.ref,
    headSha: pull.head.sha,
    createdAt: isoTime(pull.created_at),
    updatedAt: isoTime(pull.updated_at),
    closedAt: pull.closed_at === null ? null : isoTime(pull.closed_at),
    mergedAt,
    // Of an open pull request this is GitHub's own test merge, which says nothing about it.
    mergeCommitSha: mergedAt === null ? null : pull.merge_commit_sha,
  }
}

const isoTime = (text: string) => new Date(text).toISOString()
