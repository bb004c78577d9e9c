import { AppError } from '../errors.ts'
import { findRepository, readPublicNames } from '../postgres/read-repositories.ts'
import { bearerOf } from './access.ts'
import type { ApiPorts } from './ports.ts'

/** Every address that is about one repository begins like this. */
const ofRepository = /^\/api\/(?:repos|ops\/scans)\/([^/]+)\/([^/]+)/

/**
 * Keeps private repositories from whoever reads a public dashboard, in one place for all addresses. Such a reader is told the same of a private
 * repository and of one that does not exist.
 * @throws AppError UNAUTHORIZED
 */
export async function guardPrivate(
  { pool, access, config }: Pick<ApiPorts, 'pool' | 'access' | 'config'>,
  request: Request,
  path: string,
): Promise<void> {
  if (config.github.app === null || access.readsPrivate(request, bearerOf(request))) return
  const [, owner, repo] = (ofRepository.exec(path) ?? []).map(decode)
  if (owner === undefined || repo === undefined) return
  const found = await findRepository(pool, owner, repo)
  if (found === null || found.private)
    throw new AppError('UNAUTHORIZED', 'log in to see whether there is such a repository here')
}

/** "owner/name", in lower case, of everything that anybody may see. */
export async function readVisibleNames({ pool }: Pick<ApiPorts, 'pool'>): Promise<Set<string>> {
  return new Set(await readPublicNames(pool))
}

function decode(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : decodeURIComponent(text).replaceAll('\0', '')
  } catch {
    return ''
  }
}
