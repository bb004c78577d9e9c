import type { SetDetail, SetQueue, SetSummary } from '../../domain/answers.ts'
import { fetchJson } from '../api/client.ts'
import type { Page } from '../api/paged-list.ts'
import { apiPath } from '../api/paths.ts'
import { readAhead } from '../api/read-ahead.ts'
import { firstPair } from './first-pair.ts'

/** So many that no one decides them before the list is read again. */
const readAtOnce = 100

/**
 * What a reader works through: the sets to be decided in the order in which they were shown, and how many were decided
 * today.
 */
interface OpenSets {
  /** In the order in which they were shown, those that were decided since among them. */
  order: string[]
  left: Set<string>
  decided: number
  open: number
}

const queues = new Map<string, OpenSets>()
const changes = new EventTarget()

/** Calls `listener` whenever another count is known. @returns what ends it. */
export function followQueue(listener: () => void): () => void {
  changes.addEventListener('change', listener)
  return () => changes.removeEventListener('change', listener)
}

function tell() {
  changes.dispatchEvent(new Event('change'))
}

const keyOf = (owner: string, repo: string) => `${owner}/${repo}`.toLowerCase()

/** The list was shown so: it is what "the next one" goes by. */
export function noteQueue(owner: string, repo: string, sets: readonly SetSummary[], page: SetQueue): void {
  const order = sets.filter(({ decision }) => decision.state === 'open').map(({ id }) => id)
  queues.set(keyOf(owner, repo), {
    order,
    left: new Set(order),
    decided: decidedToday(page.decidedAt, new Date()),
    open: page.decisions.open,
  })
  tell()
}

/** Whoever comes next reads it anew. */
export function forgetQueues(): void {
  queues.clear()
  tell()
}

/** Times of the reader's own day. */
function decidedToday(times: readonly string[], now: Date): number {
  const dawn = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime()
  return times.filter((time) => Date.parse(time) >= dawn).length
}

/** Reads the queue where no list was shown before: the reader came by a link. */
export async function requireQueue(owner: string, repo: string): Promise<void> {
  if (queues.has(keyOf(owner, repo))) return
  const page = await fetchJson<Page<SetSummary> & SetQueue>(
    apiPath(owner, repo, 'duplicate-sets'),
    { limit: readAtOnce, decision: 'open' },
    new AbortController().signal,
  )
  noteQueue(owner, repo, page.items, page)
}

/** How far the reader is; null while that is not known. */
export function progressOf(owner: string, repo: string): { decided: number; open: number } | null {
  return queues.get(keyOf(owner, repo)) ?? null
}

/**
 * The set that comes after this one, from the beginning again behind the last one; null: there is none, or it is not
 * known.
 */
export function nextSet(owner: string, repo: string, id: string): string | null {
  const queue = queues.get(keyOf(owner, repo))
  if (queue === undefined) return null
  const at = queue.order.indexOf(id)
  const inTurn = [...queue.order.slice(at + 1), ...queue.order.slice(0, Math.max(at, 0))]
  return inTurn.find((other) => queue.left.has(other)) ?? null
}

/**
 * A set leaves the queue, decided or put off; or it is back, as a verdict was undone. Where the list was read again
 * meanwhile and counts it so, nothing is counted twice.
 */
export function moveSet(
  owner: string,
  repo: string,
  id: string,
  to: 'decided' | 'waiting' | 'open',
  from = 'open',
) {
  const queue = queues.get(keyOf(owner, repo))
  if (queue === undefined) return
  if (to === 'open') {
    if (queue.left.has(id)) return
    if (!queue.order.includes(id)) queue.order.unshift(id)
    queue.left.add(id)
    queue.open += 1
    if (from === 'decided') queue.decided = Math.max(0, queue.decided - 1)
  } else {
    const isKnown = queue.order.includes(id)
    if (isKnown && !queue.left.has(id)) return
    if (!isKnown) queue.order.unshift(id)
    queue.left.delete(id)
    queue.open = Math.max(0, queue.open - 1)
    if (to === 'decided') queue.decided += 1
  }
  tell()
}

/**
 * Has the decision page behind this one read before it is asked for. A set that another maintainer has decided, or that
 * is resolved, leaves the queue here too.
 */
export async function readNext(owner: string, repo: string, id: string): Promise<void> {
  for (;;) {
    const next = nextSet(owner, repo, id)
    if (next === null) return
    const set = await readAhead<SetDetail>(apiPath(owner, repo, 'duplicate-sets', next))
    if (set === undefined || set?.decision.state === 'open') return readSet(owner, repo, next)
    moveSet(owner, repo, next, set?.decision.state === 'decided' ? 'decided' : 'waiting')
  }
}

/** Has a decision page read before it is asked for: the set, and the changes of its first pair. */
export async function readSet(owner: string, repo: string, id: string): Promise<void> {
  const set = await readAhead<SetDetail>(apiPath(owner, repo, 'duplicate-sets', id))
  const pair = set == null ? null : firstPair(set)
  if (pair !== null) await readAhead(apiPath(owner, repo, 'compare', pair.join('...')))
}
