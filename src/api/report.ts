import { Elysia } from 'elysia'
import { AppError } from '../errors.ts'
import { readReport } from '../postgres/read-report.ts'
import { renderReport } from '../report/render-report.ts'
import { readSince, sinceExpected } from '../report/since.ts'
import { apiDescriptionTexts } from '../words/api-description.ts'
import { requestRefusals } from '../words/refusals.ts'
import { readBearer } from './access.ts'
import { check, readQuery } from './check.ts'
import { describe } from './describe.ts'
import type { ApiPorts } from './ports.ts'
import { RepositoryPath } from './schemas/paths.ts'
import { ReportQuery } from './schemas/requests.ts'
import { readPublicPage, requireRepository } from './visible-repositories.ts'

const exampleReport = `# Duplicates in \`octo-org/gateway\`

From 2026-11-19 09:00 to 2026-11-26 09:00 (UTC).
Last scanned 2026-11-26 09:00, with 412 open pull requests.

| | |
| --- | ---: |
| New sets | 3 |
…
`

/** What happened to a repository's duplicates, as Markdown. */
export function reportRoutes(ports: Pick<ApiPorts, 'pool' | 'access' | 'config' | 'now'>) {
  const { pool, access } = ports
  return new Elysia({ name: 'report', prefix: '/api/repos/:owner/:repo' }).use(readBearer).get(
    '/report.md',
    async ({ request, params, bearer }) => {
      const caller = await access.requireDashboard(request, bearer)
      const query = check(ReportQuery, readQuery(request.url))
      const { owner, repo } = check(RepositoryPath, params)
      const now = ports.now()
      const since = readSince(query.since, now)
      if (since === null)
        throw new AppError('BAD_REQUEST', requestRefusals.since(sinceExpected), {
          details: { field: 'since' },
        })
      const id = await requireRepository(ports, caller, owner, repo)
      const page = await readPublicPage(ports, id, owner, repo)
      const facts = await readReport(pool, id, since)
      return new Response(renderReport(facts, { repository: `${owner}/${repo}`, since, now, page }), {
        headers: { 'content-type': 'text/markdown; charset=utf-8', 'cache-control': 'no-store' },
      })
    },
    describe({
      summary: 'What happened to the duplicates of late, as Markdown',
      path: RepositoryPath,
      query: ReportQuery,
      text: {
        mediaType: 'text/markdown',
        description: apiDescriptionTexts.report,
        example: exampleReport,
      },
      errors: [400, 401, 404, 429, 503],
    }),
  )
}
