import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { readConfig } from '../src/config.ts'
import { runProgram } from '../src/testing/run-program.ts'

const run = (args: string[], env: Record<string, string> = {}) => runProgram('app-manifest', args, env)

test('the manifest asks for the least, and for the events that are handled', async () => {
  const { code, stdout } = await run(['--url', 'https://my-claw.fly.dev/'])
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({
    name: 'ClawTriage my-claw.fly.dev',
    url: 'https://my-claw.fly.dev',
    hook_attributes: { url: 'https://my-claw.fly.dev/api/webhooks/github', active: true },
    public: false,
    default_permissions: {
      metadata: 'read',
      pull_requests: 'read',
      contents: 'read',
      issues: 'read',
      statuses: 'read',
      checks: 'write',
    },
    default_events: ['pull_request', 'repository'],
  })
})

test('as a page it hands the same to GitHub, however odd the name', async () => {
  const { stdout } = await run([
    '--url',
    'https://a.example',
    '--name',
    '"><script>alert(1)',
    '--org',
    'acme',
    '--html',
  ])
  expect(stdout).toContain('action="https://github.com/organizations/acme/settings/apps/new" method="post"')
  expect(stdout).not.toContain('<script')
})

test('a code becomes settings that the service takes', async () => {
  const pem = `-----BEGIN RSA PRIVATE KEY-----\n${'A'.repeat(64)}\n-----END RSA PRIVATE KEY-----\n`
  const server = createServer((request, response) => {
    const known = request.method === 'POST' && request.url === '/app-manifests/c0de/conversions'
    response
      .writeHead(known ? 201 : 404, { 'content-type': 'application/json' })
      .end(JSON.stringify(known ? { id: 42, pem, webhook_secret: 'hush' } : { message: 'Not Found' }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const env = { GITHUB_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
  try {
    const { stdout, code } = await run(['--code', 'c0de'], env)
    expect(code).toBe(0)
    const settings = Object.fromEntries(
      stdout
        .trim()
        .split('\n')
        .map((line) => line.split(/=(.*)/s).slice(0, 2)),
    )
    expect(readConfig(settings).github.app).toEqual({ id: 42, privateKey: pem, webhookSecret: 'hush' })
    const unknown = await run(['--code', 'other'], env)
    expect(unknown.code).toBe(1)
    expect(unknown.stderr).toContain('good for an hour, and once')
  } finally {
    await new Promise((resolve) => server.close(resolve))
  }
})

test.each([
  [[], 'missing --url'],
  [['--url', 'http://a.example'], 'expected the dashboard'],
  [['--url', 'https://a.example/path'], 'expected the dashboard'],
  [['--url', 'https://a.example', '--name', 'x'.repeat(40)], '--name: expected'],
  [['--code', '../x'], '--code: expected'],
])('%j is wrong usage', async (args, expected) => {
  const { code, stderr } = await run(args)
  expect(code).toBe(2)
  expect(stderr).toContain(expected)
})
