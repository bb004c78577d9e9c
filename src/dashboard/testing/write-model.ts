import type { MaintainerVerdict } from '../../domain/pair.ts'
import type { SetDecision } from '../../domain/set-decision.ts'
import { staleSentence } from '../../words/set-decision.ts'
import { staleVerdict, verdictTakenBack } from '../../words/verdict.ts'
import { undecided } from './answers.ts'

/**
 * What goes wrong with a write: it is refused with a status, there is no connection, its answer is lost, or the service
 * breaks off behind it.
 */
export type Mishap = number | 'offline' | 'lost' | 'broken off'

/**
 * The part of the API that keeps verdicts and decisions, with the rules by which the real one takes them: a verdict
 * over what was seen or over the same one, a decision over the version that was seen; under one id, once.
 */
export class WriteModel {
  readonly verdicts = new Map<string, MaintainerVerdict>()
  readonly decisions = new Map<string, SetDecision>()
  /** What came, as "PUT 3188/3320 DUPLICATE". */
  readonly requests: string[] = []
  private readonly mishaps: (Mishap | Promise<Mishap | undefined>)[] = []
  private version = 0
  /** What was written, by the id that it came under. */
  private readonly done = new Set<string>()
  /** The ids under which it came, in the order of `requests`. */
  readonly ids: (string | null)[] = []

  /** So fare the next writes, one each; those behind them are answered. */
  fail(...mishaps: Mishap[]): void {
    this.mishaps.push(...mishaps)
  }

  /** The next write is under way until it is said how it fares; undefined: nothing goes wrong. */
  hold(): (mishap?: Mishap) => void {
    let say: (mishap?: Mishap) => void = () => {}
    this.mishaps.push(
      new Promise((resolve) => {
        say = resolve
      }),
    )
    return say
  }

  /** Stands in for the browser's own. */
  readonly fetch = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(path, 'http://model')
    const body = JSON.parse(String(init.body ?? '{}')) as Record<string, never>
    const about = this.note(init.method!, url, body)
    const id = new Headers(init.headers).get('idempotency-key')
    this.ids.push(id)
    const mishap = await this.mishaps.shift()
    if (typeof mishap === 'number') return refuse(mishap, 'REFUSED', `refused with ${mishap}`)
    if (mishap === 'offline') throw new TypeError('Failed to fetch')
    const answer = this.done.has(id ?? '')
      ? this.answerAgain(url, about, body)
      : url.pathname.endsWith('/verdict')
        ? this.writeVerdict(init.method!, about, url.searchParams, body)
        : this.writeDecision(init.method!, about, url.searchParams, body)
    if (id !== null && answer.ok) this.done.add(id)
    if (mishap === 'broken off') return refuse(503, 'UNAVAILABLE', 'the database does not answer')
    if (mishap === 'lost') throw new TypeError('network error')
    return answer
  }

  /** What was written before stands still, or something else does. */
  private answerAgain(
    url: URL,
    about: string,
    body: { verdict?: MaintainerVerdict; keeper?: number },
  ): Response {
    const isUndo = body.verdict === undefined && body.keeper === undefined && !('until' in body)
    if (url.pathname.endsWith('/verdict')) {
      const stands = this.verdicts.get(about)
      if (!isUndo && stands !== body.verdict)
        return refuse(409, 'CONFLICT', stands === undefined ? verdictTakenBack : staleVerdict(stands), {
          verdict: stands === undefined ? null : { verdict: stands },
        })
      return Response.json({ verdict: null, edge: null, agreement: { said: 0, right: 0 }, stood: false })
    }
    const now = this.decisions.get(about) ?? undecided
    const isSame = isUndo ? now.saidAt === null : now.saidAt !== null && now.keeper === (body.keeper ?? null)
    return isSame
      ? Response.json({ decision: now, before: null })
      : refuse(409, 'CONFLICT', staleSentence(now, 'decision'), { changed: 'decision', decision: now })
  }

  private note(method: string, url: URL, body: Record<string, unknown>): string {
    // /api/repos/owner/repo/pairs/1/2/verdict
    const about = url.pathname.split('/').slice(6, -1).join('/')
    const word = body.verdict ?? body.keeper ?? body.until ?? url.searchParams.get('seen')
    this.requests.push([method, about, word].filter((part) => part != null).join(' '))
    return about
  }

  private writeVerdict(
    method: string,
    pair: string,
    query: URLSearchParams,
    body: { verdict?: MaintainerVerdict; seen?: string },
  ): Response {
    const stands = this.verdicts.get(pair)
    const seen = method === 'PUT' ? body.seen : query.get('seen')
    if (stands !== undefined && stands !== seen && stands !== body.verdict)
      return refuse(409, 'CONFLICT', staleVerdict(stands), { verdict: { verdict: stands } })
    if (method === 'PUT') this.verdicts.set(pair, body.verdict!)
    else this.verdicts.delete(pair)
    const stood = method === 'PUT' && stands === body.verdict && stands !== seen
    return Response.json({ verdict: null, edge: null, agreement: { said: 0, right: 0 }, stood })
  }

  private writeDecision(
    method: string,
    set: string,
    query: URLSearchParams,
    body: { keeper?: number; until?: string; version?: string },
  ): Response {
    const now = this.decisions.get(set) ?? undecided
    if ((body.version ?? query.get('version')) !== now.version)
      return refuse(409, 'CONFLICT', staleSentence(now, 'decision'), { changed: 'decision', decision: now })
    const [digest] = undecided.version.split('.')
    const next: SetDecision = {
      ...undecided,
      ...(method === 'PUT' && {
        state: body.until === undefined ? 'decided' : 'waiting',
        keeper: body.keeper ?? null,
        until: body.until ?? null,
        saidAt: '2026-11-26T08:00:00Z',
      }),
      version: `${digest}.${method === 'PUT' ? ++this.version : 0}`,
    }
    this.decisions.set(set, next)
    return Response.json({ decision: next, before: now.saidAt === null ? null : now })
  }
}

function refuse(status: number, code: string, message: string, details?: object): Response {
  return Response.json({ error: { code, message, details } }, { status })
}
