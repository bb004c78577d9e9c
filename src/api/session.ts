import { Type } from '@sinclair/typebox'
import { Elysia } from 'elysia'
import { check, checkBody, readJson, readQuery } from './check.ts'
import { describe } from './describe.ts'
import { json } from './errors.ts'
import type { ApiPorts } from './ports.ts'
import { NoQuery, SessionBody } from './schemas.ts'

/** Logging in with the dashboard token: the browser gets a cookie that no script can read. */
export function sessionRoutes({ access }: Pick<ApiPorts, 'access'>) {
  return new Elysia({ name: 'session', prefix: '/api/session' })
    .post(
      '/',
      async ({ request }) => {
        check(NoQuery, readQuery(request.url))
        const { token } = checkBody(SessionBody, await readJson(request))
        return json(200, { ok: true }, { 'set-cookie': access.openSession(request, token) })
      },
      {
        parse: 'none',
        ...describe({
          summary: 'Log in',
          body: SessionBody,
          answers: { 200: Type.Object({ ok: Type.Boolean() }) },
          errors: [400, 401, 403, 413, 415, 429, 503],
        }),
      },
    )
    .delete(
      '/',
      async ({ request }) => json(200, { ok: true }, { 'set-cookie': await access.closeSession(request) }),
      {
        parse: 'none',
        ...describe({
          summary: 'Log out: the cookie opens nothing any more, wherever it was copied to',
          answers: { 200: Type.Object({ ok: Type.Boolean() }) },
          errors: [403, 503],
        }),
      },
    )
}
