/** Nothing that would have to be encoded, in a path or in a header. */
const plain = /^[\w.-]+$/

/**
 * What the dashboard's page at this address asks for first, so that the browser fetches it beside the scripts and not
 * after them: one journey less on a slow network. Only for addresses without a query; of others nothing is known here,
 * and nothing is lost.
 * @returns paths of the API with their queries, exactly as the page asks for them.
 */
export function firstRequests(path: string): string[] {
  const [owner, repo, section, item, ...rest] = path.split('/').filter((segment) => segment !== '')
  if (owner === undefined) return ['/api/repos?limit=50']
  if (repo === undefined || rest.length > 0) return []
  if (![owner, repo, section ?? 'sets', item ?? 'all'].every((segment) => plain.test(segment))) return []
  const api = `/api/repos/${owner}/${repo}`
  const lastScan = `${api}/scans?limit=1`
  switch (`${section ?? ''}${item === undefined ? '' : '/'}`) {
    case '':
      return [
        `${api}/duplicate-sets?limit=50&state=OPEN&sort=score&decision=open`,
        `${api}/agreement`,
        lastScan,
      ]
    case 'pulls':
      return [`${api}/pulls?limit=50&state=OPEN&sort=newest`, lastScan]
    case 'scans':
      return [`${api}/scans?limit=50`, lastScan]
    case 'issues':
      return [`${api}/issues?limit=50`, lastScan]
    case 'issues/':
      return [`${api}/issues/${item}`]
    case 'sets/':
      return [`${api}/duplicate-sets/${item}`]
    case 'pulls/':
      return [`${api}/pulls/${item}`, `${api}/pulls/${item}/candidates?limit=50`]
    case 'compare/':
      return [`${api}/compare/${item}`]
    default:
      return []
  }
}

/**
 * Of these, what the page comes with: all that the queue is drawn from, which most readers see first. Other pages are
 * drawn in steps, and a comparison may be long.
 * @param search the address's query.
 */
export function embeddedRequests(path: string, search: string): string[] {
  const isQueue = path.split('/').filter((segment) => segment !== '').length === 2
  return isQueue && search === '' ? firstRequests(path) : []
}

/** The `Link` header that has them fetched; null where there is nothing to fetch. */
export function preloadHeader(path: string, search: string): string | null {
  const requests = search === '' ? firstRequests(path) : []
  return requests.length === 0
    ? null
    : requests.map((request) => `<${request}>; rel="preload"; as="fetch"; crossorigin`).join(', ')
}
