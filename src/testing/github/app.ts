import { createVerify, randomBytes } from 'node:crypto'
import { type Answer, failure, notFound, ok } from './answer.ts'
import { renderCheckRun, renderInstallation, renderToken } from './render-app.ts'
import { runGit } from './run-git.ts'
import { isoTime, type ModelRepository, repositoryKey, userNamed } from './state.ts'
import type { Urls } from './urls.ts'

/** A GitHub App as the model knows it: by the public half of its key. */
export interface ModelApp {
  id: number
  publicKey: string
}

export interface ModelCheckRun {
  id: number
  repository: string
  headSha: string
  name: string
  externalId: string
  status: string
  conclusion: string
  detailsUrl: string | null
  output: { title: string; summary: string }
  updatedAt: Date
}

/** One attempt to deliver a webhook. */
export interface ModelDelivery {
  id: number
  guid: string
  event: string
  action: string | null
  statusCode: number
  deliveredAt: Date
  redelivery: boolean
}

export interface AppInput {
  method: string
  pathname: string
  query: URLSearchParams
  body: string
  token: string | null
}

/** What tests look at and do. */
export interface ModelAppActions {
  /** Installs the App on a repository, or takes it away. */
  install(fullName: string): number
  uninstall(fullName: string): void
  checkRuns(): readonly ModelCheckRun[]
  /** Notes an attempt that the webhook's sender made. */
  noteDelivery(delivery: Omit<ModelDelivery, 'id' | 'redelivery'>): void
  /** Guids that were asked for again. */
  redelivered(): readonly string[]
}

const tokenMs = 3_600_000
const longestText = 65_535

/**
 * The routes of a GitHub App: installations and their tokens, missed deliveries, check runs. Everything else is the
 * model's other routes' business.
 */
