import { Elysia } from 'elysia'
import { AppError } from '../errors.ts'
import { readCloseComment } from '../postgres/close-comments.ts'
import { countEndedSets, readEndedSets } from '../postgres/ended-sets.ts'
import { readComparison } from '../postgres/read-comparison.ts'
import { countSets, readDuplicateSet, readDuplicateSets } from '../postgres/read-duplicate-sets.ts'
import { readGroupsOf } from '../postgres/read-issue-groups.ts'
import { noOutlook, readScanOutlook } from '../postgres/scan-outlook.ts'
import { readDecidedTimes } from '../postgres/set-decisions.ts'
import { unknownRefusals } from '../words/refusals.ts'
import { wordSet } from '../words/set-reason.ts'
import { readBearer } from './access.ts'
import { readChangeSizes } from './change-sizes.ts'
import { check, readQuery } from './check.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import { describe } from './describe.ts'
import { json } from './errors.ts'
import type { ApiPorts } from './ports.ts'
import { page } from './schemas/parts.ts'
import { RepositoryPath, SetPath } from './schemas/paths.ts'
import { NoQuery, PageQuery, SetQuery } from './schemas/requests.ts'
import { RepositoryAnswer, ScansAnswer } from './schemas/scans.ts'
import { SetAnswer, SetsAnswer } from './schemas/sets.ts'
import {
  readPublicPage,
  readVisibleRepositories,
  readVisibleScans,
  requireRepository,
} from './visible-repositories.ts'

/** Ended sets in one answer. */
const mostEnded = 100

/** What is known of repositories: their sets and their scans. */
export function repositoryRoutes(ports: Pick<ApiPorts, 'pool' | 'access' | 'config' | 'changes'>) {
  const { pool, access } = ports
  return new Elysia({ name: 'repositories', prefix: '/api/repos' })
    .use(readBearer)
    .resolve(async ({ request, bearer }) => ({ caller: await access.requireDashboard(request, bearer) }))
    .get(
      '',
      async ({ request, caller }) => {
        const query = check(PageQuery, readQuery(request.url))
        const after = decodeCursor('repositories', query.cursor, 'name')?.id ?? null
        const rows = await readVisibleRepositories(ports, caller, { after, limit: query.limit + 1 })
        const items = rows.slice(0, query.limit)
        const last = rows.length > query.limit ? items.at(-1) : undefined
        const id = last === undefined ? '' : `${last.owner}/${last.name}`.toLowerCase()
        return json(200, {
          items,
          nextCursor: last ? encodeCursor('repositories', { sort: 'name', key: 0, id }) : null,
        })
      },
      describe({
        summary: 'Repositories with counts and last scan',
        query: PageQuery,
        answers: { 200: page(RepositoryAnswer) },
        errors: [400, 401, 429, 503],
      }),
    )
    .get(
      '/:owner/:repo/duplicate-sets',
      async ({ request, params, caller }) => {
        const { owner, repo } = check(RepositoryPath, params)
        const query = check(SetQuery, readQuery(request.url))
        const {
          minScore,
          category = null,
          state = 'ALL',
          q,
          sort = 'score',
          is = null,
          limit,
          decision = null,
        } = query
        const after = decodeCursor('sets', query.cursor, sort)
        const id = await requireRepository(ports, caller, owner, repo)
        const filter = { minScore, category, state, q: q?.trim() || null, is, decision }
        const [rows, { counts, decisions }] = await Promise.all([
          readDuplicateSets(pool, id, filter, { sort, after, limit: limit + 1 }),
          countSets(pool, id, filter),
        ])
        const items = rows.slice(0, limit)
        const last = rows.length > limit ? items.at(-1) : undefined
        const { openPulls, comparedAt } = await readComparison(pool, id)
        // Of a set that has ended, its members alone are known.
        const isNarrowed =
          minScore > 0 ||
          !['ALL', 'OPEN'].includes(state) ||
          [category, is, filter.q].some((one) => one !== null)
        const endedCount = isNarrowed ? 0 : await countEndedSets(pool, id)
        return json(200, {
          items: items.map(({ key: _key, ...set }) => wordSet(set)),
          nextCursor: last ? encodeCursor('sets', { sort, key: last.key, id: last.id }) : null,
          counts,
          decisions: { ...decisions, closed: decisions.closed + endedCount },
          ended:
            isNarrowed || decision !== 'closed' || after !== null
              ? []
              : await readEndedSets(pool, id, mostEnded),
          decidedAt: await readDecidedTimes(pool, id),
          openPulls,
          comparedAt: comparedAt?.toISOString() ?? null,
        })
      },
      describe({
        summary: 'Duplicate sets, the surest first',
        path: RepositoryPath,
        query: SetQuery,
        answers: { 200: SetsAnswer },
        errors: [400, 401, 404, 429, 503],
      }),
    )
    .get(
      '/:owner/:repo/duplicate-sets/:id',
      async ({ request, params, caller }) => {
        check(NoQuery, readQuery(request.url))
        const { owner, repo, id } = check(SetPath, params)
        const repositoryId = await requireRepository(ports, caller, owner, repo)
        const set = await readDuplicateSet(pool, repositoryId, id)
        if (set === null) throw new AppError('NOT_FOUND', unknownRefusals.set({ owner, repo }, id))
        const sizes = await readChangeSizes(
          ports,
          repositoryId,
          set.members.map(({ number }) => number),
          request.signal,
        )
        const members = set.members.map((member) => ({
          ...member,
          channels: sizes.get(member.number) ?? null,
        }))
        const issueGroups = await readGroupsOf(
          pool,
          repositoryId,
          set.members.flatMap(({ number, state }) => (state === 'OPEN' ? [number] : [])),
        )
        const publicPage = await readPublicPage(ports, repositoryId, owner, repo)
        const closeComment = await readCloseComment(pool, repositoryId)
        return json(200, { ...wordSet(set), members, issueGroups, publicPage, closeComment })
      },
      describe({
        summary: 'One set with every edge and its evidence',
        path: SetPath,
        answers: { 200: SetAnswer },
        errors: [400, 401, 404, 429, 503],
      }),
    )
    .get(
      '/:owner/:repo/scans',
      async ({ request, params, caller }) => {
        const { owner, repo } = check(RepositoryPath, params)
        const query = check(PageQuery, readQuery(request.url))
        const after = decodeCursor('scans', query.cursor, 'scans')
        const asked = { before: after?.key ?? null, limit: query.limit + 1 }
        const { id, rows } = await readVisibleScans(ports, caller, { owner, name: repo }, asked)
        const items = rows.slice(0, query.limit)
        const last = rows.length > query.limit ? items.at(-1) : undefined
        return json(200, {
          items,
          nextCursor: last ? encodeCursor('scans', { sort: 'scans', key: last.id, id: null }) : null,
          ...(id === null ? noOutlook : await readScanOutlook(pool, id, new Date())),
        })
      },
      describe({
        summary: 'Scans, the newest first',
        path: RepositoryPath,
        query: PageQuery,
        answers: { 200: ScansAnswer },
        errors: [400, 401, 404, 429, 503],
      }),
    )
}
