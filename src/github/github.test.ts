import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  onTestFinished,
  test,
  vi,
} from 'vitest'
import { SourceWait, waitsUntil } from '../domain/wait.ts'
import { AppError } from '../errors.ts'
import { type GitHubModel, startGitHubModel } from '../testing/github/github-model.ts'
import { createHistory, type History } from '../testing/github/history.ts'
import { checkAgainstOpenApi } from '../testing/github/openapi.ts'
import type { RepositoryActions } from '../testing/github/repository-actions.ts'
import { apiVersion } from './api-version.ts'
import { type GitHub, type GitHubOptions, openGitHub } from './github.ts'

const token = 'ghp_0123456789abcdefSECRET'
const listRoute = 'GET /repos/{owner}/{repo}/pulls'
const signal = new AbortController().signal

let history: History
let model: GitHubModel
let repository: RepositoryActions
let head: string
let logged: string[]

beforeAll(async () => {
  history = await createHistory()
  await history.commit({ branch: 'main', files: { 'a.txt': 'one\n' } })
  head = await history.commit({ branch: 'topic', from: 'main', files: { 'a.txt': 'two\n' } })
})
afterAll(() => history.remove())
beforeEach(async () => {
  logged = []
  model = await startGitHubModel({ tokens: [token], checkAnswer: checkAgainstOpenApi() })
  repository = await model.addRepository('Octo', 'Hello', history.gitDir)
})
afterEach(() => model.close())

function open(options: Partial<GitHubOptions> = {}): GitHub {
  return openGitHub({
    apiUrl: model.apiUrl,
    token,
    owner: 'octo',
    name: 'hello',
    log: pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) }),
    retryPauseMs: 1,
    timeoutMs: 5_000,
    ...options,
  })
}

async function list(github: GitHub, options = {}): Promise<number[]> {
  const numbers: number[] = []
  for await (const page of github.listPulls({ all: false, ...options }, signal))
    numbers.push(
      ...page.filter(({ state }) => state === 'OPEN' || 'all' in options).map(({ number }) => number),
    )
  return numbers
}

const failureOf = (promise: Promise<unknown>): Promise<AppError> =>
  promise.then(
    () => {
      throw new Error('it succeeded')
    },
    (error) => error as AppError,
  )

/** Everything that a log line or a crash could show of an error. */
function dump(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return [
    error.message,
    error.stack,
    JSON.stringify(error, Object.getOwnPropertyNames(error)),
    dump(error.cause),
  ].join('\n')
}

const downFrom = (from: number, to: number) =>
  Array.from({ length: from - to + 1 }, (_, index) => from - index)

describe('a repository', () => {
  test('is given as GitHub spells it', async () => {
    expect(await open().fetchRepository(signal)).toEqual({
      owner: 'Octo',
      name: 'Hello',
      defaultBranch: 'main',
      private: false,
      url: `${model.serverUrl}/Octo/Hello`,
    })
  })

  test('that was renamed is found under its new name, and costs a redirect only until that is known', async () => {
    await repository.openPulls(Array.from({ length: 250 }, () => ({ head })))
    model.renameRepository('octo/hello', 'new/name')
    const github = open()
    expect(await list(github)).toHaveLength(250)
    // One list and its redirect, one look at the repository and its redirect, two more pages, one look at what changed
    // meanwhile. Where the two pages are asked for before the look was answered, each has a redirect of its own.
    const requests = github.requestCount()
    expect([7, 8, 9]).toContain(requests)
    expect(model.requests()).toHaveLength(requests)
    expect(await github.fetchRepository(signal)).toMatchObject({ owner: 'new', name: 'name' })
    expect(github.requestCount()).toBe(requests + 1)
  })

  test('on a server without a path in its API address works too', async () => {
    const dotcom = await startGitHubModel({ apiPrefix: '' })
    await dotcom.addRepository('Octo', 'Hello', history.gitDir)
    expect(await open({ apiUrl: `${dotcom.apiUrl}/`, token: null }).fetchRepository(signal)).toMatchObject({
      owner: 'Octo',
    })
    await dotcom.close()
  })
})

