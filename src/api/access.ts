import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { bearer } from '@elysiajs/bearer'
import type { Config } from '../config.ts'
import { AppError } from '../errors.ts'
import { accessRefusals } from '../words/refusals.ts'
import { arrivalOf } from './arrival.ts'
import { openFailedAttempts } from './failed-attempts.ts'

/**
 * @elysiajs/bearer as it comes also takes a token from the query and from the body, accepts `BearerX…`, and compares
 * nothing. Here no client can send the names it would look for, the header's exact form is checked again, and digests
 * are compared.
 */
export const readBearer = bearer({ extract: { header: 'Bearer', query: '\u0000', body: '\u0000' } })

/** RFC 6750's b64token, after exactly one blank. */
const exactForm = /^Bearer [A-Za-z0-9\-._~+/]+=*$|^Bearer [\x21-\x7e]+$/

/** The token of a request that does not pass through Elysia; its form is checked where it is compared. */
export function bearerOf(request: Request): string | undefined {
  return /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1]
}

const sessionCookie = 'clawtriage_session'
const opsCookie = 'clawtriage_ops'
/** What a session is for. That of the ops token asks for scans, and reads nothing else. */
export type SessionKind = 'dashboard' | 'ops'
/**
 * Beside a session's cookie one that scripts may read and that proves nothing: whether there is something to log out
 * of.
 */
const signOf = (cookie: string) => `${cookie}_open`
/** A session lasts as long as a working month; a new token ends them all at once. */
const sessionSeconds = 30 * 24 * 60 * 60

/**
 * Who asks, as far as it decides what is shown. Made here alone; each function that reads a repository has to be given
 * one (visible-repositories.ts).
 */
export interface Caller {
  /**
   * Has shown the dashboard's token or its cookie. Nothing else opens a private repository: no mode, no address, no
   * setting.
   */
  readonly readsPrivate: boolean
}

/** All throw an AppError UNAUTHORIZED or NOT_CONFIGURED when the caller is not let in. */
export interface Access {
  requireOps(request: Request, token: string | undefined): Promise<void>
  /** Reading the dashboard: its token or cookie, unless it is public or this is development without a token. */
  requireDashboard(request: Request, token: string | undefined): Promise<Caller>
  /** The dashboard's token or cookie, public or not. */
  requireDashboardToken(request: Request, token: string | undefined): Promise<Caller>
  /** Either of both. Those who may trigger a scan may follow it, of a private repository too. */
  requireOpsOrDashboard(request: Request, token: string | undefined): Promise<Caller>
  /**
   * @throws AppError UNAUTHORIZED when the token is not the one of that kind. @returns the Set-Cookie headers of a new
   *   session.
   */
  openSession(request: Request, token: string, kind?: SessionKind): string[]
  /**
   * Ends the request's sessions for good, if it has any. @returns the Set-Cookie headers that take the cookies away.
   */
  closeSession(request: Request): Promise<string[]>
  /** The answer to a feed reader whose token opens nothing; it counts as a wrong token. */
  refuseFeedToken(request: Request): AppError
}

/** Which sessions were logged out of: a cookie is signed, and would be good until it expires. */
export interface EndedSessions {
  insert(id: string, expiresAt: Date): Promise<void>
  has(id: string): Promise<boolean>
}

/** Forgotten with the process; bin/api.ts keeps them in Postgres. */
function rememberEndedSessions(): EndedSessions {
  const ids = new Set<string>()
  return { insert: async (id) => void ids.add(id), has: async (id) => ids.has(id) }
}

