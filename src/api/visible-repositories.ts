import { publicSite } from '../domain/public-site.ts'
import { AppError } from '../errors.ts'
import { useFeedToken } from '../postgres/feed-tokens.ts'
import {
  findRepository,
  isPublicRepository,
  type RepositoryView,
  readHiddenNames,
  readPublicNames,
  readRepositories,
} from '../postgres/read-repositories.ts'
import { type ListedScan, readScans, readUnlistedScans, type ScanPage } from '../postgres/read-scans.ts'
import { readScan, type ScanRow } from '../postgres/scans.ts'
import { accessRefusals, unknownRefusals } from '../words/refusals.ts'
import type { Caller } from './access.ts'
import type { ApiPorts } from './ports.ts'

/*
 * Who may see which repository is decided in this file, where a repository is looked up for a caller, and never from
 * the spelling of an address: a router, a proxy and a guard may each read another address in the same bytes. biome.json
 * keeps the look-ups by name out of every other file of this folder, so a handler has nothing to read from before it
 * has said for whom.
 *
 * A caller without the dashboard's token is told the same of a private repository and of one that does not exist.
 */
type Ports = Pick<ApiPorts, 'pool' | 'config'>

/**
 * @returns the id to read the repository by.
 * @throws AppError NOT_FOUND, saying how a repository comes to be known; UNAUTHORIZED where logging in may show one.
 */
export async function requireRepository(
  { pool, config }: Ports,
  caller: Caller,
  owner: string,
  repo: string,
): Promise<number> {
  const found = await findRepository(pool, owner, repo)
  if (found === null || (found.private && !caller.readsPrivate)) throw unseen(config, caller, owner, repo)
  return found.id
}

/**
 * The same for a feed reader, which shows a token of that feed instead of the dashboard's: it opens this one
 * repository, private or not.
 * @throws AppError UNAUTHORIZED, whether the repository or the token is unknown.
 */
export async function requireFeedRepository(
  { pool, access }: Pick<ApiPorts, 'pool' | 'access'>,
  request: Request,
  { owner, repo, digest }: { owner: string; repo: string; digest: string },
): Promise<number> {
  const found = await findRepository(pool, owner, repo)
  if (found !== null && (await useFeedToken(pool, found.id, digest))) return found.id
  throw access.refuseFeedToken(request)
}

/**
 * Where everybody may read of a repository, for texts that go elsewhere; null where there is no such place: its address
 * is not known, or the pages need a token.
 * @param id as requireRepository answers it.
 */
export async function readPublicPage(
  { pool, config }: Ports,
  id: number,
  owner: string,
  repo: string,
): Promise<string | null> {
  const site = publicSite(config)
  return site !== null && (await isPublicRepository(pool, id)) ? `${site}/${owner}/${repo}` : null
}

/** A page of the repositories that the caller may see: see readRepositories. */
export function readVisibleRepositories(
  { pool }: Ports,
  caller: Caller,
  page: { after: string | null; limit: number },
): Promise<RepositoryView[]> {
  return readRepositories(pool, { ...page, publicOnly: !caller.readsPrivate })
}

/**
 * A page of a repository's scans, also of one that no scan has listed yet: its id is null then.
 * @throws AppError as requireRepository does.
 */
export async function readVisibleScans(
  { pool, config }: Ports,
  caller: Caller,
  { owner, name }: { owner: string; name: string },
  page: ScanPage,
): Promise<{ id: number | null; rows: ListedScan[] }> {
  const found = await findRepository(pool, owner, name)
  if (found !== null) {
    if (found.private && !caller.readsPrivate) throw unseen(config, caller, owner, name)
    return { id: found.id, rows: await readScans(pool, found.id, page) }
  }
  const rows = seesUnlisted(config, caller) ? await readUnlistedScans(pool, { owner, name }, page) : []
  if (rows.length === 0) throw unseen(config, caller, owner, name)
  return { id: null, rows }
}

/**
 * One scan by its identity; null when there is none that the caller may see. @throws AppError UNAUTHORIZED as
 * requireRepository does.
 */
export async function readVisibleScan(
  { pool, config }: Ports,
  caller: Caller,
  identity: { owner: string; repo: string; snapshot: string },
): Promise<ScanRow | null> {
  const scan = await readScan(pool, identity)
  if (caller.readsPrivate) return scan
  // A scan keeps the name that it was asked for under, which another repository may have by now.
  const isVisible =
    scan?.repositoryId == null
      ? (await readVisibility({ pool, config }, caller))(`${identity.owner}/${identity.repo}`)
      : await isPublicRepository(pool, scan.repositoryId)
  if (scan !== null && isVisible) return scan
  if (config.github.app !== null) throw unseen(config, caller, identity.owner, identity.repo)
  return null
}

/** Whether a repository, by its `owner/name` in any case, may be seen. */
export type IsVisible = (name: string) => boolean

/** What the caller may see at this moment, for things that name their repository. */
export async function readVisibility({ pool, config }: Ports, caller: Caller): Promise<IsVisible> {
  if (caller.readsPrivate) return () => true
  if (seesUnlisted(config, caller)) {
    const hidden = new Set(await readHiddenNames(pool))
    return (name) => !hidden.has(name.toLowerCase())
  }
  const shown = new Set(await readPublicNames(pool))
  return (name) => shown.has(name.toLowerCase())
}

/**
 * Until a scan has listed a repository it is not known to be public. Without a credential for GitHub nothing else can
 * be scanned.
 */
function seesUnlisted({ github }: Ports['config'], caller: Caller): boolean {
  return caller.readsPrivate || (github.app === null && github.token === null)
}

function unseen({ github }: Ports['config'], caller: Caller, owner: string, repo: string): AppError {
  // A GitHub App is installed on private repositories too, so a reader of the public part is asked to log in rather
  // than sent away.
  return github.app !== null && !caller.readsPrivate
    ? new AppError('UNAUTHORIZED', accessRefusals.logInToSee)
    : new AppError('NOT_FOUND', unknownRefusals.repository({ owner, repo }))
}