describe('the list of pull requests', () => {
  test('tells of each its state, its author and its head', async () => {
    await repository.openPull({
      head: 'topic',
      title: 'Say two',
      body: 'Because\n\nof this',
      author: 'ada',
      fork: 'ada',
      createdAt: new Date('2026-01-02T03:04:05Z'),
    })
    for await (const [pull] of open().listPulls({ all: false }, signal))
      expect(pull).toEqual({
        number: 1,
        title: 'Say two',
        body: 'Because\n\nof this',
        author: 'ada',
        state: 'OPEN',
        draft: false,
        url: `${model.serverUrl}/Octo/Hello/pull/1`,
        baseRef: 'main',
        headSha: head,
        createdAt: '2026-01-02T03:04:05.000Z',
        updatedAt: '2026-01-02T03:04:05.000Z',
        closedAt: null,
        mergedAt: null,
        mergeCommitSha: null,
        standing: {
          nodeId: expect.stringMatching(/^PR_\d+$/),
          authorAssociation: 'CONTRIBUTOR',
          labels: [],
          requestedReviewers: [],
          requestedTeams: [],
          assignees: [],
          autoMerge: 'NONE',
          stack: null,
        },
      })
    expect.assertions(1)
  })

  test('a deleted account is "ghost", a deleted fork no obstacle, no text an empty one', async () => {
    await repository.openPull({ head, author: null, fork: null, body: null })
    await repository.openPull({ head, author: 'ghost', fork: null, body: null })
    for await (const page of open().listPulls({ all: false }, signal))
      expect(page.map(({ author, body, headSha }) => [author, body, headSha])).toEqual([
        ['ghost', '', head],
        ['ghost', '', head],
      ])
    expect.assertions(1)
  })

  test('has no page for a repository without pull requests', async () => {
    const github = open()
    expect(await list(github)).toEqual([])
    expect(github.requestCount()).toBe(2)
  })

  test('reads all pages, the highest number first, with one request for a hundred and one at the end', async () => {
    await repository.openPulls(Array.from({ length: 250 }, () => ({ head })))
    const github = open()
    expect(await list(github)).toEqual(downFrom(250, 1))
    expect(github.requestCount()).toBe(4)
  })

  test('stops when it has as many open ones as were asked for', async () => {
    await repository.openPulls(Array.from({ length: 250 }, () => ({ head })))
    const github = open()
    expect(await list(github, { maxOpenPrs: 40 })).toEqual(downFrom(250, 211))
    expect(github.requestCount()).toBe(2)
  })

  test('leaves closed ones out, unless all are asked for; then the limit counts the open ones alone', async () => {
    await repository.openPulls(Array.from({ length: 6 }, () => ({ head })))
    repository.closePull(5)
    repository.closePull(1)
    expect(await list(open())).toEqual([6, 4, 3, 2])
    expect(await list(open(), { all: true, maxOpenPrs: 2 })).toEqual([6, 5, 4, 1])
  })

  test('tells how each stands with its repository, in the requests that the list takes anyway', async () => {
    await repository.openPull({ head })
    repository.standPull(1, {
      association: 'FIRST_TIME_CONTRIBUTOR',
      labels: ['bug', 'good first issue'],
      reviewers: [{ login: 'ada', id: 5 }],
      teams: ['core'],
      assignees: [{ login: 'bob', id: 6 }],
      autoMerge: 'squash',
      stack: { number: 4, size: 3, position: 2, baseRef: 'main' },
    })
    const pulls = []
    for await (const page of open().listPulls({ all: false }, signal)) pulls.push(...page)
    for (const { standing } of pulls)
      expect(standing).toEqual({
        nodeId: expect.stringMatching(/^PR_\d+$/),
        authorAssociation: 'FIRST_TIME_CONTRIBUTOR',
        labels: ['bug', 'good first issue'],
        requestedReviewers: ['ada'],
        requestedTeams: ['core'],
        assignees: ['bob'],
        autoMerge: 'SQUASH',
        stack: { number: 4, size: 3, position: 2, baseRef: 'main' },
      })
    expect(pulls.map(({ number }) => number)).toContain(1)
    expect(model.requests().map(({ route }) => route)).toEqual(
      Array(2).fill('GET /repos/{owner}/{repo}/pulls'),
    )
  })

  // GitHub.com since 2026-03-10; an Enterprise Server that knows only what was before.
  test.each([
    ['both versions', ['2022-11-28', '2026-03-10'], false],
    ['the first version alone', ['2022-11-28'], true],
  ] as const)('a server with %s is asked in the newest it has', async (_, versions, named) => {
    const own = await createHistory()
    onTestFinished(() => own.remove())
    await own.commit({ branch: 'main', files: { 'a.txt': 'one\n' } })
    await own.commit({ branch: 'topic', from: 'main', files: { 'b.txt': 'two\n' } })
    const server = await startGitHubModel({ tokens: [token], checkAnswer: checkAgainstOpenApi(), versions })
    onTestFinished(() => server.close())
    const merging = await server.addRepository('octo', 'merging', own.gitDir)
    await merging.openPulls(Array.from({ length: 150 }, () => ({ head: 'topic' })))
    const sha = await merging.mergePull(1, 'squash')
    const github = open({ apiUrl: server.apiUrl, name: 'merging' })
    const merged = []
    for await (const page of github.listPulls({ all: true }, signal))
      merged.push(...page.filter(({ state }) => state === 'MERGED'))
    expect(merged.map(({ number, mergeCommitSha }) => [number, mergeCommitSha])).toEqual([
      [1, named ? sha : null],
    ])
    // How many pages there are depends on what has changed while the list was read: on how fast the machine is.
    const asked = server.requests().map(({ apiVersion, status }) => `${apiVersion} ${status}`)
    expect(asked.length).toBeGreaterThan(3 - Number(!named))
    expect([asked[0], ...new Set(asked.slice(1))]).toEqual(
      named ? [`${apiVersion} 400`, 'null 200'] : [`${apiVersion} 200`, `${apiVersion} 200`],
    )
  })

  test('tells merged from closed', async () => {
    const own = await createHistory()
    onTestFinished(() => own.remove())
    await own.commit({ branch: 'main', files: { 'a.txt': 'one\n' } })
    await own.commit({ branch: 'topic', from: 'main', files: { 'b.txt': 'two\n' } })
    const merging = await model.addRepository('octo', 'merging', own.gitDir)
    await merging.openPull({ head: 'topic' })
    await merging.openPull({ head: 'topic' })
    await merging.mergePull(1, 'squash')
    merging.closePull(2)
    for await (const page of open({ name: 'merging' }).listPulls({ all: true }, signal))
      expect(
        page.map(({ state, mergeCommitSha, mergedAt }) => [state, mergeCommitSha, mergedAt !== null]),
      ).toEqual([
        ['CLOSED', null, false],
        ['MERGED', null, true],
      ])
    expect.assertions(1)
  })

  test('gives no number twice when new ones push the list down', async () => {
    await repository.openPulls(Array.from({ length: 150 }, () => ({ head })))
    const numbers: number[] = []
    for await (const page of open().listPulls({ all: false }, signal)) {
      numbers.push(...page.map((pull) => pull.number))
      if (numbers.length === 100) await repository.openPulls(Array.from({ length: 20 }, () => ({ head })))
    }
    // The new ones are told of at the end.
    expect(numbers).toEqual([...downFrom(150, 1), ...downFrom(170, 151)])
  })

  test('misses none when closed ones let the list move up between two pages', async () => {
    await repository.openPulls(Array.from({ length: 150 }, () => ({ head })))
    const numbers: number[] = []
    const closed: number[] = []
    for await (const page of open().listPulls({ all: false }, signal)) {
      numbers.push(...page.filter(({ state }) => state === 'OPEN').map(({ number }) => number))
      closed.push(...page.filter(({ state }) => state === 'CLOSED').map(({ number }) => number))
      if (numbers.length === 100) for (const number of [150, 140, 130]) repository.closePull(number)
    }
    expect(numbers.toSorted((a, b) => b - a)).toEqual(downFrom(150, 1))
    expect(closed.toSorted((a, b) => b - a)).toEqual([150, 140, 130])
  })
})