export function openModelApp(
  app: ModelApp,
  tokens: Set<string>,
  findRepository: (owner: string, name: string) => ModelRepository | null,
  urls: Urls,
  now: () => Date,
) {
  const installations = new Map<string, number>()
  const owners = new Map<string, number>()
  const runs: ModelCheckRun[] = []
  const deliveries: ModelDelivery[] = []
  const asked: string[] = []

  const isApp = (token: string | null): boolean => {
    const [header = '', payload = '', signature = ''] = (token ?? '').split('.')
    if (signature === '') return false
    const verified = createVerify('RSA-SHA256')
      .update(`${header}.${payload}`)
      .verify(app.publicKey, Buffer.from(signature, 'base64url'))
    const { iss, exp } = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as {
      iss: unknown
      exp: number
    }
    return verified && Number(iss) === app.id && exp * 1_000 > Date.now()
  }
  const renderRun = (run: ModelCheckRun) => renderCheckRun(app, run, urls)

  async function answerCheckRun(
    { method, query, body, token }: AppInput,
    [owner = '', name = '', rest = '']: string[],
  ): Promise<Answer | null> {
    const repository = findRepository(owner, name)
    if (repository === null) return notFound()
    const full = `${repository.owner}/${repository.name}`
    const mayWrite = token !== null && owners.get(token) === installations.get(repositoryKey(owner, name))
    if (!mayWrite || !installations.has(repositoryKey(owner, name)))
      return failure(403, 'Resource not accessible by integration')
    const list = /^commits\/([0-9a-f]+)\/check-runs$/.exec(rest)
    if (list !== null && method === 'GET') {
      const found = runs.filter(
        (run) =>
          run.repository === full &&
          run.headSha === list[1] &&
          run.name === (query.get('check_name') ?? run.name),
      )
      return ok({ total_count: found.length, check_runs: found.map(renderRun) })
    }
    const given = JSON.parse(body || '{}') as Record<string, unknown>
    const output = given.output as ModelCheckRun['output'] | undefined
    const isTooLong =
      Buffer.byteLength(output?.summary ?? '') > longestText || (output?.title ?? '').length > 255
    if (
      output !== undefined &&
      (isTooLong || typeof output.title !== 'string' || typeof output.summary !== 'string')
    )
      return failure(422, 'Validation Failed')
    if (rest === 'check-runs' && method === 'POST') {
      const isCommit = await runGit(repository.gitDir, [
        'cat-file',
        '-e',
        `${String(given.head_sha)}^{commit}`,
      ]).then(
        () => true,
        () => false,
      )
      if (typeof given.name !== 'string' || !isCommit) return failure(422, 'No commit found for SHA')
      const run: ModelCheckRun = {
        id: 9_000 + runs.length,
        repository: full,
        headSha: String(given.head_sha),
        name: given.name,
        externalId: String(given.external_id ?? ''),
        status: String(given.status ?? 'queued'),
        conclusion: String(given.conclusion ?? ''),
        detailsUrl: typeof given.details_url === 'string' ? given.details_url : null,
        output: output ?? { title: '', summary: '' },
        updatedAt: now(),
      }
      runs.push(run)
      return { ...ok(renderRun(run)), status: 201 }
    }
    const id = /^check-runs\/(\d+)$/.exec(rest)?.[1]
    const run = runs.find((one) => one.id === Number(id) && one.repository === full)
    if (id === undefined || method !== 'PATCH') return null
    if (run === undefined) return notFound()
    Object.assign(run, {
      ...(output && { output }),
      ...(typeof given.details_url === 'string' && { detailsUrl: given.details_url }),
      conclusion: String(given.conclusion ?? run.conclusion),
      updatedAt: now(),
    })
    return ok(renderRun(run))
  }

  return {
    actions: {
      install(fullName) {
        const id = 500 + installations.size
        installations.set(fullName.toLowerCase(), id)
        return id
      },
      uninstall: (fullName) => void installations.delete(fullName.toLowerCase()),
      checkRuns: () => runs,
      noteDelivery: (delivery) =>
        void deliveries.unshift({ ...delivery, id: deliveries.length + 1, redelivery: false }),
      redelivered: () => asked,
    } satisfies ModelAppActions,
    /** How GitHub's description names the route; null when it is none of these. */
    template(pathname: string): string | null {
      if (/^\/repos\/[^/]+\/[^/]+\/installation$/.test(pathname)) return '/repos/{owner}/{repo}/installation'
      if (/^\/app\/installations\/\d+\/access_tokens$/.test(pathname))
        return '/app/installations/{installation_id}/access_tokens'
      if (pathname === '/app/hook/deliveries') return pathname
      if (/^\/app\/hook\/deliveries\/\d+\/attempts$/.test(pathname))
        return '/app/hook/deliveries/{delivery_id}/attempts'
      if (/^\/repos\/[^/]+\/[^/]+\/check-runs$/.test(pathname)) return '/repos/{owner}/{repo}/check-runs'
      if (/^\/repos\/[^/]+\/[^/]+\/check-runs\/\d+$/.test(pathname))
        return '/repos/{owner}/{repo}/check-runs/{check_run_id}'
      if (/^\/repos\/[^/]+\/[^/]+\/commits\/[0-9a-f]+\/check-runs$/.test(pathname))
        return '/repos/{owner}/{repo}/commits/{ref}/check-runs'
      return null
    },
    async answer(input: AppInput): Promise<Answer | null> {
      const { method, pathname, token } = input
      const place = /^\/repos\/([^/]+)\/([^/]+)\/(.+)$/.exec(pathname)
      if (place !== null && place[3] !== 'installation') return answerCheckRun(input, place.slice(1))
      if (!isApp(token)) return failure(401, 'A JSON web token could not be decoded')
      if (place !== null) {
        const id = installations.get(repositoryKey(place[1]!, place[2]!))
        return id === undefined ? notFound() : ok(renderInstallation(app, id, userNamed(place[1]!), urls))
      }
      const installation = Number(/^\/app\/installations\/(\d+)\//.exec(pathname)?.[1])
      if (installation > 0 && method === 'POST') {
        if (![...installations.values()].includes(installation)) return notFound()
        const made = `ghs_${randomBytes(18).toString('hex')}`
        tokens.add(made)
        owners.set(made, installation)
        return {
          ...ok(renderToken(made, new Date(Date.now() + tokenMs))),
          status: 201,
        }
      }
      const delivery = deliveries.find(
        ({ id }) => id === Number(/\/deliveries\/(\d+)\/attempts$/.exec(pathname)?.[1]),
      )
      if (delivery !== undefined && method === 'POST') {
        asked.push(delivery.guid)
        return { ...ok({}), status: 202 }
      }
      if (pathname === '/app/hook/deliveries')
        return ok(
          deliveries.map(({ statusCode, deliveredAt, ...rest }) => ({
            ...rest,
            delivered_at: isoTime(deliveredAt),
            duration: 0.1,
            status: statusCode < 400 ? 'OK' : 'failed',
            status_code: statusCode,
            installation_id: null,
            repository_id: null,
          })),
        )
      return notFound()
    },
  }
}
