import type { Static } from '@sinclair/typebox'
import { Elysia } from 'elysia'
import { AppError } from '../errors.ts'
import { readIssueGroup, readIssueGroups } from '../postgres/read-issue-groups.ts'
import type { ChannelSize } from '../triage/index.ts'
import { unknownRefusals } from '../words/refusals.ts'
import { readBearer } from './access.ts'
import { readChangeSizes } from './change-sizes.ts'
import { check, readQuery } from './check.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import { describe } from './describe.ts'
import { json } from './errors.ts'
import type { ApiPorts } from './ports.ts'
import { IssueGroupAnswer, IssueGroupDetailAnswer } from './schemas/issues.ts'
import { page } from './schemas/parts.ts'
import { IssuePath, RepositoryPath } from './schemas/paths.ts'
import { NoQuery, PageQuery } from './schemas/requests.ts'
import { WhatIfAnswer } from './schemas/what-if.ts'
import { requireRepository } from './visible-repositories.ts'
import { readWhatIf } from './what-if.ts'

type IssuePorts = Pick<ApiPorts, 'pool' | 'access' | 'config' | 'enqueueWhatIf' | 'now' | 'changes'>

/** Issues that several open pull requests close, and one of them with the table to choose by. */
export function issueRoutes(ports: IssuePorts) {
  const { pool, access } = ports
  const requireGroup = async (id: number, { owner, repo, number }: Static<typeof IssuePath>) => {
    const group = await readIssueGroup(pool, id, number)
    if (group === null) throw new AppError('NOT_FOUND', unknownRefusals.issue({ owner, repo }, number))
    return group
  }
  return new Elysia({ name: 'issues', prefix: '/api/repos/:owner/:repo/issues' })
    .use(readBearer)
    .resolve(async ({ request, bearer }) => ({ caller: await access.requireDashboard(request, bearer) }))
    .get(
      '',
      async ({ request, params, caller }) => {
        const { owner, repo } = check(RepositoryPath, params)
        const { cursor, limit } = check(PageQuery, readQuery(request.url))
        const from = decodeCursor('issues', cursor, 'closing')
        const after = from === null ? null : { key: from.key, issue: from.id }
        const id = await requireRepository(ports, caller, owner, repo)
        const rows = await readIssueGroups(pool, id, { after, limit: limit + 1 })
        const items = rows.slice(0, limit)
        const last = rows.length > limit ? items.at(-1) : undefined
        return json(200, {
          items,
          nextCursor: last
            ? encodeCursor('issues', { sort: 'closing', key: last.closing, id: last.number })
            : null,
        })
      },
      describe({
        summary: 'Issues that two or more open pull requests close, those of most of them first',
        path: RepositoryPath,
        query: PageQuery,
        answers: { 200: page(IssueGroupAnswer) },
        errors: [400, 401, 404, 429, 503],
      }),
    )
    .get(
      '/:number',
      async ({ request, params, caller }) => {
        check(NoQuery, readQuery(request.url))
        const path = check(IssuePath, params)
        const { owner, repo } = path
        const id = await requireRepository(ports, caller, owner, repo)
        const group = await requireGroup(id, path)
        const numbers = group.members.map(({ number }) => number)
        const [sizes, whatIf] = await Promise.all([
          readChangeSizes(ports, id, numbers, request.signal),
          readWhatIf(ports, { id, owner, repo }, numbers),
        ])
        return json(200, {
          ...group,
          whatIf,
          members: group.members.map((member) => ({ ...member, ...sizeOf(sizes.get(member.number)) })),
        })
      },
      describe({
        summary: 'One issue with the pull requests that close it and what to choose by',
        path: IssuePath,
        answers: { 200: IssueGroupDetailAnswer },
        errors: [400, 401, 404, 429, 503],
      }),
    )
    .get(
      '/:number/what-if',
      async ({ request, params, caller }) => {
        check(NoQuery, readQuery(request.url))
        const path = check(IssuePath, params)
        const { owner, repo } = path
        const id = await requireRepository(ports, caller, owner, repo)
        const { members } = await requireGroup(id, path)
        const numbers = members.map(({ number }) => number)
        return json(200, await readWhatIf(ports, { id, owner, repo }, numbers))
      },
      describe({
        summary: 'Which of them merge now, and what merging one makes of the others',
        path: IssuePath,
        answers: { 200: WhatIfAnswer },
        errors: [400, 401, 404, 429, 503],
      }),
    )
}

interface Size {
  files: number
  added: number
  removed: number
}

/**
 * How large a change is, and its tests; null where it was not read. What machines wrote is no work, and is not counted.
 */
function sizeOf(channels: readonly ChannelSize[] | undefined): { size: Size | null; tests: Size | null } {
  if (channels === undefined) return { size: null, tests: null }
  const sum = (wanted: readonly ChannelSize[]): Size => ({
    files: wanted.reduce((many, { files }) => many + files, 0),
    added: wanted.reduce((many, { added }) => many + added, 0),
    removed: wanted.reduce((many, { removed }) => many + removed, 0),
  })
  return {
    size: sum(channels.filter(({ channel }) => channel !== 'generated')),
    tests: sum(channels.filter(({ channel }) => channel === 'test')),
  }
}
