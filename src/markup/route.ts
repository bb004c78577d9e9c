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
