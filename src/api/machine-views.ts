/** Pages whose list shows open ones unless it is told otherwise, as the dashboard does. */
const lists = ['duplicate-sets', 'pulls']

/**
 * Every page of the dashboard has the same content for a program: at its address with `.json`, and a repository's new sets at `.atom`. The
 * answers are the API's own; a pull request comes with what it resembles, since its page shows both.
 * @returns the request to the API that answers; null for every other address.
 */
export function readMachineView(request: Request, path: string): Request | null {
  if (request.method !== 'GET' && request.method !== 'HEAD') return null
  const match = /^\/(.+)\.(json|atom)$/.exec(path)
  if (match === null || path.startsWith('/api/') || path.startsWith('/assets/')) return null
  const [, place = '', form] = match
  const target = form === 'atom' ? atomPath(place) : jsonPath(place)
  if (target === null) return null
  const url = new URL(request.url)
  url.pathname = target
  if (form === 'json' && lists.some((list) => target.endsWith(`/${list}`)) && !url.searchParams.has('state'))
    url.searchParams.set('state', 'OPEN')
  if (/\/pulls\/[^/]+$/.test(target) && !url.searchParams.has('include'))
    url.searchParams.set('include', 'candidates')
  return new Request(url, { headers: request.headers })
}

function jsonPath(place: string): string | null {
  if (place === 'index') return '/api/repos'
  const [owner, repo, section, item, ...rest] = place.split('/')
  if (!owner || !repo || rest.length > 0) return null
  const base = `/api/repos/${owner}/${repo}`
  switch (section) {
    case undefined:
      return `${base}/duplicate-sets`
    case 'sets':
      return item ? `${base}/duplicate-sets/${item}` : null
    case 'pulls':
      return item === undefined ? `${base}/pulls` : `${base}/pulls/${item}`
    case 'scans':
      return item === undefined ? `${base}/scans` : null
    case 'compare':
      return item ? `${base}/compare/${item}` : null
    default:
      return null
  }
}

function atomPath(place: string): string | null {
  const [owner, repo, ...rest] = place.split('/')
  return owner && repo && rest.length === 0 ? `/api/repos/${owner}/${repo}/feed` : null
}
