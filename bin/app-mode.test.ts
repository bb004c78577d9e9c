import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sign } from '@octokit/webhooks-methods'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildSampleRepository, samplePulls } from '../src/testing/duplicate-repository.ts'
import type { GitRepository } from '../src/testing/git-repository.ts'
import { type GitHubModel, startGitHubModel } from '../src/testing/github/github-model.ts'
import { checkAgainstOpenApi } from '../src/testing/github/openapi.ts'
import type { RepositoryActions } from '../src/testing/github/repository-actions.ts'
import { openWebhookSender, pullPayload } from '../src/testing/github/webhook-sender.ts'
import { type Program, startProgram } from '../src/testing/run-program.ts'

/**
 * The whole service as a GitHub App, on a model of GitHub that knows the App: the tests follow one another through its
 * life.
 */
const secret = 'It is a secret to everybody'
const dashboardToken = 'dashboard-token-for-tests'
const appId = 4711
let folder = ''
let history: GitRepository
let model: GitHubModel
let repository: RepositoryActions
let service: Program
let url = ''
let output = ''
let sender: ReturnType<typeof openWebhookSender>
let env: Record<string, string>

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ct-app-'))
  history = await buildSampleRepository()
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  model = await startGitHubModel({ app: { id: appId, publicKey }, checkAnswer: checkAgainstOpenApi() })
  repository = await model.addRepository('Acme', 'gateway', history.gitDir)
  await repository.openPulls(
    samplePulls.map(({ branch, title, author }) => ({ head: branch, title, author })),
  )
  model.app.install('acme/gateway')
  // What was missed while the service was down, and what arrived at the second try.
  const missed = { event: 'pull_request', action: 'opened', deliveredAt: new Date() }
  model.app.noteDelivery({ ...missed, guid: 'missed', statusCode: 502 })
  model.app.noteDelivery({ ...missed, guid: 'arrived', statusCode: 502 })
  model.app.noteDelivery({ ...missed, guid: 'arrived', statusCode: 202 })
  model.app.noteDelivery({ ...missed, guid: 'refused', statusCode: 401 })
  env = {
    DATA_DIR: join(folder, 'data'),
    PORT: '0',
    GITHUB_API_URL: model.apiUrl,
    GITHUB_SERVER_URL: model.serverUrl,
    GITHUB_MODE: 'app',
    GITHUB_APP_ID: String(appId),
    GITHUB_PRIVATE_KEY_PEM: Buffer.from(privateKey).toString('base64'),
    GITHUB_WEBHOOK_SECRET: secret,
    DASHBOARD_TOKEN: dashboardToken,
    DASHBOARD_PUBLIC: 'true',
    PUBLIC_URL: 'https://claw.example',
    LOG_LEVEL: 'debug',
  }
  service = startProgram('supervise', [], env)
  service.child.stdout!.on('data', (text: string) => {
    output += text
  })
  service.child.stderr!.on('data', (text: string) => {
    output += text
  })
  const ready = await service.line((line) => line.includes('"msg":"ready"') && line.includes('"url"'))
  url = (JSON.parse(ready) as { url: string }).url
  sender = openWebhookSender(url, secret)
})
afterAll(async () => {
  if (service?.child.exitCode === null) service.child.kill('SIGTERM')
  await service?.ended
  await model?.close()
  await history?.remove()
  rmSync(folder, { recursive: true, force: true })
})

const bearer = { authorization: `Bearer ${dashboardToken}` }
// biome-ignore lint/suspicious/noExplicitAny: answers are looked into, and a wrong look fails the test
const get = async (path: string, headers: Record<string, string> = bearer): Promise<any> =>
  (await fetch(`${url}/api/repos${path}`, { headers })).json()
const status = async (path: string, headers = {}) => (await fetch(`${url}${path}`, { headers })).status
const runs = () => model.app.checkRuns()
const installation = (action: string) => ({
  action,
  installation: { id: 500 },
  repositories: [{ id: 1, full_name: 'Acme/gateway', private: false }],
})
/** The number of scans that have ended; a refresh has gone by when it grows. */
const scansDone = async (): Promise<number> =>
  ((await get('/acme/gateway/scans')).items ?? []).filter((scan: { state: string }) => scan.state === 'done')
    .length

