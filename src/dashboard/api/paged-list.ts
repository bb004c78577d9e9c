import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { recall, remember } from '../place.ts'
import { fetchJson, type Query } from './client.ts'

/** How every list of the API answers. */
export interface Page<T> {
  items: T[]
  nextCursor: string | null
}

/** Few enough to be drawn at once on a slow phone, enough that most lists are one page. */
const pageSize = 50

/** The address of a list, without what pages it. */
export interface ListAddress {
  path: string
  query: Query
}

/** What a list asks for first. */
export const firstPageOf = ({ path, query }: ListAddress): ListAddress => ({
  path,
  query: { limit: pageSize, ...query },
})

/**
 * A list that the server pages: the first page for an address, then one more whenever it is asked for. A change of the
 * address drops the answer of the old one, also when that arrives later; until the new one is there the old items stay.
 */
export class PagedList<T, P extends Page<T> = Page<T>> implements ReactiveController {
  state: 'waiting' | 'full' | 'failed' = 'waiting'
  items: T[] = []
  /** The latest page as it came: total and all that the resource tells beside its items. */
  page: P | null = null
  error: unknown = null
  /** A further page is under way, or failed. */
  more: 'idle' | 'waiting' | 'failed' = 'idle'

  private readonly host: ReactiveControllerHost
  private readonly address: () => ListAddress
  private asked = ''
  private abort = new AbortController()

  constructor(host: ReactiveControllerHost, address: () => ListAddress) {
    this.host = host
    this.address = address
    host.addController(this)
  }

  /** Reads the first page before its host is drawn for the first time. */
  async begin(): Promise<void> {
    if (this.asked === '') await this.load(recall().rows)
  }

  hostUpdate() {
    if (JSON.stringify(this.address()) === this.asked) return
    // Back on a page, what was shown is wanted again; at another address of the same list it is not.
    void this.load(this.asked === '' ? recall().rows : 0)
  }

  hostDisconnected() {
    this.abort.abort()
    this.asked = ''
  }

  /**
   * Reads the list from its beginning.
   * @param atLeast so many items if there are as many: what was shown before.
   */
  async load(atLeast = 0): Promise<void> {
    const { path, query } = this.address()
    const first = firstPageOf({ path, query })
    this.asked = JSON.stringify({ path, query })
    this.abort.abort()
    this.abort = new AbortController()
    const { signal } = this.abort
    this.state = 'waiting'
    this.more = 'idle'
    try {
      let page = await fetchJson<P>(first.path, first.query, signal)
      const items = [...page.items]
      while (items.length < atLeast && page.nextCursor) {
        page = await fetchJson<P>(path, { ...first.query, cursor: page.nextCursor }, signal)
        items.push(...page.items)
      }
      if (signal.aborted) return
      this.page = page
      this.items = items
      this.state = 'full'
    } catch (error) {
      if (signal.aborted) return
      this.error = error
      this.state = 'failed'
    }
    this.host.requestUpdate()
  }

  /** Reads the next page and adds it. */
  async loadMore(): Promise<void> {
    if (this.state !== 'full' || this.more === 'waiting' || !this.page?.nextCursor) return
    const { path, query } = this.address()
    const { signal } = this.abort
    this.more = 'waiting'
    this.host.requestUpdate()
    try {
      const cursor = this.page.nextCursor
      const page = await fetchJson<P>(path, { limit: pageSize, ...query, cursor }, signal)
      if (signal.aborted) return
      this.page = page
      this.items = [...this.items, ...page.items]
      this.more = 'idle'
      remember({ rows: this.items.length })
    } catch {
      if (signal.aborted) return
      this.more = 'failed'
    }
    this.host.requestUpdate()
  }
}
