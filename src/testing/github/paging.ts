/** GitHub's pages: 30 to a page unless asked, never more than 100. */
export interface Page {
  page: number
  perPage: number
}

export function readPage(query: URLSearchParams): Page {
  const read = (name: string, otherwise: number) => {
    const value = Number(query.get(name) ?? otherwise)
    return Number.isInteger(value) && value > 0 ? value : otherwise
  }
  return { page: read('page', 1), perPage: Math.min(read('per_page', 30), 100) }
}

export function takePage<T>(items: readonly T[], { page, perPage }: Page): T[] {
  return items.slice((page - 1) * perPage, page * perPage)
}

/** The Link header of a page, or null for a list that fits on one. `url` is the page's own address. */
export function linkHeader(url: URL, { page, perPage }: Page, total: number): string | null {
  const last = Math.max(1, Math.ceil(total / perPage))
  if (last === 1 && page === 1) return null
  const link = (to: number, rel: string) => {
    const target = new URL(url)
    target.searchParams.set('page', String(to))
    return `<${target}>; rel="${rel}"`
  }
  return [
    ...(page > 1 ? [link(page - 1, 'prev')] : []),
    ...(page < last ? [link(page + 1, 'next'), link(last, 'last')] : []),
    ...(page > 1 ? [link(1, 'first')] : []),
  ].join(', ')
}
