import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { AppError } from '../errors.ts'
import { openGitHub } from '../github/github.ts'
import { openLog } from '../log.ts'
import { buildGitRepository, type GitRepository } from '../testing/git-repository.ts'
import { type GitHubModel, startGitHubModel } from '../testing/github/github-model.ts'
import { openGitSource } from './git-source.ts'
import type { PullSource } from './source.ts'

const log = openLog('test', 'silent')
const never = new AbortController().signal
const lines = ['1.x', '2.x', '3.x']
const cleanups: (() => Promise<unknown>)[] = []
let git: GitRepository
let model: GitHubModel
let source: PullSource
/** What git asked the server for. */
let asked: string[]

/** Passes everything on, and keeps the questions. */
async function listen(): Promise<string> {
  const server = createServer(async (request, response) => {
    const body = await buffer(request)
    const isZipped = request.headers['content-encoding'] === 'gzip'
    if (request.method === 'POST') asked.push((isZipped ? gunzipSync(body) : body).toString('latin1'))
    const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers
    const answer = await fetch(`${model.serverUrl}${request.url}`, {
      method: request.method!,
      headers: headers as Record<string, string>,
      ...(request.method === 'POST' ? { body } : {}),
    })
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' })
    response.end(Buffer.from(await answer.arrayBuffer()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  cleanups.push(async () => server.close().closeAllConnections())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function grow(from: number, count: number): number {
  let tip = from
  for (let at = 0; at < count; at++) tip = git.commit({ parents: [tip] })
  return tip
}

beforeEach(async () => {
  asked = []
  git = await buildGitRepository()
  const root = git.commit({ files: { a: '1\n' } })
  git.ref('refs/heads/main', grow(root, 20))
  for (const name of lines) git.ref(`refs/heads/${name}`, grow(root, 12))
  git.ref('refs/pull/1/head', grow(root, 1))
  await git.write()
  model = await startGitHubModel()
  await model.addRepository('Acme', 'shop', git.gitDir)
  const dataDir = await mkdtemp(join(tmpdir(), 'clawtriage-lines-'))
  cleanups.push(
    () => git.remove(),
    () => model.close(),
    () => rm(dataDir, { recursive: true, force: true }),
  )
  const [owner, name, token] = ['acme', 'shop', null]
  const list = openGitHub({ apiUrl: model.apiUrl, token, owner, name, log })
  const serverUrl = await listen()
  source = openGitSource({ owner, name, list, dataDir, serverUrl, token, retryPausesMs: [], log })
})
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

const find = (known: string | null = null) => source.findSeparateLines!(lines, known, never)
/** Questions for the names of refs: what each begins with, nothing where it is for all that there are. */
const listed = () =>
  asked
    .filter((question) => question.includes('command=ls-refs'))
    .map((question) => [...question.matchAll(/ref-prefix (\S+?)\n/g)].map(([, prefix]) => prefix!))

test('a line that is gone costs no other, and no list of all pull requests', async () => {
  await git.git('update-ref', '-d', 'refs/heads/2.x')
  expect(await find()).toMatchObject({ names: ['1.x', '3.x'] })
  expect(listed().length).toBeGreaterThan(0)
  for (const prefixes of listed()) {
    expect(prefixes).not.toEqual([])
    for (const prefix of prefixes) expect('refs/pull/'.startsWith(prefix)).toBe(false)
  }
})

test('a line that is deleted later stays what it was, and those that are left are looked at', async () => {
  const found = await find()
  expect(found?.names).toEqual(lines)
  expect(await find(found!.digest)).toBeNull()
  await git.git('update-ref', '-d', 'refs/heads/2.x')
  await git.git('update-ref', 'refs/heads/3.x', 'refs/heads/main')
  expect(await find(found!.digest)).toMatchObject({ names: ['1.x', '2.x'] })
})

test('where another branch becomes the default one, that is what they are held against', async () => {
  const found = await find()
  await git.git('symbolic-ref', 'HEAD', 'refs/heads/3.x')
  expect(await find(found!.digest)).toMatchObject({ names: ['1.x', '2.x'] })
})

test('without a default branch nothing can be told', async () => {
  await git.git('symbolic-ref', 'HEAD', 'refs/heads/none')
  await git.git('update-ref', '-d', 'refs/heads/2.x')
  expect(await find()).toMatchObject({ names: [] })
})

test('a fetch that fails is one clear line', async () => {
  model.setFault({ kind: 'status', status: 500 }, { route: 'git upload-pack refs' })
  const error = await find().catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(AppError)
  expect(error).toMatchObject({
    code: 'UNAVAILABLE',
    message: expect.stringContaining('acme/shop cannot be fetched'),
  })
})
