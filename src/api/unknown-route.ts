import { AppError } from '../errors.ts'
import { addressRefusals } from '../words/refusals.ts'
import { errorResponse } from './errors.ts'

/** A known address with another method is 405 and says which are allowed; an unknown one is 404. */
export function unknownRoute(routes: { method: string; path: string }[], request: Request): Response {
  const path = new URL(request.url).pathname
  const allowed = routes.filter((route) => pathPattern(route.path).test(path)).map((route) => route.method)
  if (allowed.length === 0) return errorResponse(new AppError('NOT_FOUND', addressRefusals.nothing))
  if (allowed.includes('GET')) allowed.push('HEAD')
  const allow = [...new Set(allowed)].sort().join(', ')
  return errorResponse(new AppError('METHOD_NOT_ALLOWED', addressRefusals.methods(allow)), { allow })
}

function pathPattern(path: string): RegExp {
  const escaped = path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/:[A-Za-z]+/g, '[^/]+')
  return new RegExp(`^${escaped.replace(/\/$/, '')}/?$`)
}
