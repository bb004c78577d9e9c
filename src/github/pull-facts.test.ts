import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type GitHubModel, startGitHubModel } from '../testing/github/github-model.ts'
import { createHistory, type History } from '../testing/github/history.ts'
import type { RepositoryActions } from '../testing/github/repository-actions.ts'
import { type GitHubOptions, openGitHub } from './github.ts'
import { fetchPullFacts } from './pull-facts.ts'

const token = 'ghp_0123456789abcdefSECRET'
const route = 'POST /graphql'
const signal = new AbortController().signal

let history: History
let model: GitHubModel
let repository: RepositoryActions
let numbers: number[]
let head: string
beforeAll(async () => {
  history = await createHistory()
  await history.commit({ branch: 'main', files: { 'a.txt': 'one\n' } })
  head = await history.commit({ branch: 'topic', from: 'main', files: { 'a.txt': 'two\n' } })
})
afterAll(() => history?.remove())
beforeEach(async () => {
  model = await startGitHubModel({ tokens: [token] })
  repository = await model.addRepository('Octo', 'Hello', history.gitDir)
  numbers = await repository.openPulls(Array.from({ length: 30 }, () => ({ head })))
})
afterEach(() => model.close())

const nodeIds = () =>
  numbers.map((number) => ({ number, nodeId: `PR_${repository.state.pulls.get(number)!.id}` }))
const open = (options: Partial<GitHubOptions> = {}) =>
  openGitHub({
    apiUrl: model.apiUrl,
    token,
    owner: 'octo',
    name: 'hello',
    log: pino({ level: 'silent' }),
    retryPauseMs: 1,
    timeoutMs: 60_000,
    ...options,
  })
const fetch = (options: Partial<GitHubOptions> = {}, pulls = nodeIds()) =>
  open(options).fetchPullFacts(pulls, 'octo/hello', signal)
const asked = () => model.requests().filter((request) => request.route === route).length

test('thirty are asked for in two requests of a point each, and said as GitHub says them', async () => {
  repository.openIssue(900, 'The gate is stuck')
  repository.standPull(1, {
    checks: 'SUCCESS',
    reviewDecision: 'APPROVED',
    mergeable: 'CONFLICTING',
    linkedIssues: [900],
  })
  repository.standPull(2, { mergeable: 'UNKNOWN', reviewDecision: 'REVIEW_REQUIRED', checks: 'PENDING' })
  repository.standPull(3, { reviews: ['APPROVED'] })
  repository.standPull(4, { reviews: ['APPROVED', 'CHANGES_REQUESTED'] })
  const { pulls, points, problem } = await fetch()
  expect({ points, problem, pulls: pulls.length, asked: asked() }).toEqual({
    points: 2,
    problem: null,
    pulls: 30,
    asked: 2,
  })
  expect(pulls[0]).toEqual({
    number: 1,
    headSha: head,
    updatedAt: expect.stringMatching(/Z$/),
    checks: 'SUCCESS',
    review: 'APPROVED',
    mergeable: 'CONFLICTING',
    committedAt: expect.stringMatching(/Z$/),
    closing: [{ number: 900, title: 'The gate is stuck', state: 'OPEN' }],
  })
  expect(pulls[1]).toMatchObject({ checks: 'PENDING', review: 'REVIEW_REQUIRED', mergeable: null })
  expect(pulls[2]).toMatchObject({ checks: 'NONE', review: 'APPROVED', mergeable: 'MERGEABLE' })
  expect(pulls[3]).toMatchObject({ review: 'CHANGES_REQUESTED' })
  expect(pulls[4]).toMatchObject({ review: 'NONE', closing: [] })
  // It reads: it must not be taken for a write.
  expect(model.writes()).toEqual([])
})

test('without a token nothing is asked, nor with an App that is not installed there', async () => {
  expect(await fetch({ token: null })).toEqual({ pulls: [], points: 0, problem: null })
  expect(await fetch({ token: null, appToken: async () => null })).toMatchObject({ pulls: [] })
  expect(await fetch({}, [])).toMatchObject({ pulls: [] })
  expect(asked()).toBe(0)
})

test('what the token may not see is unknown, not none; a pull request that is gone is left out', async () => {
  repository.settlePull(1, { checks: 'SUCCESS', hidesChecks: true })
  const ids = nodeIds().slice(0, 2)
  const { pulls, problem } = await fetch({}, [...ids, { number: 77, nodeId: 'PR_77' }])
  expect(pulls.map(({ number, checks }) => [number, checks])).toEqual([
    [1, null],
    [2, 'NONE'],
  ])
  expect(problem).toContain('Resource not accessible by personal access token')
})

