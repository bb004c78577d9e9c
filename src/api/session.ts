import { Type } from '@sinclair/typebox'
import { Elysia } from 'elysia'
import { check, checkBody, readJson, readQuery } from './check.ts'
import { describe } from './describe.ts'
import { json } from './errors.ts'
import type { ApiPorts } from './ports.ts'
import { NoQuery, SessionBody } from './schemas/requests.ts'

/**
 * Logging in with the dashboard token, or with the ops token for asking for scans: the browser gets a cookie that no
 * script can read, and logging out ends both.
 */
export function sessionRoutes({ access }: Pick<ApiPorts, 'access'>) {
  return new Elysia({ name: 'session', prefix: '/api/session' })
    .post(
      '',
      async ({ request }) => {
        check(NoQuery, readQuery(request.url))
        const { token, for: kind } = checkBody(SessionBody, await readJson(request))
        return withCookies(access.openSession(request, token, kind))
      },
      {
        parse: 'none',
        ...describe({
          summary: 'Log in, to read and to say something (dashboard), or to ask for scans (ops)',
          body: SessionBody,
          answers: { 200: Type.Object({ ok: Type.Boolean() }) },
          errors: [400, 401, 403, 413, 415, 429, 503],
        }),
      },
    )
    .delete('', async ({ request }) => withCookies(await access.closeSession(request)), {
      parse: 'none',
      ...describe({
        summary: 'Log out: the cookie opens nothing any more, wherever it was copied to',
        answers: { 200: Type.Object({ ok: Type.Boolean() }) },
        errors: [403, 503],
      }),
    })
}

function withCookies(cookies: readonly string[]): Response {
  const response = json(200, { ok: true })
  for (const cookie of cookies) response.headers.append('set-cookie', cookie)
  return response
}
