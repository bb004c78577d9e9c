import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type {
  AppControllerRoute,
  AppViewRoute,
  BullBoardQueues,
  IServerAdapter,
  UIConfig,
} from '@bull-board/api/dist/types.js'
import type { Queue } from 'bullmq'
import { AppError } from '../errors.ts'
import { contentTypes } from './dashboard-files.ts'
import { errorResponse, json } from './errors.ts'

/** Where the board lives; its pages find their files from here. */
export const queueBoardPath = '/ops/queues'

/** Its pages set styles from their scripts. They may talk to us alone, so their font from elsewhere stays away. */
const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'"

export interface QueueBoard {
  /** @param path below `queueBoardPath`, beginning with "/". */
  answer(request: Request, path: string): Promise<Response>
}

/**
 * Bull Board for the operator: what is in the queues, and why a job failed. It can only be looked at: scans are repeated by triggering
 * them, and whatever else could be done to a job would be a way to lose one. (@bull-board/elysia needs a newer Node than we do and
 * an older Bull Board.)
 */
export async function openQueueBoard(queues: readonly Queue[]): Promise<QueueBoard> {
  // Read only where it is asked for: it is a few megabytes.
  const [{ createBullBoard }, { BullMQAdapter }, ejs] = await Promise.all([
    import('@bull-board/api'),
    import('@bull-board/api/bullMQAdapter'),
    import('ejs'),
  ])
  const board = new CollectedBoard()
  createBullBoard({
    queues: queues.map((queue) => new BullMQAdapter(queue, { readOnlyMode: true })),
    serverAdapter: board,
    options: { uiConfig: { boardTitle: 'ClawTriage queues' } },
  })
  const files = new Set(
    readdirSync(board.staticFolder, { recursive: true, encoding: 'utf8' }).map(
      (name) => `/static/${name.replaceAll('\\', '/')}`,
    ),
  )
  const gets = board.routes.filter(({ method }) => [method].flat().includes('get'))
  const patterns = gets.flatMap((route) =>
    [route.route].flat().map((path) => ({ route, pattern: compilePath(path) })),
  )

  return {
    async answer(request, path) {
      if (request.method !== 'GET' && request.method !== 'HEAD')
        return errorResponse(new AppError('METHOD_NOT_ALLOWED', 'the queues can only be looked at here'), {
          allow: 'GET, HEAD',
        })
      if (files.has(path) && contentTypes[extname(path)] !== undefined)
        return new Response(await readFile(join(board.staticFolder, path.slice('/static/'.length))), {
          headers: { 'content-type': contentTypes[extname(path)]!, 'cache-control': 'private, max-age=3600' },
        })
      for (const { route, pattern } of patterns) {
        const match = pattern.exec(path)
        if (match === null) continue
        const query = Object.fromEntries(new URL(request.url).searchParams)
        // Bull Board decodes it once more by itself, and would fail.
        if (query.activeQueue !== undefined) decode(query.activeQueue)
        const { status = 200, body } = await route.handler({
          queues: board.queues,
          uiConfig: board.uiConfig,
          query,
          params: Object.fromEntries(
            Object.entries(match.groups ?? {}).map(([name, value]) => [name, decode(value)]),
          ),
          body: {},
          headers: {},
        })
        return json(status, body)
      }
      if (path.startsWith('/api/') || path.startsWith('/static/'))
        throw new AppError('NOT_FOUND', 'the queue board has nothing at this address')
      const { name, params } = board.entry.handler({
        basePath: `${queueBoardPath}/`,
        uiConfig: board.uiConfig,
      })
      const html = await ejs.default.renderFile(join(board.viewsFolder, name), params)
      return new Response(html, {
        headers: {
          'content-type': 'text/html; charset=utf-8',
          'cache-control': 'no-store',
          'content-security-policy': contentSecurityPolicy,
        },
      })
    },
  }
}

/** Takes what Bull Board would register with a web framework. */
class CollectedBoard implements IServerAdapter {
  queues: BullBoardQueues = new Map()
  viewsFolder = ''
  staticFolder = ''
  routes: AppControllerRoute[] = []
  uiConfig: UIConfig = {}
  #entry: AppViewRoute | null = null

  get entry(): AppViewRoute {
    if (this.#entry === null) throw new Error('Bull Board gave no entry page')
    return this.#entry
  }
  setQueues(queues: BullBoardQueues): this {
    this.queues = queues
    return this
  }
  setViewsPath(folder: string): this {
    this.viewsFolder = folder
    return this
  }
  setStaticPath(_route: string, folder: string): this {
    this.staticFolder = folder
    return this
  }
  setEntryRoute(route: AppViewRoute): this {
    this.#entry = route
    return this
  }
  /** What a handler throws is answered as everything else that is thrown here. */
  setErrorHandler(): this {
    return this
  }
  setApiRoutes(routes: AppControllerRoute[]): this {
    this.routes = routes
    return this
  }
  setUIConfig(config: UIConfig): this {
    this.uiConfig = config
    return this
  }
}

/** "/api/queues/:queueName/:jobId" as a pattern with those names. */
function compilePath(path: string): RegExp {
  const escaped = path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${escaped.replace(/:([A-Za-z]+)/g, '(?<$1>[^/]+)')}/?$`)
}

/** @throws AppError BAD_REQUEST for what is no percent-encoding. */
function decode(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    throw new AppError('BAD_REQUEST', 'the address holds a "%" that encodes nothing')
  }
}