export function openAccess(
  config: Pick<Config, 'production' | 'opsTriggerToken' | 'dashboardToken' | 'dashboardPublic'>,
  now: () => number = Date.now,
  ended: EndedSessions = rememberEndedSessions(),
): Access {
  const failed = openFailedAttempts(now)
  const { production, opsTriggerToken, dashboardToken, dashboardPublic } = config
  const bears = (request: Request, token: string | undefined, expected: string | null) =>
    expected !== null &&
    token !== undefined &&
    exactForm.test(request.headers.get('authorization') ?? '') &&
    sameSecret(token, expected)
  /** The answer to a client that is not let in; a wrong token is counted, none at all is not. */
  const refuse = (request: Request, message: string): AppError => {
    if (request.headers.has('authorization')) failed.note(arrivalOf(request).address)
    return unauthorized(message)
  }
  const kinds = {
    dashboard: {
      cookie: sessionCookie,
      secret: dashboardToken,
      setting: 'DASHBOARD_TOKEN',
      name: 'dashboard',
    },
    ops: { cookie: opsCookie, secret: opsTriggerToken, setting: 'OPS_TRIGGER_TOKEN', name: 'ops' },
  } as const
  const sessionOf = (request: Request, { cookie, secret }: (typeof kinds)[SessionKind]) =>
    secret === null ? null : readSession(readCookie(request, cookie), secret, now())
  const hasSession = async (request: Request, kind: SessionKind) => {
    const session = sessionOf(request, kinds[kind])
    return session !== null && !(await ended.has(session.id))
  }
  const isOps = async (request: Request, token: string | undefined) =>
    bears(request, token, opsTriggerToken) || (await hasSession(request, 'ops'))
  const isDashboard = async (request: Request, token: string | undefined) =>
    bears(request, token, dashboardToken) || (await hasSession(request, 'dashboard'))
  const sameSite = `SameSite=Strict${production ? '; Secure' : ''}`
  const hidden = (life: number) => `Max-Age=${life}; Path=/; HttpOnly; ${sameSite}`
  const readable = (life: number) => `Max-Age=${life}; Path=/; ${sameSite}`

  const requireDashboard: Access['requireDashboard'] = async (request, token) => {
    if (await isDashboard(request, token)) return { readsPrivate: true }
    if (dashboardPublic) return { readsPrivate: false }
    if (dashboardToken !== null) throw refuse(request, accessRefusals.dashboardToken)
    if (production) throw new AppError('NOT_CONFIGURED', accessRefusals.closedDashboard)
    return { readsPrivate: false }
  }
  return {
    async requireOps(request, token) {
      if (opsTriggerToken === null) throw new AppError('NOT_CONFIGURED', accessRefusals.closedOps)
      if (!(await isOps(request, token))) throw refuse(request, accessRefusals.opsToken)
    },
    requireDashboard,
    async requireDashboardToken(request, token) {
      if (dashboardToken === null) throw new AppError('NOT_CONFIGURED', accessRefusals.neverPublic)
      if (!(await isDashboard(request, token))) throw refuse(request, accessRefusals.dashboardToken)
      return { readsPrivate: true }
    },
    async requireOpsOrDashboard(request, token) {
      return (await isOps(request, token)) ? { readsPrivate: true } : requireDashboard(request, token)
    },
    openSession(request, token, kind = 'dashboard') {
      const { cookie, secret, setting, name } = kinds[kind]
      if (secret === null) throw new AppError('NOT_CONFIGURED', accessRefusals.noSetting(setting))
      if (!sameSecret(token, secret)) {
        failed.note(arrivalOf(request).address)
        throw unauthorized(accessRefusals.wrongToken(name))
      }
      const expires = Math.floor(now() / 1_000) + sessionSeconds
      const id = randomBytes(16).toString('base64url')
      return [
        `${cookie}=${expires}.${id}.${sign(expires, id, secret)}; ${hidden(sessionSeconds)}`,
        `${signOf(cookie)}=1; ${readable(sessionSeconds)}`,
      ]
    },
    async closeSession(request) {
      for (const kind of Object.values(kinds)) {
        const session = sessionOf(request, kind)
        if (session !== null) await ended.insert(session.id, session.expiresAt)
      }
      return Object.values(kinds).flatMap(({ cookie }) => [
        `${cookie}=; ${hidden(0)}`,
        `${signOf(cookie)}=; ${readable(0)}`,
      ])
    },
    refuseFeedToken(request) {
      failed.note(arrivalOf(request).address)
      return unauthorized(accessRefusals.feedToken)
    },
  }
}

function unauthorized(message: string): AppError {
  return new AppError('UNAUTHORIZED', message)
}

/** Digests have one length, so that neither the time nor an exception tells how long the secret is. */
function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}

function sign(expires: number, id: string, secret: string): string {
  return createHmac('sha256', secret).update(`session ${expires} ${id}`).digest('base64url')
}

/** The session of a cookie that we have made and that has not expired. */
function readSession(
  cookie: string | null,
  secret: string,
  now: number,
): { id: string; expiresAt: Date } | null {
  const match = /^(\d{1,12})\.([\w-]{22})\.([\w-]{43})$/.exec(cookie ?? '')
  if (match === null) return null
  const [, seconds, id = '', signature = ''] = match
  const expires = Number(seconds)
  const isOurs = expires * 1_000 > now && sameSecret(signature, sign(expires, id, secret))
  return isOurs ? { id, expiresAt: new Date(expires * 1_000) } : null
}

function readCookie(request: Request, wanted: string): string | null {
  for (const part of (request.headers.get('cookie') ?? '').split(';')) {
    const [name, value] = part.trim().split('=', 2)
    if (name === wanted) return value ?? null
  }
  return null
}
