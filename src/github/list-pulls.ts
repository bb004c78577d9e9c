import type { ListedPull } from '../domain/pull-request.ts'
import { readStanding } from '../domain/pull-standing.ts'
import type { ListCursor, ListOptions, UpdateProgress } from '../domain/scan.ts'
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

/**
 * `learn`: the answer's ETag is remembered. `use`: likewise, and where it is the one that was stored before, the answer
 * is null.
 */
type FetchPage = (query: PullQuery, etag?: 'learn' | 'use') => Promise<PullPage | null>

/** Passes over a list that keeps changing. After these what is still missing waits for the next scan. */
const mostPasses = 3
/** 100 to a page: more pull requests than any repository has. */
const mostPages = 10_000
/** GitHub's dates are whole seconds, and what was changed in this second may not be in the answer yet. */
const overlapMs = 60_000

/**
 * Pages of pull requests, newest first. Sorted by creation, because that never changes (`updated` reorders the list at
 * every comment) and new ones only push the rest down, which shows as repetitions; these are dropped unless something
 * has changed. A pull request that is closed meanwhile lets the next page begin one too late: so at the end the changes
 * since the beginning are asked for, and if one was closed the list is read again for those that slipped through. The
 * same request is the first of the next scan, which then costs nothing.
 */
export async function* listPulls(
  fetchPage: FetchPage,
  { maxOpenPrs = Number.POSITIVE_INFINITY, all, closedSince = null, resume, onCursor }: ListOptions,
): AsyncGenerator<ListedPull[]> {
  /** What was said of each, so that it is said again only when it has changed. */
  const seen = new Map<number, string>()
  const sayNew = (pulls: ListedPull[]) => {
    const fresh = pulls.filter((pull) => seen.get(pull.number) !== stateOf(pull))
    for (const pull of fresh) seen.set(pull.number, stateOf(pull))
    return fresh
  }
  let cursor: ListCursor | undefined = resume
  const advance = (to: ListCursor) => {
    cursor = to
    onCursor?.(to)
  }
  let closedIsListed = false
  for (let pass = resume?.pass ?? 1; pass <= mostPasses && cursor?.part !== 'closed'; pass++) {
    const resumed: ListCursor | undefined = pass === (resume?.pass ?? 1) ? cursor : undefined
    const onlyChanges = resumed?.part === 'changed'
    let open = resumed?.open ?? 0
    let openFrom = resumed?.openFrom ?? Number.MAX_SAFE_INTEGER
    const first = onlyChanges ? 1 : (resumed?.page ?? 1)
    let page = first
    const takePage = async (at: number): Promise<{ fresh: ListedPull[]; answer: PullPage }> => {
      const answer = await always(
        fetchPage({ state: all ? 'all' : 'open', sort: 'created', direction: 'desc', page: at }),
      )
      const listed: ListedPull[] = []
      for (const pull of readPage(answer)) {
        if (pull.state === 'OPEN' && pull.number < openFrom) {
          if (open >= maxOpenPrs) continue
          open++
          openFrom = pull.number
        }
        listed.push(pull)
      }
      return { fresh: sayNew(listed), answer }
    }
    for (let more = !onlyChanges; more && page <= mostPages && (all || open < maxOpenPrs); page++) {
      const { fresh, answer } = await takePage(page)
      more = answer.hasNext
      if (fresh.length > 0) yield fresh
      // The end of the list is the beginning of the repository.
      if (!more && open < maxOpenPrs) openFrom = 0
      const beganAt: string = cursor?.beganAt ?? answer.answeredAt.toISOString()
      const isLast = !more || (!all && open >= maxOpenPrs)
      advance({
        part: isLast ? 'changed' : 'open',
        page: isLast ? 1 : page + 1,
        open,
        openFrom,
        beganAt,
        pass,
      })
      // What was closed while the list waited has moved it up, so the page before is read again; but after this one, so
      // that a list of which GitHub gives one page at a time comes to its end.
      if (page === first && first > 1) {
        const before = (await takePage(first - 1)).fresh
        if (before.length > 0) yield before
      }
    }
    const { beganAt = new Date(0).toISOString() } = cursor ?? {}
    // How many pages the list has is not known any more, where it was read before the wait.
    const mayHaveShifted = onlyChanges || page > 2
    const firstChanges = onlyChanges ? resumed.page : 1
    const since = Date.parse(cursor?.beganAt ?? '') || 0
    const isLeftOut = ({ number, state }: ListedPull) => state === 'OPEN' && number < openFrom
    // What was closed on the pages that were read before the wait is not known any more either.
    let closed = firstChanges > 1
    for (let recentPage = firstChanges; recentPage <= mostPages; recentPage++) {
      const recent = await always(
        fetchPage(
          { state: 'all', sort: 'updated', direction: 'desc', page: recentPage },
          recentPage === 1 ? 'learn' : undefined,
        ),
      )
      const pulls = recent.items.map(readListedPull)
      // By GitHub's clock, which says whole seconds.
      const changed = pulls.filter((pull) => Date.parse(pull.updatedAt) >= since && !isLeftOut(pull))
      closed ||= changed.some(({ closedAt }) => closedAt !== null && Date.parse(closedAt) >= since)
      const known = pulls.at(-1)
      const isKnown = known !== undefined && (seen.get(known.number) === stateOf(known) || isLeftOut(known))
      const fresh = sayNew(changed)
      if (fresh.length > 0) yield fresh
      // A repository with little traffic shows its whole recent past here.
      if (recentPage === 1 && closedSince !== null && (!recent.hasNext || isBefore(known, closedSince))) {
        const history = sayNew(pulls.filter((pull) => pull.state !== 'OPEN' && !isBefore(pull, closedSince)))
        if (history.length > 0) yield history
        closedIsListed = true
      }
      if (!recent.hasNext || isKnown || known === undefined || Date.parse(known.updatedAt) < since) break
      advance({ part: 'changed', page: recentPage + 1, open, openFrom, beganAt, pass })
    }
    // A list of one page cannot shift, and no pull request leaves the list of all.
    if (all || !mayHaveShifted || !closed) break
  }
  const { open = 0, openFrom = 0, beganAt = new Date(0).toISOString() } = cursor ?? {}
  if (!all && closedSince !== null && !closedIsListed) {
    const from = cursor?.part === 'closed' ? cursor.page : 1
    advance({ part: 'closed', page: from, open, openFrom, beganAt })
    for await (const { pulls, page } of listSince(fetchPage, 'closed', closedSince.getTime(), from)) {
      const fresh = sayNew(pulls)
      if (fresh.length > 0) yield fresh
      advance({ part: 'closed', page: page + 1, open, openFrom, beganAt })
    }
    // One that was reopened while the list waited has moved it up.
    if (from > 1) {
      const query: PullQuery = { state: 'closed', sort: 'updated', direction: 'desc', page: from - 1 }
      const before = sayNew((await always(fetchPage(query))).items.map(readListedPull))
      if (before.length > 0) yield before
    }
  }
  advance({ part: 'done', page: 1, open, openFrom, beganAt })
}