describe('what GitHub refuses', () => {
  test('an unknown repository is one clear line', async () => {
    const error = await failureOf(open({ name: 'nothing', token: null }).fetchRepository(signal))
    expect(error).toBeInstanceOf(AppError)
    expect([error.code, error.message]).toEqual([
      'NOT_FOUND',
      'GitHub knows no repository octo/nothing: check the name; a private repository needs a token (GITHUB_TOKEN)',
    ])
  })

  test('a private repository is unknown without a token and found with one', async () => {
    repository.setPrivate(true)
    expect((await failureOf(open({ token: null }).fetchRepository(signal))).code).toBe('NOT_FOUND')
    expect(await open().fetchRepository(signal)).toMatchObject({ private: true })
  })

  test('a pull request that is not there is named, with nothing about the repository', async () => {
    const error = await failureOf(open().fetchFiles(7, signal))
    expect([error.code, error.message]).toEqual([
      'NOT_FOUND',
      'GitHub knows no pull request octo/hello#7 (any more)',
    ])
  })

  test('a refused token is said so, and never shown', async () => {
    const stolen = 'ghp_stolenSECRETstolen'
    const error = await failureOf(open({ token: stolen }).fetchRepository(signal))
    expect(error.code).toBe('UNAUTHORIZED')
    expect(error.message).toContain('GITHUB_TOKEN')
    expect(dump(error)).not.toContain(stolen)
    expect(logged.join('')).not.toContain(stolen)
  })

  test('a token is not shown even when the server repeats it', async () => {
    model.setFault({ kind: 'status', status: 403, message: `no access for ${token}` })
    const error = await failureOf(open().fetchRepository(signal))
    expect(error.message).toBe('GitHub refuses access to repository octo/hello: no access for [token]')
    expect(dump(error)).not.toContain(token)
    expect(logged.join('')).not.toContain(token)
  })

  test('a token that no header can carry is refused without being shown', () => {
    expect(() => open({ token: 'bad\ntoken' })).toThrow('GITHUB_TOKEN must be printable')
  })

  test.each([
    [410, 'NOT_FOUND'],
    [422, 'BAD_REQUEST'],
    [451, 'FORBIDDEN'],
  ] as const)('status %i is not asked for again and becomes %s', async (status, code) => {
    model.setFault({ kind: 'status', status, message: 'Sorry\u001b[31m\nnot this' })
    const error = await failureOf(open().fetchRepository(signal))
    expect(error.code).toBe(code)
    expect(error.message).toMatch(/^[ -~]+$/)
    expect(model.requests()).toHaveLength(1)
  })
})