test('installed on a repository it is scanned, and what does the same as an earlier one gets one quiet check run', async () => {
  expect((await sender.send('installation', installation('created'))).status).toBe(202)
  await expect.poll(scansDone).toBe(1)
  expect((await get('/acme/gateway/duplicate-sets')).items).toHaveLength(1)
  await expect.poll(() => runs().length).toBe(1)
  const [run] = runs()
  expect(run).toMatchObject({
    headSha: repository.state.pulls.get(2)!.headSha,
    name: 'ClawTriage',
    status: 'completed',
    conclusion: 'neutral',
    detailsUrl: 'https://claw.example/Acme/gateway/compare/1...2',
    output: { title: 'Does what #1 does' },
  })
  expect(run!.output.summary).toContain(
    '#1 by @mirela `Parse the port of an IPv6 address`, opened the same day: it contains all of this one’s production change, 1 test file only here',
  )
  expect(run!.output.summary).toContain('(https://claw.example/Acme/gateway/compare/1...2)')
})

test('missed deliveries are asked for again, once; what has arrived or was refused is not', async () => {
  await expect.poll(() => model.app.redelivered()).toEqual(['missed'])
})

test('GitHub’s own signature is taken; a wrong one, none, and one of other bytes are not, and make no job', async () => {
  const payload = JSON.stringify(installation('suspend-never'))
  const response = await fetch(`${url}/api/webhooks/github`, {
    method: 'POST',
    headers: {
      'x-github-event': 'installation',
      'x-github-delivery': 'by-octokit',
      'x-hub-signature-256': await sign(secret, payload),
    },
    body: payload,
  })
  expect(response.status).toBe(200)
  expect(await response.json()).toEqual({ result: 'ignored' })
  const gone = installation('deleted')
  expect((await sender.send('installation', gone, { signedWith: 'wrong' })).status).toBe(401)
  expect((await sender.send('installation', gone, { signedWith: null })).status).toBe(401)
  expect(await status('/api/repos/acme/gateway/duplicate-sets')).toBe(200)
})

test('the same delivery is handled once; what says nothing is ignored; what is malformed is refused', async () => {
  const edited = await pullPayload(model, 'acme/gateway', 3, 'edited')
  const id = 'the-same-delivery'
  expect(await sender.send('pull_request', edited, { id })).toMatchObject({
    status: 202,
    body: { result: 'enqueued' },
  })
  expect(await sender.send('pull_request', edited, { id })).toMatchObject({
    status: 200,
    body: { result: 'duplicate' },
  })
  for (const [event, payload] of [
    ['ping', { zen: 'Keep it logically awesome.' }],
    ['star', { action: 'created' }],
    ['pull_request', { ...edited, action: 'labeled' }],
    ['pull_request', { ...edited, action: 7 }],
  ] as const)
    expect(await sender.send(event, payload)).toMatchObject({ status: 200, body: { result: 'ignored' } })
  const pull = edited.pull_request as Record<string, unknown>
  for (const payload of [
    { ...edited, pull_request: { ...pull, number: '3' } },
    { ...edited, pull_request: { ...pull, title: { toString: 'x' } } },
    { ...edited, pull_request: { ...pull, head: { sha: '../../etc' } } },
    { ...edited, pull_request: { ...pull, updated_at: 'yesterday' } },
    { ...edited, pull_request: null },
    { ...edited, repository: { name: '../..', owner: { login: 'acme' } } },
    [],
    'text',
    null,
  ])
    expect((await sender.send('pull_request', payload)).status).toBe(400)
  expect((await sender.send('pull_request', null, { raw: Buffer.from([0x7b, 0xff, 0xfe]) })).status).toBe(400)
  expect((await sender.send('pull_request', null, { id: '../x', raw: '{}' })).status).toBe(400)
})

test('a payload beyond GitHub’s 25 MB is refused', async () => {
  const answer = await sender
    .send('pull_request', null, { raw: Buffer.alloc(25 * 1024 * 1024 + 1, 32) })
    .catch(() => null)
  // The connection may be closed before all of it is sent.
  if (answer !== null) expect(answer.status).toBe(413)
})

