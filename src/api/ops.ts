import { Elysia } from 'elysia'
import { isAllowed } from '../domain/allowlist.ts'
import { hourlySnapshot } from '../domain/scan.ts'
import { AppError } from '../errors.ts'
import { unknownRefusals } from '../words/refusals.ts'
import { readBearer } from './access.ts'
import { check, checkBody, readJson, readQuery } from './check.ts'
import { describe } from './describe.ts'
import { json } from './errors.ts'
import type { ApiPorts } from './ports.ts'
import { ScanPath } from './schemas/paths.ts'
import { NoQuery, TriggerBody, TriggerHeaders } from './schemas/requests.ts'
import { RepeatAnswer, ScanStateAnswer, TriggerAnswer } from './schemas/scans.ts'
import { readVisibleScan } from './visible-repositories.ts'

const longestActor = 100
/** Triggering a scan, and following it. */
export function opsRoutes(ports: ApiPorts) {
  const { config, access, acceptScan, now } = ports
  return new Elysia({ name: 'ops', prefix: '/api/ops' })
    .use(readBearer)
    .post(
      '/public-scan',
      async ({ request, bearer }) => {
        // Before the body is read: a stranger learns nothing about it and makes us do nothing.
        await access.requireOps(request, bearer)
        check(NoQuery, readQuery(request.url))
        const {
          owner,
          repo,
          maxOpenPrs,
          snapshot = hourlySnapshot(now()),
        } = checkBody(TriggerBody, await readJson(request))
        if (!isAllowed(config.publicScanAllowedRepos, owner, repo))
          throw new AppError('FORBIDDEN', unknownRefusals.notAllowed({ owner, repo }))
        const scan = await acceptScan(
          { owner, repo, snapshot },
          { maxOpenPrs, actor: cleanActor(request.headers.get('x-trigger-actor')) },
        )
        const facts = {
          jobId: scan.jobId,
          owner,
          repo,
          snapshot,
          statusUrl: `/api/ops/scans/${owner}/${repo}/${snapshot}`,
        }
        return scan.created
          ? json(202, { enqueued: true, ...facts })
          : json(200, { enqueued: false, duplicate: true, state: scan.jobState, ...facts })
      },
      {
        // The body is ours to read, after the caller is known.
        parse: 'none',
        ...describe({
          summary: 'Scan a public repository; the same identity is scanned once',
          headers: TriggerHeaders,
          body: TriggerBody,
          answers: { 200: RepeatAnswer, 202: TriggerAnswer },
          errors: [400, 401, 403, 413, 415, 429, 503],
        }),
      },
    )
    .get(
      '/scans/:owner/:repo/:snapshot',
      async ({ request, params, bearer }) => {
        const caller = await access.requireOpsOrDashboard(request, bearer)
        check(NoQuery, readQuery(request.url))
        const identity = check(ScanPath, params)
        const scan = await readVisibleScan(ports, caller, identity)
        if (scan === null) throw new AppError('NOT_FOUND', unknownRefusals.scan)
        const { listed, analyzed, unchanged, failed } = scan
        return json(200, {
          owner: scan.owner,
          repo: scan.name,
          snapshot: scan.snapshot,
          state: scan.state,
          progress: { listed, analyzed, unchanged, failed },
          degraded: scan.degraded,
          resumesAt: scan.resumesAt,
          error: scan.error,
          actor: scan.actor,
          createdAt: scan.createdAt,
          finishedAt: scan.finishedAt,
        })
      },
      describe({
        summary: 'The state of one scan',
        path: ScanPath,
        answers: { 200: ScanStateAnswer },
        errors: [400, 401, 404, 429, 503],
      }),
    )
}

/** Who triggered it, as they say: printable, bounded, for the record. */
function cleanActor(header: string | null): string | null {
  const cleaned = (header ?? '')
    .replace(/[^\x20-\x7e]/g, '')
    .trim()
    .slice(0, longestActor)
  return cleaned === '' ? null : cleaned
}
