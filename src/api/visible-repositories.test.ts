import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openLog } from '../log.ts'
import { openPool, type Pool } from '../postgres/pool.ts'
import { recordScan } from '../postgres/record-scans.ts'
import { buildCheckedApi as buildApi } from '../testing/answer-check.ts'
import { readingPorts } from '../testing/api-ports.ts'
import { fillWorld } from '../testing/fuzz/fill-world.ts'
import { readOperations, type Spec } from '../testing/fuzz/routes.ts'
import { openTestDatabase, type TestDatabase } from '../testing/postgres.ts'
import { openSpeller, type SpeltAnswer, spellings } from '../testing/spellings.ts'
import { type Listening, listen } from './serve.ts'

const log = openLog('test', 'silent')

const token = 'dashboard-token-for-tests'
const opsToken = 'ops-token-for-tests-only'
const shown = 'gateway'
const hidden = 'secret'
/** Of as many letters as the other, so that answers about both have one length. */
const absent = 'absent'

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2_048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
})
const modes: Record<string, Record<string, string>> = {
  public: {},
  'public, with a token that reads private repositories': { GITHUB_TOKEN: 'ghp_reads_everything' },
  app: {
    GITHUB_MODE: 'app',
    GITHUB_APP_ID: '1',
    GITHUB_PRIVATE_KEY_PEM: privateKey,
    GITHUB_WEBHOOK_SECRET: 'webhook-secret-for-tests',
  },
}
/** Who is not let in, by what they send. */
const strangers: Record<string, Record<string, string>> = {
  nothing: {},
  'a wrong token': { authorization: `Bearer ${token}x` },
  'the ops token': { authorization: `Bearer ${opsToken}` },
  'a made-up cookie': { cookie: `clawtriage_session=99999999999.${'A'.repeat(43)}` },
}
const maintainer = { authorization: `Bearer ${token}` }

let database: TestDatabase
let pool: Pool
let folder = ''
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ct-visible-'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>page</title>')
  database = await openTestDatabase()
  pool = openPool(database.url, { application: 'test', max: 8, log })
  await fillWorld(pool, { name: shown })
  await fillWorld(pool, { name: hidden, private: true })
})
afterAll(async () => {
  await pool.end()
  await database.close()
  rmSync(folder, { recursive: true, force: true })
})