/**
 * Pages of pull requests in any state that have changed since, the last changed first. Where the first page is the one
 * that was stored before, nothing has.
 * @param isStored whether a pull request is stored just as it is listed: what was last changed before it is, too.
 * @param progress see PullSource.
 */
export async function* listUpdates(
  fetchPage: FetchPage,
  since: Date,
  isStored?: (pull: ListedPull) => boolean | Promise<boolean>,
  { from, onPage }: UpdateProgress = { from: 1, onPage: () => {} },
): AsyncGenerator<ListedPull[]> {
  const asked = listSince(fetchPage, 'all', since.getTime() - overlapMs, from, 'use')
  for await (const { pulls, last, page } of asked) {
    if (pulls.length > 0) {
      onPage(page + 1)
      yield pulls
    }
    // The last changed come first: behind one that is known as it is, nothing is new.
    if (last !== undefined && (await isStored?.(last))) return
  }
}

/** What changes meanwhile comes to the front and pushes the rest down: it shows twice, and nothing is missed. */
async function* listSince(
  fetchPage: FetchPage,
  state: PullQuery['state'],
  since: number,
  from: number,
  etag?: 'use',
): AsyncGenerator<{ pulls: ListedPull[]; last: ListedPull | undefined; page: number }> {
  for (let page = from; page <= mostPages; page++) {
    const query: PullQuery = { state, sort: 'updated', direction: 'desc', page }
    const answer = await fetchPage(query, page === 1 ? etag : undefined)
    if (answer === null) return
    const listed = answer.items.map(readListedPull)
    const pulls = listed.filter(({ updatedAt }) => Date.parse(updatedAt) >= since)
    yield { pulls, last: listed.at(-1), page }
    if (pulls.length < listed.length || !answer.hasNext) return
  }
}

function isBefore(pull: ListedPull | undefined, time: Date): boolean {
  return pull === undefined || Date.parse(pull.updatedAt) < time.getTime()
}

function stateOf({ updatedAt, headSha, state }: ListedPull): string {
  return `${updatedAt} ${headSha} ${state}`
}

async function always(answer: Promise<PullPage | null>): Promise<PullPage> {
  const page = await answer
  if (page === null) throw new Error('an answer that was not asked for conditionally is missing')
  return page
}

function readPage({ items }: PullPage): ListedPull[] {
  return items.map(readListedPull).sort((a, b) => b.number - a.number)
}

function readListedPull(pull: PullAnswer): ListedPull {
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
    mergeCommitSha: mergedAt === null ? null : (pull.merge_commit_sha ?? null),
    standing: readStanding(pull),
  }
}

const isoTime = (text: string) => new Date(text).toISOString()