describe('limits', () => {
  test("a used-up hour is a wait until it ends, by GitHub's clock, not asked for again", async () => {
    const now = new Date()
    model.leaveRequests(0, new Date(now.getTime() + 600_000))
    // Our clock is an hour behind: only the difference counts.
    const behind = new Date(now.getTime() - 3_600_000)
    const error = await failureOf(open({ now: () => behind, token: null }).fetchRepository(signal))
    expect(error).toBeInstanceOf(SourceWait)
    const seconds = (waitsUntil(error)!.getTime() - behind.getTime()) / 1_000
    expect(seconds).toBeGreaterThanOrEqual(595)
    expect(seconds).toBeLessThanOrEqual(605)
    expect(error.message).toContain('a token (GITHUB_TOKEN) allows 5,000 requests an hour instead of 60')
    expect(model.requests()).toHaveLength(1)
  })

  test('an hour that is used up in the middle of the list is a wait, and the list can be read again afterwards', async () => {
    await repository.openPulls(Array.from({ length: 250 }, () => ({ head })))
    model.leaveRequests(2, new Date(Date.now() + 600_000))
    expect(await failureOf(list(open()))).toBeInstanceOf(SourceWait)
    model.leaveRequests(100, new Date(Date.now() + 600_000))
    expect(await list(open())).toHaveLength(250)
  })

  test.each([
    [{ status: 403, retryAfter: 90 }, 90],
    [{ status: 429, retryAfter: 7 }, 7],
    [{ status: 403 }, 60],
    [{ status: 429 }, 60],
  ] as const)('too many requests at once (%o) is a wait of %i s', async (limit, seconds) => {
    model.setFault({ kind: 'secondary-limit', ...limit }, { times: 1 })
    const now = new Date('2026-05-06T07:08:09Z')
    const error = await failureOf(open({ now: () => now }).fetchRepository(signal))
    expect(waitsUntil(error)).toEqual(new Date(now.getTime() + seconds * 1_000))
    expect(model.requests()).toHaveLength(1)
    expect(await open().fetchRepository(signal)).toMatchObject({ name: 'Hello' })
  })
})

