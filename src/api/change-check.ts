import { Elysia } from 'elysia'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { CheckedChange } from '../comparison/check-change.ts'
import { AppError } from '../errors.ts'
import { wordFacts } from '../words/pair-reasons.ts'
import { checkRefusals } from '../words/refusals.ts'
import { readBearer } from './access.ts'
import { arrivalOf } from './arrival.ts'
import { check, checkBody, readJson, readQuery } from './check.ts'
import { describe } from './describe.ts'
import { json } from './errors.ts'
import type { ApiPorts } from './ports.ts'
import { CheckAnswer } from './schemas/check.ts'
import { RepositoryPath } from './schemas/paths.ts'
import { CheckBody, largestPatch, NoQuery } from './schemas/requests.ts'
import { requireRepository } from './visible-repositories.ts'

/** A patch of 2 MB whose every byte JSON writes as two, and what comes with it. */
const largestBody = 2 * largestPatch + 256 * 1024
/** A question costs some hundred milliseconds: an agent that asks before each of its tries stays far below. */
const checksPerMinute = 30
/** Questions that wait or run, of everybody together: more would wait longer than a client does. */
const mostWaiting = 16

/**
 * Whether a change is proposed, merged or landed already, before it is opened as a pull request. Nothing of it is
 * stored or logged.
 */
export function changeCheckRoutes(ports: Pick<ApiPorts, 'pool' | 'access' | 'config' | 'changes'>) {
  const { access, changes } = ports
  const limiter = new RateLimiterMemory({ points: checksPerMinute, duration: 60 })
  let waiting = 0
  return new Elysia({ name: 'change-check', prefix: '/api/repos/:owner/:repo' }).use(readBearer).post(
    '/check',
    async ({ request, params, bearer }) => {
      const caller = await access.requireDashboard(request, bearer)
      check(NoQuery, readQuery(request.url))
      const { owner, repo } = check(RepositoryPath, params)
      const id = await requireRepository(ports, caller, owner, repo)
      await spend(limiter, arrivalOf(request).address)
      if (waiting >= mostWaiting)
        throw new AppError('UNAVAILABLE', checkRefusals.manyChecks, {
          details: { retryAfterSeconds: 5 },
        })
      waiting++
      try {
        const {
          patch,
          paths = [],
          title = '',
          body = '',
          base = null,
        } = checkBody(CheckBody, await readJson(request, largestBody))
        if (patch !== undefined) requireText(patch)
        else if (paths.length === 0)
          throw new AppError('BAD_REQUEST', checkRefusals.noPatch, {
            details: { field: 'patch' },
          })
        const { matches, compared, tip } = await changes.check(
          id,
          { patch: patch ?? null, paths, title, body, base, repository: `${owner}/${repo}` },
          request.signal,
        )
        return json(200, {
          matches: matches.map(({ pull, ...match }) => ({
            number: match.number,
            title: pull.title,
            author: pull.author,
            state: pull.state,
            landed: pull.landed,
            url: pull.url,
            category: match.category,
            relation: match.relation,
            score: match.score,
            reasons: wordFacts(match.facts),
            containment: match.containment,
            sharedPaths: match.sharedPaths,
            sharedLines: match.sharedLines,
            compareUrl: `/${owner}/${repo}/pulls/${match.number}`,
          })),
          landed: landedOf(matches) ?? (tip === null ? null : { ...tip, atTip: true }),
          compared,
        })
      } finally {
        waiting--
      }
    },
    {
      parse: 'none',
      ...describe({
        summary: 'Whether a change is proposed, merged or landed already, before it is opened',
        path: RepositoryPath,
        body: CheckBody,
        answers: { 200: CheckAnswer },
        errors: [400, 401, 404, 413, 415, 429, 503],
      }),
    },
  )
}

/** How the change came to the default branch, where a pull request that has all of it did. */
function landedOf(matches: CheckedChange['matches']) {
  for (const { pull, containment, category } of matches)
    if (category === 'SAME_CHANGE' && containment.ofYours === 1 && pull.landed !== null)
      return { sha: pull.landed.sha, subject: pull.title, committedAt: pull.landed.committedAt }
  return null
}

/**
 * What can be said of a text at a glance; whether it is a diff is said where it is read. @throws AppError BAD_REQUEST
 * or TOO_LARGE.
 */
function requireText(patch: string): void {
  const refuse = (message: string) => new AppError('BAD_REQUEST', message, { details: { field: 'patch' } })
  if (Buffer.byteLength(patch) > largestPatch)
    throw new AppError('TOO_LARGE', checkRefusals.largePatch(largestPatch))
  if (patch.includes('\0')) throw refuse(checkRefusals.nulByte)
  if (patch.trim() === '') throw refuse(checkRefusals.empty)
}

async function spend(limiter: RateLimiterMemory, address: string): Promise<void> {
  try {
    await limiter.consume(address)
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error
    const retryAfterSeconds = Math.max(1, Math.ceil(error.msBeforeNext / 1_000))
    throw new AppError('RATE_LIMITED', checkRefusals.manyFromHere(checksPerMinute, retryAfterSeconds), {
      details: { retryAfterSeconds },
    })
  }
}