test('an edit is stored without analysing anything', async () => {
  const before = (await get('/acme/gateway/pulls/3')).analysis
  repository.editPull(3, { title: 'Retry with patience', draft: true })
  repository.standPull(3, { labels: ['bug'], autoMerge: 'merge', association: 'MEMBER' })
  await sender.send('pull_request', await pullPayload(model, 'acme/gateway', 3, 'edited'))
  await expect.poll(async () => (await get('/acme/gateway/pulls/3')).title).toBe('Retry with patience')
  expect(await get('/acme/gateway/pulls/3')).toMatchObject({
    draft: true,
    analysis: before,
    labels: ['bug'],
    autoMerge: 'MERGE',
    authorAssociation: 'MEMBER',
  })
})

test('an older delivery that comes late undoes nothing', async () => {
  const old = await pullPayload(model, 'acme/gateway', 3, 'edited')
  Object.assign(old.pull_request as object, { title: 'Old title', updated_at: '2020-01-01T00:00:00Z' })
  await sender.send('pull_request', old)
  const later = await pullPayload(model, 'acme/gateway', 4, 'edited')
  Object.assign(later.pull_request as object, {
    title: 'Marks that the older one was handled',
    updated_at: '2100-01-01T00:00:00Z',
  })
  await sender.send('pull_request', later)
  await expect.poll(async () => (await get('/acme/gateway/pulls/4')).title).toContain('Marks that')
  expect((await get('/acme/gateway/pulls/3')).title).toBe('Retry with patience')
})

test('a burst of pushes ends with the last head, and the check runs of those before it are closed', async () => {
  const parent = await history.git('rev-parse', 'refs/heads/port-again')
  const heads: string[] = []
  for (let at = 0; at < 6; at++) {
    const tree = await history.git('rev-parse', `${parent}^{tree}`)
    heads.push(
      await history.git(
        '-c',
        'user.name=a',
        '-c',
        'user.email=a@example.org',
        'commit-tree',
        tree,
        '-p',
        parent,
        '-m',
        `Push ${at}`,
      ),
    )
  }
  for (const head of heads) {
    await repository.push(2, head)
    expect(
      (await sender.send('pull_request', await pullPayload(model, 'acme/gateway', 2, 'synchronize'))).status,
    ).toBe(202)
  }
  await expect
    .poll(() => runs().at(-1))
    .toMatchObject({ headSha: heads.at(-1), output: { title: 'Does what #1 does' } })
  expect((await get('/acme/gateway/pulls/2')).headSha).toBe(heads.at(-1))
  // On a busy machine the pushes come further apart than what is looked at together: each look reads one head.
  const before = runs().slice(0, -1)
  expect(before[0]?.headSha).toBe(parent)
  await expect
    .poll(() => before.map(({ headSha }) => runs().find((run) => run.headSha === headSha)?.output.title))
    .toEqual(before.map(() => 'Superseded'))
  const { heads: read } = await get('/acme/gateway/pulls/2')
  expect(read.map(({ headSha }: { headSha: string }) => headSha)).toEqual(
    [...before.map(({ headSha }) => headSha), heads.at(-1)].reverse(),
  )
})

test('a change that was opened a minute ago is found by a check made before opening the same', async () => {
  const patch = await history.git('diff', 'main', 'retry')
  const ask = async () => {
    const response = await fetch(`${url}/api/repos/acme/gateway/check`, {
      method: 'POST',
      headers: { ...bearer, 'content-type': 'application/json' },
      body: JSON.stringify({ patch }),
    })
    const { matches } = (await response.json()) as { matches: { number: number; category: string }[] }
    return matches.map(({ number, category }) => `#${number} ${category}`).sort()
  }
  expect(await ask()).toEqual(['#3 SAME_CHANGE'])
  const tree = await history.git('rev-parse', 'retry^{tree}')
  const author = ['-c', 'user.name=kim', '-c', 'user.email=kim@example.org']
  const head = await history.git(...author, 'commit-tree', tree, '-p', 'main', '-m', 'Wait between tries')
  const number = await repository.openPull({ head, title: 'Wait between tries', author: 'kim' })
  await sender.send('pull_request', await pullPayload(model, 'acme/gateway', number, 'opened'))
  // Not more often than an address may ask within a minute.
  await expect.poll(ask, { interval: 2_500 }).toEqual(['#3 SAME_CHANGE', `#${number} SAME_CHANGE`])
})