describe.each(Object.entries(modes))('mode %s', (_, env) => {
  let server: Listening
  let speller: ReturnType<typeof openSpeller>
  let routes: { method: string; path: string }[]
  let asked = 0

  beforeAll(async () => {
    const handle = await buildApi({
      ...readingPorts(pool, {
        DASHBOARD_TOKEN: token,
        OPS_TRIGGER_TOKEN: opsToken,
        DASHBOARD_PUBLIC: 'true',
        NODE_ENV: 'production',
        // Each request comes from an address of its own, so that wrong tokens are not answered 429.
        FLY_APP_NAME: 'test',
        ...env,
      }),
      publicFolder: folder,
    })
    server = await listen(handle, { host: '127.0.0.1', port: 0, log })
    speller = openSpeller(server.port)
    const spec = JSON.parse((await ask('GET', '/api/openapi.json')).body) as Spec
    const values: Record<string, string> = {
      number: '1',
      a: '1',
      b: '2',
      id: 's1',
      pair: '1...2',
      snapshot: 'nightly',
    }
    routes = [
      ...readOperations(spec)
        .filter(({ path }) => path.includes('{owner}'))
        .map(({ method, path }) => ({
          method,
          path: path
            .replace('{owner}', 'acme')
            .replace('/issues/{number}', '/issues/77')
            .replace(/\{(\w+)\}/g, (all, name: string) => values[name] ?? all),
        })),
      ...[
        '.json',
        '.atom',
        '/pulls.json',
        '/pulls/1.json',
        '/sets/s1.json',
        '/scans.json',
        '/compare/1...2.json',
      ].map((ending) => ({ method: 'GET', path: `/acme/{repo}${ending}` })),
    ]
  })
  afterAll(async () => {
    speller.close()
    await server.close(500)
  })

  const ask = (method: string, path: string, headers: Record<string, string> = {}, spell = plain) =>
    speller.ask(method, spell(path), {
      ...headers,
      'fly-client-ip': `198.51.${(asked >> 8) & 255}.${asked++ & 255}`,
    })
  const plain = (target: string) => ({ target, host: 'localhost' })
  const of = (repo: string, { path }: { path: string }) => path.replace('{repo}', repo)

  test('every route tells the maintainer, and a stranger exactly what it tells of a repository that is not there', async () => {
    const answered: string[] = []
    for (const route of routes) {
      const mine = await ask(route.method, of(hidden, route), maintainer)
      if (mine.status === 200 && mine.body !== '') answered.push(`${route.method} ${route.path}`)
      for (const [who, headers] of Object.entries(strangers)) {
        // Those who trigger a scan follow it.
        if (who === 'the ops token' && route.path.startsWith('/api/ops/')) continue
        const secret = await ask(route.method, of(hidden, route), headers)
        const nothing = await ask(route.method, of(absent, route), headers)
        expect(secret.status, `${who}: ${route.method} ${route.path}`).toBeGreaterThanOrEqual(400)
        expect(secret.status).toBeLessThan(500)
        expect({ ...secret, body: secret.body.replaceAll(hidden, absent) }).toEqual(nothing)
        expect(secret.cacheControl).toBe('no-store')
      }
    }
    // What the maintainer was told was in most of them, so there was something to hide.
    expect(
      answered.length,
      routes
        .map(({ method, path }) => `${method} ${path}`)
        .filter((route) => !answered.includes(route))
        .join('\n'),
    ).toBeGreaterThan(routes.length * 0.7)
  })

  // Each of some thousand requests goes through the same code in every mode; this is the one with most to hide.
  if (env.GITHUB_MODE === 'app')
    test('no spelling of host and path shows a stranger anything of it', async () => {
      expect(spellings).toHaveLength(50)
      const problems: string[] = []
      const judge = (what: string, { status, type, body }: SpeltAnswer) => {
        // A page of the dashboard is the same for everybody.
        if (
          (status < 400 && !type.startsWith('text/html')) ||
          body.includes(`${hidden} 100%`) ||
          status >= 500
        )
          problems.push(`${what} → ${status} ${body.slice(0, 200)}`)
      }
      const waiting = routes.flatMap((route) =>
        spellings.flatMap((spell) =>
          Object.entries(strangers).map(([who, headers]) => ({ route, spell, who, headers })),
        ),
      )
      const worker = async () => {
        for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
          const { route, spell, who, headers } = next
          if (who === 'the ops token' && route.path.startsWith('/api/ops/')) continue
          const { host, target } = spell(of(hidden, route))
          judge(
            `${who}: ${route.method} ${target} (host ${host})`,
            await ask(route.method, of(hidden, route), headers, spell),
          )
        }
      }
      await Promise.all(Array.from({ length: 16 }, worker))
      expect(problems.slice(0, 5)).toEqual([])
    }, 300_000)

  test('lists and streams name what the reader may see', async () => {
    // Not listed by any scan yet: with a credential it may be private.
    await recordScan(pool, {
      owner: 'acme',
      name: 'unlisted',
      snapshot: 'one',
      source: 'git',
      actor: null,
      options: { all: false },
    })
    for (const [who, headers] of Object.entries({ ...strangers, maintainer }))
      for (const path of ['/api/repos', '/index.json', '/api/events']) {
        const { status, body } = await ask('GET', path, headers)
        expect([status, body.includes(shown)], `${who}: ${path}`).toEqual([200, true])
        expect(body.includes(hidden), `${who}: ${path}`).toBe(who === 'maintainer')
        if (path === '/api/events')
          expect(body.includes('unlisted')).toBe(who === 'maintainer' || Object.keys(env).length === 0)
      }
  })
})
