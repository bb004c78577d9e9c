import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPool, type Pool } from '../postgres/pool.ts'
import { projectRoot, publicFolder } from '../root.ts'
import { buildCheckedApi as buildApi } from '../testing/answer-check.ts'
import { readingPorts } from '../testing/api-ports.ts'
import { openTestDatabase, type TestDatabase } from '../testing/postgres.ts'

let database: TestDatabase
let pool: Pool
let folder = ''

beforeAll(async () => {
  database = await openTestDatabase()
  pool = openPool(database.url, { application: 'test', log: readingPorts({} as Pool, {}).log })
  folder = mkdtempSync(join(tmpdir(), 'ct-public-'))
})
afterAll(async () => {
  await pool?.end()
  await database?.close()
  rmSync(folder, { recursive: true, force: true })
})

const serveFolder = async (served: string) => {
  // In production, where reading needs a token: these files are asked for by browsers that have none yet.
  const handle = await buildApi({
    ...readingPorts(pool, { NODE_ENV: 'production' }),
    publicFolder: served,
  })
  return (path: string, method = 'GET') => handle(new Request(`http://localhost${path}`, { method }))
}

const types: Record<string, string> = {
  ico: 'image/x-icon',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  webmanifest: 'application/manifest+json',
}

test('every file of public/ that git has is served as it stands, with its type', async () => {
  const ask = await serveFolder(publicFolder)
  const tracked = execFileSync('git', ['ls-files', 'public'], { cwd: projectRoot, encoding: 'utf8' })
    .trim()
    .split('\n')
  expect(tracked).toEqual(expect.arrayContaining(['public/favicon.svg', 'public/.well-known/security.txt']))
  for (const file of tracked) {
    const path = file.slice('public'.length)
    const answer = await ask(path)
    expect([path, answer.status]).toEqual([path, 200])
    expect(answer.headers.get('content-type')).toBe(types[path.split('.').at(-1)!])
    expect(answer.headers.get('cache-control')).not.toContain('immutable')
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(readFileSync(join(projectRoot, file)))
    expect((await ask(path, 'HEAD')).status).toBe(200)
    expect((await ask(path, 'POST')).status).toBe(405)
  }
})

test('what the manifest and the page name is there, and the policy lets the manifest be read', async () => {
  const ask = await serveFolder(publicFolder)
  const html = readFileSync(join(projectRoot, 'src/dashboard/index.html'), 'utf8')
  const manifest = (await (await ask('/site.webmanifest')).json()) as { icons: { src: string }[] }
  const linked = [...html.matchAll(/<link rel="(?:icon|manifest)" href="([^"]+)"/g)].map((match) => match[1]!)
  expect(linked).toContain('/site.webmanifest')
  for (const path of [...linked, ...manifest.icons.map(({ src }) => src)]) {
    const answer = await ask(path)
    expect([path, answer.status]).toEqual([path, 200])
    expect(answer.headers.get('content-security-policy')).toContain("manifest-src 'self'")
  }
})

test('what else lies in the folder is not served, and the page is served as a page', async () => {
  mkdirSync(join(folder, 'assets'))
  mkdirSync(join(folder, '.well-known'))
  for (const name of ['.env', '.well-known/.env', 'notes.txt', 'favicon.svg.bak', 'dump'])
    writeFileSync(join(folder, name), 'SECRET=1')
  writeFileSync(join(folder, 'index.html'), '<title>page</title>')
  writeFileSync(join(folder, 'robots.txt'), 'Disallow: /')
  const ask = await serveFolder(folder)
  for (const path of ['/.env', '/.well-known/.env', '/notes.txt', '/favicon.svg.bak', '/dump', '/%2eenv'])
    expect(await (await ask(path)).text(), path).not.toContain('SECRET')
  expect((await ask('/robots.txt')).status).toBe(200)
  expect((await ask('/index.html')).status).toBe(404)
  expect((await ask('/')).headers.get('cache-control')).toBe('no-cache')
})

test('the build’s files are read when they are asked for, and none of them is kept in memory', async () => {
  const served = mkdtempSync(join(tmpdir(), 'ct-heavy-'))
  const [files, bytes] = [24, 1 << 20]
  try {
    mkdirSync(join(served, 'assets'))
    for (let at = 0; at < files; at++)
      writeFileSync(join(served, `assets/part-${at}.js`), Buffer.alloc(bytes, 'a'))
    const before = process.memoryUsage().arrayBuffers
    const ask = await serveFolder(served)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan((files * bytes) / 2)
    const answer = await ask('/assets/part-7.js')
    expect([answer.status, (await answer.arrayBuffer()).byteLength]).toEqual([200, bytes])
    expect(answer.headers.get('cache-control')).toContain('immutable')
    // What goes away is not found, and what comes later or lies elsewhere is not served.
    rmSync(join(served, 'assets/part-8.js'))
    writeFileSync(join(served, 'assets/later.js'), 'SECRET=1')
    writeFileSync(join(served, 'beside.js'), 'SECRET=1')
    for (const path of [
      'part-8.js',
      'later.js',
      '..%2fbeside.js',
      '%2e%2e%2fbeside.js',
      'part-7.js%2f..%2f..%2fbeside.js',
    ])
      expect([path, (await ask(`/assets/${path}`)).status]).toEqual([path, 404])
  } finally {
    rmSync(served, { recursive: true, force: true })
  }
})