test('a private repository is hidden without the token, on a public dashboard too', async () => {
  expect(await status('/api/repos/acme/gateway/pulls')).toBe(200)
  const named = { repository: { name: 'gateway', owner: { login: 'Acme' } } }
  await sender.send('repository', { action: 'privatized', ...named })
  await expect.poll(() => status('/api/repos/acme/gateway/pulls')).toBe(401)
  for (const path of [
    '/api/repos/acme/gateway/compare/1...2',
    '/api/repos/ACME/gateway/scans',
    '/acme/gateway.json',
    '/acme/gateway.atom',
    '/api/repos/acme/gate%77ay/pulls',
  ])
    expect(await status(path), path).toBe(401)
  // The same is said of one that is not there.
  expect(await status('/api/repos/acme/nothing/pulls')).toBe(401)
  expect((await get('', {})).items).toEqual([])
  expect(await status('/api/repos/acme/gateway/pulls', bearer)).toBe(200)
  await sender.send('repository', { action: 'publicized', ...named })
  await expect.poll(() => status('/api/repos/acme/gateway/pulls')).toBe(200)
})

test('a repository that is renamed keeps what is known of it; one that is taken away is hidden until it comes back', async () => {
  model.renameRepository('acme/gateway', 'Acme/portal')
  model.app.install('acme/portal')
  const owner = { login: 'Acme' }
  await sender.send('repository', {
    action: 'renamed',
    changes: { repository: { name: { from: 'gateway' } } },
    repository: { name: 'portal', owner },
  })
  await expect.poll(() => status('/api/repos/acme/portal/pulls', bearer)).toBe(200)
  expect((await get('/acme/portal/duplicate-sets')).items).toHaveLength(2)
  const list = (name: 'repositories_added' | 'repositories_removed') => ({
    action: 'changed',
    [name]: [{ full_name: 'Acme/portal' }],
  })
  await sender.send('installation_repositories', list('repositories_removed'))
  await expect.poll(() => status('/api/repos/acme/portal/pulls', bearer)).toBe(404)
  expect((await get('')).items).toEqual([])
  await sender.send('installation_repositories', list('repositories_added'))
  await expect.poll(() => status('/api/repos/acme/portal/pulls', bearer)).toBe(200)
})

test('an installation on all repositories, of which GitHub names none, hides and shows every one of the account', async () => {
  const everywhere = (action: string) => ({ action, installation: { id: 500, account: { login: 'acme' } } })
  await sender.send('installation', everywhere('suspend'))
  await expect.poll(() => status('/api/repos/acme/portal/pulls', bearer)).toBe(404)
  await sender.send('installation', everywhere('unsuspend'))
  await expect.poll(() => status('/api/repos/acme/portal/pulls', bearer)).toBe(200)
  const renamed = (from: string, to: string) => ({
    action: 'renamed',
    account: { login: to },
    changes: { login: { from } },
    target_type: 'Organization',
  })
  await sender.send('installation_target', renamed('Acme', 'Apex'))
  await expect.poll(() => status('/api/repos/apex/portal/pulls', bearer)).toBe(200)
  await sender.send('installation_target', renamed('Apex', 'Acme'))
  await expect.poll(() => status('/api/repos/acme/portal/pulls', bearer)).toBe(200)
  const wrong = { ...renamed('Acme', 'Apex'), account: { login: 7 } }
  expect((await sender.send('installation_target', wrong)).status).toBe(400)
})

test('nothing but check runs was ever written to GitHub, each head’s once; and no secret stands in the log', async () => {
  const writes = model.writes()
  expect(
    writes.every(({ url }) => /^\/repos\/Acme\/(?:gateway|portal)\/check-runs(?:\/\d+)?$/.test(url)),
  ).toBe(true)
  const created = runs().map(({ headSha }) => headSha)
  expect(new Set(created).size).toBe(created.length)
  for (const word of [
    'ghs_',
    'PRIVATE KEY',
    secret,
    env.GITHUB_PRIVATE_KEY_PEM!.slice(100, 160),
    dashboardToken,
  ])
    expect(output).not.toContain(word)
})

test('in public mode webhooks are answered 503 with what to set', async () => {
  service.child.kill('SIGTERM')
  await service.ended
  service = startProgram('supervise', [], { ...env, GITHUB_MODE: 'public' })
  const ready = await service.line((line) => line.includes('"msg":"ready"') && line.includes('"url"'))
  const answer = await openWebhookSender((JSON.parse(ready) as { url: string }).url, secret).send('ping', {})
  expect(answer).toMatchObject({ status: 503, body: { error: { code: 'NOT_CONFIGURED' } } })
})
