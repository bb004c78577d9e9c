import { join } from 'node:path'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listen } from '../src/api/serve.ts'
import { openLog } from '../src/log.ts'
import { projectRoot } from '../src/root.ts'
import { buildCheckedApi as buildApi } from '../src/testing/answer-check.ts'
import { readingPorts } from '../src/testing/api-ports.ts'
import { type GitHubScans, openGitHubScans } from '../src/testing/github-scans.ts'
import { openTestDatabase, type TestDatabase } from '../src/testing/postgres.ts'
import { openTestRedis, type TestRedis } from '../src/testing/redis.ts'

const log = openLog('test', 'silent')

const token = 'dashboard-token-for-tests'
let database: TestDatabase
let redis: TestRedis
let scans: GitHubScans
let server: Awaited<ReturnType<typeof listen>>
let url = ''

beforeAll(async () => {
  ;[database, redis] = await Promise.all([openTestDatabase(), openTestRedis()])
  scans = await openGitHubScans({ databaseUrl: database.url, redisUrl: redis.url })
  await scans.openPulls(3)
  const ports = readingPorts(scans.pool, { DASHBOARD_TOKEN: token, PORT: '0', HOST: '127.0.0.1' })
  await scans.scan('first')
  server = await listen(await buildApi(ports), { ...ports.config, log })
  url = `http://127.0.0.1:${server.port}`
})
afterAll(async () => {
  await server?.close(1_000)
  await scans?.close()
  await Promise.all([database.close(), redis.close()])
})

const http = (bearer: string | null) =>
  new StreamableHTTPClientTransport(new URL(`${url}/mcp`), {
    requestInit: { headers: bearer === null ? {} : { authorization: `Bearer ${bearer}` } },
  })
const stdio = (bearer: string) =>
  new StdioClientTransport({
    command: process.execPath,
    args: [join(projectRoot, 'bin/run.mjs'), 'mcp', '--url', url],
    env: { PATH: process.env.PATH!, HOME: process.env.HOME ?? '/', DASHBOARD_TOKEN: bearer },
    stderr: 'pipe',
  })

describe.each([
  ['2025-11-25', { mode: 'legacy' }],
  ['2026-07-28', { mode: { pin: '2026-07-28' } }],
] as const)('protocol %s', (_, versionNegotiation) => {
  test.each([
    ['Streamable HTTP', () => http(token)],
    ['stdio', () => stdio(token)],
  ])('the official client asks by %s whether a change is proposed', async (_, open) => {
    const client = new Client({ name: 'test', version: '1' }, { versionNegotiation })
    await client.connect(open())
    try {
      expect((await client.listTools()).tools).toHaveLength(5)
      const patch = await scans.git.git('diff', 'main', 'refs/pull/2/head')
      const repository = 'acme/shop'
      const found = await client.callTool({ name: 'check_change', arguments: { repository, patch } })
      expect(found.structuredContent).toMatchObject({
        matches: [{ number: 2, category: 'SAME_CHANGE' }],
        compared: { open: 3, of: 3 },
      })
      const missing = await client.callTool({
        name: 'find_similar',
        arguments: { repository: 'acme/nothing', number: 1 },
      })
      expect(missing).toMatchObject({
        isError: true,
        content: [{ text: 'acme/nothing has not been scanned yet' }],
      })
    } finally {
      await client.close()
    }
  })
})

test('without the token nothing is told, not even which tools there are', async () => {
  for (const bearer of [null, 'wrong']) {
    const client = new Client({ name: 'test', version: '1' })
    await expect(client.connect(http(bearer)).then(() => client.listTools())).rejects.toThrow()
  }
  expect((await fetch(`${url}/mcp`, { method: 'POST' })).status).toBe(401)
  const get = await fetch(`${url}/mcp`, { headers: { authorization: `Bearer ${token}` } })
  expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST'])
})
