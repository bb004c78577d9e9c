import { afterAll, beforeAll, expect, test } from 'vitest'
import { readIssueGroup } from '../postgres/read-issue-groups.ts'
import { type GitHubScans, openGitHubScans } from '../testing/github-scans.ts'
import { openTestDatabase, type TestDatabase } from '../testing/postgres.ts'
import { openTestRedis, type TestRedis } from '../testing/redis.ts'

const route = 'POST /graphql'
let database: TestDatabase
let redis: TestRedis
let github: GitHubScans
beforeAll(async () => {
  database = await openTestDatabase()
  redis = await openTestRedis()
  github = await openGitHubScans({ databaseUrl: database.url, redisUrl: redis.url })
  github.shop.openIssue(900, 'The gate is stuck')
  for (const [at, body] of ['Fixes #900', 'Closes #900', 'See #900', 'Fixes #901'].entries())
    await github.shop.openPull({ head: await github.commitChange(`gate${at}`), body })
  github.shop.standPull(1, { checks: 'PENDING', reviews: ['APPROVED'], linkedIssues: [900] })
  github.clock.now += 60_000
})
afterAll(async () => {
  await github?.close()
  await redis?.close()
  await database?.close()
})

const asked = () => github.model.requests().filter((request) => request.route === route).length
const factsOf = async (snapshot: string) =>
  (
    await github.pool.query(
      'SELECT graphql_points AS points, facts_problem AS problem FROM scans WHERE snapshot = $1',
      [snapshot],
    )
  ).rows[0]
const group = () => readIssueGroup(github.pool, 1, 900)

test('only what stands in a group is asked for, and asked again only when it has changed or was not settled', async () => {
  await github.scan('first')
  expect(asked()).toBe(1)
  expect(await factsOf('first')).toEqual({ points: 1, problem: null })
  expect(await group()).toMatchObject({
    title: 'The gate is stuck',
    state: 'OPEN',
    members: [
      { number: 1, checks: 'PENDING', review: 'APPROVED', mergeable: 'MERGEABLE' },
      { number: 2, checks: 'NONE', review: 'NONE' },
    ],
    mentions: [{ number: 3 }],
  })
  expect((await github.pool.query('SELECT number FROM pull_facts ORDER BY number')).rows).toEqual([
    { number: 1 },
    { number: 2 },
  ])
  // Its checks were running.
  github.shop.settlePull(1, { checks: 'FAILURE' })
  await github.scan('second')
  expect(asked()).toBe(1)
  expect((await group())!.members[0]).toMatchObject({ checks: 'FAILURE' })
  await github.scan('third')
  expect(asked()).toBe(0)
  github.clock.now += 86_400_000 + 60_000
  await github.scan('a-day-later')
  expect(asked()).toBe(1)
})

test('a push makes unknown what was true of the old head, and a failure of GraphQL fails no scan', async () => {
  await github.shop.push(2, await github.commitChange('gateagain'))
  github.clock.now += 60_000
  const fault = github.model.setFault({ kind: 'status', status: 502 }, { route })
  const { row } = await github.scan('without-graphql')
  fault.clear()
  expect(row.state).toBe('done')
  expect((await factsOf('without-graphql')).problem).toContain('GitHub answers 502')
  const { members } = (await group())!
  expect(members[0]).toMatchObject({ checks: 'FAILURE', review: 'APPROVED' })
  expect(members[1]).toMatchObject({ checks: null, review: null, mergeable: null, askedAt: null })
})

test('a scan without a token asks GraphQL for nothing, and groups all the same', async () => {
  const other = await openTestDatabase()
  // Two workers must not share one.
  const queues = await openTestRedis()
  const anonymous = await openGitHubScans(
    { databaseUrl: other.url, redisUrl: queues.url },
    { anonymous: true },
  )
  try {
    for (const body of ['Fixes #900', 'Closes #900'])
      await anonymous.shop.openPull({ head: await anonymous.commitChange(body.slice(0, 5)), body })
    anonymous.clock.now += 60_000
    const { row } = await anonymous.scan('anonymous')
    expect(row.state).toBe('done')
    expect(anonymous.model.requestCounts()[route]).toBeUndefined()
    expect(await readIssueGroup(anonymous.pool, 1, 900)).toMatchObject({
      closing: 2,
      members: [{ checks: null, askedAt: null }, { checks: null }],
    })
  } finally {
    await anonymous.close()
    await queues.close()
    await other.close()
  }
})
