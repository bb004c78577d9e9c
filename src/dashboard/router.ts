/** Every view is a plain URL: the path names what is shown, the query how it is filtered. */
export type Route =
  | { page: 'repositories' }
  | { page: 'sets' | 'pulls' | 'issues' | 'scans'; owner: string; repo: string }
  | { page: 'set'; owner: string; repo: string; id: string }
  | { page: 'plan'; owner: string; repo: string; ids: string[] }
  | { page: 'pull' | 'issue'; owner: string; repo: string; number: number }
  | { page: 'pair'; owner: string; repo: string; a: number; b: number }
  | { page: 'missing' }

const missing: Route = { page: 'missing' }

/** Reads a URL's path; a path that names no view is `missing`. */
export function readRoute(pathname: string): Route {
  const segments = decodeSegments(pathname)
  if (segments === null) return missing
  const [owner, repo, section, item, ...rest] = segments
  if (owner === undefined) return { page: 'repositories' }
  if (repo === undefined || rest.length > 0) return missing
  if (section === undefined) return { page: 'sets', owner, repo }
  if (item === undefined)
    return section === 'pulls' || section === 'issues' || section === 'scans'
      ? { page: section, owner, repo }
      : missing
  switch (section) {
    case 'sets':
      return { page: 'set', owner, repo, id: item }
    case 'plan':
      return { page: 'plan', owner, repo, ids: item.split(',') }
    case 'pulls':
    case 'issues': {
      const number = readNumber(item)
      return number === null ? missing : { page: section === 'pulls' ? 'pull' : 'issue', owner, repo, number }
    }
    case 'compare': {
      const [a, b, ...others] = item.split('...').map(readNumber)
      return a && b && others.length === 0 ? { page: 'pair', owner, repo, a, b } : missing
    }
    default:
      return missing
  }
}

/** Shows another view of this page; `replace` leaves no step to go back to (a filter that is being typed). */
export function navigate(url: string, { replace = false } = {}): void {
  if (replace) history.replaceState(null, '', url)
  else history.pushState(null, '', url)
  window.dispatchEvent(new CustomEvent('navigated', { detail: { replace } }))
}

/** The address that a click would open here, or null when the browser should handle it (another site, a new tab). */
export function clickedPath(event: MouseEvent): string | null {
  if (event.defaultPrevented || event.button !== 0) return null
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null
  const link = event.composedPath().find((target) => target instanceof HTMLAnchorElement)
  if (!link?.href || link.target !== '' || link.hasAttribute('download')) return null
  // The same content for a program: an address of its own.
  if (link.relList.contains('alternate')) return null
  if (link.origin !== location.origin || link.pathname.startsWith('/api/')) return null
  // A link to a place on this very page is the browser's to follow.
  if (link.hash !== '' && link.pathname === location.pathname && link.search === location.search) return null
  return `${link.pathname}${link.search}${link.hash}`
}

function decodeSegments(pathname: string): string[] | null {
  try {
    return pathname
      .split('/')
      .filter((segment) => segment !== '')
      .map(decodeURIComponent)
  } catch {
    return null
  }
}

function readNumber(text: string): number | null {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null
}
