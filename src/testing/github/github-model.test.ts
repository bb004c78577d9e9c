import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { type GitHubModel, startGitHubModel } from './github-model.ts'
import { createHistory, type History } from './history.ts'
import { checkAgainstOpenApi } from './openapi.ts'
import type { RepositoryActions } from './repository-actions.ts'
import { gitEnvironment, readGit } from './run-git.ts'

let history: History
let github: GitHubModel
let repository: RepositoryActions
let first: string
let topic: string

beforeAll(async () => {
  history = await createHistory()
  first = await history.commit({ branch: 'main', files: { 'a.txt': 'one\ntwo\n' } })
  topic = await history.commit({
    branch: 'topic',
    from: 'main',
    files: { 'a.txt': 'one\n2\n', 'b.txt': 'new\n' },
  })
  await history.commit({ branch: 'main', files: { 'c.txt': 'elsewhere\n' } })
})
afterAll(() => history.remove())
beforeEach(async () => {
  github = await startGitHubModel({ tokens: ['good-token'], checkAnswer: checkAgainstOpenApi() })
  repository = await github.addRepository('Octo', 'Hello', history.gitDir)
})
afterEach(() => github.close())

const ask = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${github.apiUrl}${path}`, { headers, redirect: 'manual' })
// biome-ignore lint/suspicious/noExplicitAny: the model's answers are checked by GitHub's own description.
const read = async (path: string, headers?: Record<string, string>): Promise<any> =>
  (await ask(path, headers)).json()

describe('the model answers as GitHub describes its API', () => {
  test('every route, for pull requests of every kind, fits the OpenAPI description', async () => {
    await repository.openPull({ head: 'topic', author: 'ada', fork: 'ada', body: 'Why' })
    await repository.openPull({ head: topic, author: null, fork: null })
    await repository.openPull({ head: topic, author: 'ghost', fork: null, draft: true })
    const closed = await repository.openPull({ head: topic })
    repository.closePull(closed)
    const paths = [
      '',
      '/pulls?state=all',
      '/pulls/1',
      '/pulls/2',
      '/pulls/3',
      '/pulls/4',
      '/pulls/1/files',
      '/pulls/1/commits',
      '/commits',
      '/branches',
    ]
    for (const path of paths) {
      const answer = await ask(`/repos/octo/hello${path}`)
      expect([path, answer.status]).toEqual([path, 200])
    }
    expect((await ask('/rate_limit')).status).toBe(200)
    expect((await ask('/repos/octo/hello/pulls/99')).status).toBe(404)
    expect((await ask('/repos/octo/nothing')).status).toBe(404)
  })

  test('both versions of its API, each with what the other has not', async () => {
    await repository.openPull({ head: 'topic' })
    repository.standPull(1, {
      association: 'FIRST_TIME_CONTRIBUTOR',
      labels: ['bug'],
      reviewers: [{ login: 'ada', id: 5 }],
      teams: ['core'],
      assignees: [{ login: 'bob', id: 6 }],
      autoMerge: 'squash',
      stack: { number: 4, size: 3, position: 2, baseRef: 'main' },
    })
    const asked = async (version: string | undefined, path: string) =>
      read(`/repos/octo/hello${path}`, version === undefined ? {} : { 'x-github-api-version': version })
    for (const version of [undefined, '2022-11-28']) {
      expect((await asked(version, '/pulls'))[0]).toMatchObject({
        merge_commit_sha: null,
        assignee: { login: 'bob' },
      })
      expect(await asked(version, '')).toHaveProperty('has_downloads')
    }
    for (const path of ['/pulls/1', '/pulls']) {
      const answer = await asked('2026-03-10', path)
      const pull = Array.isArray(answer) ? answer[0] : answer
      expect(pull).not.toHaveProperty('merge_commit_sha')
      expect(pull).not.toHaveProperty('assignee')
      expect(pull.head.repo).not.toHaveProperty('has_downloads')
      expect(pull).toMatchObject({ assignees: [{ login: 'bob' }], stack: { number: 4, position: 2 } })
    }
    const refused = await ask('/repos/octo/hello', { 'x-github-api-version': '2020-01-01' })
    const { message } = (await refused.json()) as { message: string }
    expect([refused.status, message]).toEqual([400, expect.stringContaining('not a supported version')])
  })

  test('an answer that GitHub would not give is noticed', async () => {
    await repository.openPull({ head: 'topic' })
    const check = checkAgainstOpenApi()
    const version = '2026-03-10'
    expect(check('GET /repos/{owner}/{repo}/pulls', 200, [{ number: 1 }], version)).toMatch(
      /must have required property/,
    )
    expect(
      check('GET /repos/{owner}/{repo}/pulls/{pull_number}/files', 200, [{ status: 'gone' }], version),
    ).toMatch(/must/)
    expect(check('GET /repos/{owner}/{repo}/pulls', 200, [], version)).toBeNull()
    const path = '/repos/octo/hello/pulls'
    const stale = await read(path, { 'x-github-api-version': '2022-11-28' })
    const gone = /merge_commit_sha boolean schema is false/
    expect(check('GET /repos/{owner}/{repo}/pulls', 200, stale, version)).toMatch(gone)
    expect(check('GET /repos/{owner}/{repo}/pulls', 200, stale, '2022-11-28')).toBeNull()
  })

  test('a pull request lists its change since the merge base, not since the tip of the base branch', async () => {
    await repository.openPull({ head: 'topic' })
    const files = await read('/repos/octo/hello/pulls/1/files')
    expect(files.map((file: { filename: string; status: string }) => [file.filename, file.status])).toEqual([
      ['a.txt', 'modified'],
      ['b.txt', 'added'],
    ])
    expect(files[0].patch).toBe('@@ -1,2 +1,2 @@\n one\n-two\n+2')
    const commits = await read('/repos/octo/hello/pulls/1/commits')
    expect(commits.map((commit: { sha: string }) => commit.sha)).toEqual([topic])
    expect(commits[0].parents[0].sha).toBe(first)
  })

  test.each(['merge', 'squash', 'rebase'] as const)(
    'a pull request merged by %s keeps its change',
    async (method) => {
      const own = await createHistory()
      onTestFinished(() => own.remove())
      await own.commit({ branch: 'main', files: { 'a.txt': 'one\n' } })
      await own.commit({ branch: 'topic', from: 'main', files: { 'b.txt': 'two\n' } })
      await own.commit({ branch: 'main', files: { 'c.txt': 'three\n' } })
      const other = await github.addRepository('octo', 'merged', own.gitDir)
      await other.openPull({ head: 'topic', title: 'Two' })
      const sha = await other.mergePull(1, method)
      expect(await readGit(own.gitDir, ['rev-parse', 'main'])).toBe(sha)
      expect(await readGit(own.gitDir, ['ls-tree', '--name-only', 'main'])).toBe('a.txt\nb.txt\nc.txt')
      expect(await readGit(own.gitDir, ['rev-list', '--count', '--merges', 'main'])).toBe(
        method === 'merge' ? '1' : '0',
      )
      const pull = await read('/repos/octo/merged/pulls/1')
      expect(pull).toMatchObject({
        state: 'closed',
        merged: true,
        merge_commit_sha: sha,
        changed_files: 1,
        commits: 1,
      })
      expect(await read('/repos/octo/merged/pulls')).toEqual([])
      await own.remove()
    },
  )

  test('pages are linked, 30 long unless asked and never longer than 100', async () => {
    const own = await createHistory()
    onTestFinished(() => own.remove())
    const head = await own.commit({ branch: 'main', files: { 'a.txt': 'one\n' } })
    const busy = await github.addRepository('octo', 'busy', own.gitDir)
    await busy.openPulls(Array.from({ length: 120 }, () => ({ head })))
    const usual = await ask('/repos/octo/busy/pulls')
    expect(await usual.json()).toHaveLength(30)
    const greedy = await ask('/repos/octo/busy/pulls?per_page=500')
    expect(await greedy.json()).toHaveLength(100)
    const next = /<([^>]+)>; rel="next"/.exec(greedy.headers.get('link') ?? '')?.[1]
    const rest = await fetch(next!)
    const numbers = ((await rest.json()) as { number: number }[]).map((pull) => pull.number)
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, index) => 20 - index))
    expect(rest.headers.get('link')).toMatch(/rel="prev".*rel="first"/)
    expect(rest.headers.get('link')).not.toContain('rel="next"')
  })
})

describe('limits', () => {
  test('an unchanged answer is 304 and costs a caller with a token nothing', async () => {
    await repository.openPull({ head: 'topic' })
    const token = { authorization: 'Bearer good-token' }
    const answer = await ask('/repos/octo/hello/pulls', token)
    const etag = { 'if-none-match': answer.headers.get('etag')! }
    const again = await ask('/repos/octo/hello/pulls', { ...token, ...etag })
    expect([again.status, await again.text()]).toEqual([304, ''])
    expect(again.headers.get('x-ratelimit-used')).toBe('1')
    await ask('/repos/octo/hello/pulls', etag)
    const unauthorized = await ask('/repos/octo/hello/pulls', etag)
    expect(unauthorized.headers.get('x-ratelimit-used')).toBe('2')
    repository.editPull(1, { title: 'Another' })
    expect((await ask('/repos/octo/hello/pulls', { ...token, ...etag })).status).toBe(200)
    expect(github.requestCounts()).toEqual({ 'GET /repos/{owner}/{repo}/pulls': { 200: 2, 304: 3 } })
  })

  test('a used-up hour is refused with the time at which the next begins', async () => {
    const reset = new Date(Date.now() + 600_000)
    github.leaveRequests(1, reset)
    expect((await ask('/repos/octo/hello')).status).toBe(200)
    const refused = await ask('/repos/octo/hello')
    expect(refused.status).toBe(403)
    expect(refused.headers.get('x-ratelimit-remaining')).toBe('0')
    expect(Number(refused.headers.get('x-ratelimit-reset'))).toBe(Math.ceil(reset.getTime() / 1000))
    expect((await ask('/rate_limit')).status).toBe(200)
  })

  test('a wrong token is refused, and a private repository is unknown without one', async () => {
    repository.setPrivate(true)
    expect((await ask('/repos/octo/hello')).status).toBe(404)
    expect((await ask('/repos/octo/hello', { authorization: 'token good-token' })).status).toBe(200)
    expect((await ask('/repos/octo/hello', { authorization: 'token stolen' })).status).toBe(401)
  })

  test('a fault meets the requests that it is planned for, and no other', async () => {
    github.setFault({ kind: 'status', status: 502 }, { after: 1, every: 2, times: 2 })
    const statuses: number[] = []
    for (let count = 0; count < 7; count++) statuses.push((await ask('/repos/octo/hello')).status)
    expect(statuses).toEqual([200, 200, 502, 200, 502, 200, 200])
  })

  test('what would change something at GitHub is noted and not done', async () => {
    const answer = await fetch(`${github.apiUrl}/repos/octo/hello/issues/1/comments`, {
      method: 'POST',
      body: '{"body":"hi"}',
    })
    expect(answer.status).toBe(404)
    expect(github.writes()).toEqual([
      { method: 'POST', url: '/repos/octo/hello/issues/1/comments', body: '{"body":"hi"}' },
    ])
  })
})

describe('git', () => {
  const run = promisify(execFile)
  const git = (cwd: string, ...args: string[]) => run('git', args, { cwd, env: gitEnvironment })
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'github-model-clone-'))
    await repository.openPull({ head: 'topic' })
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  test('a clone without blobs fetches pull requests, and blobs on demand', async () => {
    await git(
      folder,
      'clone',
      '--quiet',
      '--bare',
      '--filter=blob:none',
      `${github.serverUrl}/octo/hello.git`,
      'mirror',
    )
    const mirror = join(folder, 'mirror')
    await git(mirror, 'fetch', '--quiet', 'origin', '+refs/pull/1/head:refs/pull/1/head')
    const missing = await git(mirror, 'rev-list', '--objects', '--all', '--missing=print')
    expect(missing.stdout).toMatch(/^\?[0-9a-f]{40}$/m)
    expect((await git(mirror, 'show', `${topic}:b.txt`)).stdout).toBe('new\n')
    expect(github.requestCounts()['git upload-pack refs']).toEqual({ 200: expect.any(Number) })
  })

  test('a server may refuse partial clones and commits asked for by id', async () => {
    github.setGitAbilities({ partialClone: false, anySha: false })
    const url = `${github.serverUrl}/octo/hello.git`
    const { stderr } = await git(folder, 'clone', '--bare', '--filter=blob:none', url, 'mirror')
    expect(stderr).toContain('filtering not recognized by server')
    await git(folder, 'init', '--quiet', '--bare', 'empty')
    await expect(git(join(folder, 'empty'), 'fetch', '--quiet', url, first)).rejects.toThrow(
      /not our ref|unadvertised/,
    )
    github.setGitAbilities({ anySha: true })
    await git(join(folder, 'empty'), 'fetch', '--quiet', url, first)
  })

  test('git follows a rename, is cut off in the middle, and cannot push', async () => {
    github.renameRepository('octo/hello', 'octo/renamed')
    const url = `${github.serverUrl}/octo/hello.git`
    expect((await git(folder, 'ls-remote', url, 'refs/pull/1/head')).stdout).toBe(
      `${topic}\trefs/pull/1/head\n`,
    )
    github.setFault({ kind: 'truncated' }, { route: 'git upload-pack', times: 1 })
    await expect(git(folder, 'clone', '--quiet', '--bare', url, 'cut')).rejects.toThrow()
    github.clearFaults()
    await git(folder, 'clone', '--quiet', '--bare', url, 'whole')
    await expect(git(join(folder, 'whole'), 'push', '--quiet', url, 'topic:other')).rejects.toThrow('403')
    expect(github.writes()).toHaveLength(1)
  })

  test('a private or unknown repository asks for a password', async () => {
    repository.setPrivate(true)
    const url = `${github.serverUrl}/octo/hello.git`
    await expect(git(folder, 'ls-remote', url)).rejects.toThrow(/could not read Username|Authentication/)
    const secret = Buffer.from('x-access-token:good-token').toString('base64')
    const { stdout } = await git(
      folder,
      '-c',
      `http.extraHeader=Authorization: Basic ${secret}`,
      'ls-remote',
      url,
    )
    expect(stdout).toContain('refs/heads/main')
  })
})
