/**
 * What is asked for, without the host, which is the client's own word: a path that begins with `/`, and `?…` or
 * nothing.
 */
export interface Target {
  path: string
  search: string
}

/** Pages whose list shows open ones unless it is told otherwise, as the dashboard does. */
const lists = ['duplicate-sets', 'pulls']

/**
 * Every page of the dashboard has the same content for a program: at its address with `.json`, and a repository's new
 * sets at `.atom`. The answers are the API's own; a pull request comes with what it resembles, since its page shows
 * both.
 * @returns the API's address that answers; null for every other address.
 */
export function readMachineView(method: string, { path, search }: Target): Target | null {
  if (method !== 'GET' && method !== 'HEAD') return null
  const match = /^\/(.+)\.(json|atom)$/.exec(path)
  if (match === null || path.startsWith('/api/') || path.startsWith('/assets/')) return null
  const [, place = '', form] = match
  const target = form === 'atom' ? atomPath(place) : jsonPath(place)
  if (target === null) return null
  const query = new URLSearchParams(search)
  if (form === 'json' && lists.some((list) => target.endsWith(`/${list}`)) && !query.has('state'))
    query.set('state', 'OPEN')
  if (/\/pulls\/[^/]+$/.test(target) && !query.has('include')) query.set('include', 'candidates')
  return { path: target, search: query.size === 0 ? '' : `?${query}` }
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
    case 'issues':
      return item === undefined ? `${base}/issues` : `${base}/issues/${item}`
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