test('what takes too long is asked for in halves', async () => {
  model.setGraphqlAbilities({ mostNodes: 13 })
  const { pulls, problem } = await fetch()
  expect(pulls.map(({ number }) => number).sort((a, b) => a - b)).toEqual(numbers)
  expect(problem).toMatch(/GitHub answers 500|Something went wrong/)
  expect(asked()).toBe(4)
})

test('a gateway that gives up once costs a repetition, and one that gives up always ends it soon', async () => {
  model.setFault({ kind: 'status', status: 502, message: 'Bad Gateway' }, { route, times: 1 })
  expect((await fetch()).pulls).toHaveLength(30)
  model.forgetRequests()
  model.setFault({ kind: 'status', status: 504, message: 'Gateway Timeout' }, { route })
  const { pulls, problem } = await fetch()
  expect([pulls, asked()]).toEqual([[], 4])
  expect(problem).toContain('GitHub answers 504')
})

test.each([
  ['a refused token', { kind: 'status', status: 401 }, 'GITHUB_TOKEN is wrong'],
  ['no such API', { kind: 'status', status: 404 }, 'GitHub knows no facts'],
  ['a secondary limit', { kind: 'secondary-limit', retryAfter: 30 }, 'too many requests at once'],
] as const)('%s ends it at once, with the reason', async (_, fault, why) => {
  model.setFault(fault, { route })
  const { pulls, problem } = await fetch()
  expect([pulls, asked()]).toEqual([[], 1])
  expect(problem).toContain(why)
})

test('points that are used up end it, and the reserve is left as it is for REST', async () => {
  model.leavePoints(0, new Date(Date.now() + 600_000))
  expect(await fetch()).toMatchObject({ pulls: [], problem: expect.stringMatching(/limit/i) })
  model.leavePoints(101, new Date(Date.now() + 600_000))
  const { pulls, problem } = await fetch({ reserve: 100 })
  expect(pulls).toHaveLength(25)
  expect(problem).toContain('GITHUB_REQUEST_RESERVE')
})

test('one hour’s points are not another’s requests', async () => {
  model.leavePoints(1, new Date(Date.now() + 600_000))
  const github = open({ reserve: 100 })
  await github.fetchPullFacts(nodeIds().slice(0, 1), 'octo/hello', signal)
  await github.fetchRepository(signal)
})

test('an answer of any other form makes nothing known, and nothing fails', async () => {
  const ids = [{ number: 1, nodeId: 'PR_1' }]
  for (const body of [
    null,
    {},
    { data: { nodes: 'x' } },
    { data: { nodes: [{ number: 2, headRefOid: 'a'.repeat(40), updatedAt: '2026-01-01T00:00:00Z' }] } },
    { data: { nodes: [{ number: 1, headRefOid: '../', updatedAt: '2026-01-01T00:00:00Z' }] } },
    { data: { rateLimit: { cost: -5 }, nodes: [] }, errors: 'x' },
  ])
    expect((await fetchPullFacts(ids, 'o/r', async () => body, signal)).pulls).toEqual([])
  const odd = {
    number: 1,
    headRefOid: 'a'.repeat(40),
    updatedAt: '2026-01-01T00:00:00Z',
    mergeable: 'MAYBE',
    reviewDecision: 'PERHAPS',
    commits: { nodes: [{ commit: { oid: 'b'.repeat(40), statusCheckRollup: { state: 'SUCCESS' } } }] },
    closingIssuesReferences: {
      nodes: [
        null,
        { number: 0, title: 'x', state: 'OPEN', repository: { nameWithOwner: 'o/r' } },
        { number: 7, title: 'x', state: 'OPEN', repository: { nameWithOwner: 'other/r' } },
      ],
    },
  }
  const { pulls } = await fetchPullFacts(ids, 'o/r', async () => ({ data: { nodes: [odd] } }), signal)
  expect(pulls).toMatchObject([
    { checks: null, review: null, mergeable: null, committedAt: null, closing: [] },
  ])
})

test('a scan that is told to stop stops', async () => {
  const stopped = AbortSignal.abort(new Error('enough'))
  await expect(open().fetchPullFacts(nodeIds(), 'octo/hello', stopped)).rejects.toThrow('enough')
})