describe('a bad connection', () => {
  test.each([
    ['an error of the server', { kind: 'status', status: 502 }],
    ['a reset connection', { kind: 'reset' }],
    ['a body that ends too early', { kind: 'truncated' }],
    ['half of an answer', { kind: 'cut-json' }],
    ['a web page instead of an answer', { kind: 'html' }],
  ] as const)('%s is asked for again, three times at most', async (_, fault) => {
    await repository.openPulls(Array.from({ length: 3 }, () => ({ head })))
    model.setFault(fault, { times: 3 })
    expect(await list(open())).toEqual([3, 2, 1])
    expect(model.requests()).toHaveLength(5)
    model.clearFaults()
    model.setFault(fault)
    const error = await failureOf(list(open()))
    expect(error.code).toBe('UNAVAILABLE')
    expect(error.message).toMatch(/^[ -~]+$/)
    expect(model.requests()).toHaveLength(9)
  })

  test('a server that is not there is named', async () => {
    const { apiUrl } = model
    const gone = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => gone.once('listening', resolve))
    const { port } = gone.address() as AddressInfo
    await new Promise((resolve) => gone.close(resolve))
    const error = await failureOf(
      open({ apiUrl: apiUrl.replace(/:\d+/, `:${port}`) }).fetchRepository(signal),
    )
    expect(error.code).toBe('UNAVAILABLE')
    expect(error.message).toContain(`127.0.0.1:${port} cannot be reached`)
  })

  test('a server that never answers is given up', async () => {
    model.setFault({ kind: 'hang' })
    const error = await failureOf(open({ timeoutMs: 50 }).fetchRepository(signal))
    expect(error.message).toContain('did not answer within')
    expect(model.requests()).toHaveLength(4)
  })

  test('a scan that is stopped stops its request, and the pause before the next', async () => {
    for (const fault of [{ kind: 'hang' }, { kind: 'reset' }] as const) {
      model.clearFaults()
      model.setFault(fault)
      const stop = new AbortController()
      const reason = new Error('the worker is stopping')
      const stopped = open({ retryPauseMs: 600_000, timeoutMs: 600_000 }).fetchRepository(stop.signal)
      const { length } = model.requests()
      while (model.requests().length === length) await new Promise((resolve) => setTimeout(resolve, 5))
      stop.abort(reason)
      await expect(stopped).rejects.toBe(reason)
    }
  })

  test('a right address of the wrong server is told from a broken connection', async () => {
    const error = await failureOf(open({ apiUrl: model.serverUrl }).fetchRepository(signal))
    expect(error.code).toBe('NOT_FOUND')
    model.setFault({ kind: 'html' })
    expect((await failureOf(open().fetchRepository(signal))).message).toContain('is GITHUB_API_URL right?')
  })

  test('JSON that is something else names the field and what it should be', async () => {
    model.setFault({ kind: 'json', body: [{ number: '1' }] }, { route: listRoute })
    const error = await failureOf(list(open()))
    expect(error.code).toBe('UNAVAILABLE')
    expect(error.message).toMatch(
      /^the answer to GET .* is not what GitHub's API gives \(at \/0\/\w+: expected /,
    )
  })

  test('a redirect to another server is not followed, and does not get the token', async () => {
    const asked: (string | undefined)[] = []
    const other = createServer((request, response) => {
      asked.push(request.headers.authorization)
      response.end('{}')
    })
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const location = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`
    model.setFault({ kind: 'status', status: 301, headers: { location } })
    const error = await failureOf(open().fetchRepository(signal))
    expect(error.message).toContain('redirects to another server')
    expect(asked).toEqual([])
    await new Promise((resolve) => other.close(resolve))
  })

  test('an answer of a type that cannot be read, or that warns of its end, fails nothing', async () => {
    const warn = vi.spyOn(console, 'warn')
    const odd = { 'content-type': ';;=', deprecation: 'true', sunset: 'Sat, 31 Dec 2026 23:59:59 GMT' }
    model.setFault({ kind: 'status', status: 404, headers: odd })
    expect((await failureOf(open().fetchRepository(signal))).code).toBe('NOT_FOUND')
    expect(warn).not.toHaveBeenCalled()
    expect(logged.join('')).toContain('is deprecated')
    warn.mockRestore()
  })

  test('a redirect in a circle ends', async () => {
    model.setFault({ kind: 'status', status: 302, headers: { location: `${model.apiUrl}/repos/octo/hello` } })
    expect((await failureOf(open().fetchRepository(signal))).message).toContain('redirects without end')
  })
})

test('one failure in twenty requests does not show', async () => {
  await repository.openPulls(Array.from({ length: 40 }, () => ({ head })))
  model.setFault({ kind: 'status', status: 502 }, { every: 20 })
  const github = open()
  expect(await list(github)).toHaveLength(40)
  for (let number = 1; number <= 40; number++) {
    expect((await github.fetchFiles(number, signal)).files).toHaveLength(1)
    expect(await github.fetchCommits(number, signal)).toHaveLength(1)
  }
  expect(github.requestCount()).toBe(model.requests().length)
  expect(model.requests().filter(({ status }) => status === 502)).toHaveLength(4)
  expect(model.writes()).toEqual([])
})
