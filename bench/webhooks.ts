import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Queue } from 'bullmq'
import pg from 'pg'
import { openLog } from '../src/log.ts'
import { checkQueueName } from '../src/queue/deliveries.ts'
import { openRedis } from '../src/redis/connection.ts'
import { buildGitRepository } from '../src/testing/git-repository.ts'
import { startGitHubModel } from '../src/testing/github/github-model.ts'
import { isoTime } from '../src/testing/github/state.ts'
import { openWebhookSender, pullPayload, type SentDelivery } from '../src/testing/github/webhook-sender.ts'
import { type Program, startProgram } from '../src/testing/run-program.ts'
import { withStack } from './with-stack.ts'

const deliveries = 1_000
const perSecond = 50
const repeats = 0.3
const badSignatures = 0.1
/** Half of them do what the other half does. */
const pulls = 40
const secret = 'It is a secret to everybody'
const appId = 4711
const benchToken = 'ghp_of_the_bench'

/**
 * A thousand webhook deliveries at fifty a second, three tenths of them repeats and a tenth with a wrong signature: how
 * they were answered, and what came of them; then the same while the worker is killed twice.
 */
export async function benchWebhooks(write: (line: string) => void): Promise<void> {
  for (const kills of [0, 2]) await measure(kills, write)
}

async function measure(kills: number, write: (line: string) => void): Promise<void> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  const settings = {
    GITHUB_MODE: 'app',
    GITHUB_APP_ID: String(appId),
    GITHUB_PRIVATE_KEY_PEM: Buffer.from(privateKey).toString('base64'),
    GITHUB_WEBHOOK_SECRET: secret,
    PUBLIC_URL: 'https://claw.example',
    PORT: '0',
  }
  const model = await startGitHubModel({
    app: { id: appId, publicKey },
    tokens: [benchToken],
    // The payloads are made from the model's own answers, which must not run out.
    limits: { anonymous: 60, token: 1_000_000 },
  })
  const git = await buildGitRepository()
  const root = git.commit({ files: { 'src/a.ts': 'export const a = 1\n' } })
  git.ref('refs/heads/main', root)
  const change = (at: number) =>
    `${Array.from({ length: 6 }, (_, line) => `export const part${at}line${line} = compute${at}(${line})`).join('\n')}\n`
  const firsts = Array.from({ length: pulls }, (_, at) =>
    git.commit({
      parents: [root],
      author: `Developer ${at} <developer-${at}@example.org>`,
      files: { [`src/part${at >> 1}.ts`]: change(at >> 1) },
    }),
  )
  const fresh = Math.round(deliveries * (1 - repeats - badSignatures))
  const pushes = Array.from({ length: fresh }, (_, at) => ({ pull: at % pulls, commit: 0 }))
  const tips = [...firsts]
  for (const push of pushes) {
    push.commit = git.commit({ parents: [tips[push.pull]!], message: `Push ${randomUUID()}\n` })
    tips[push.pull] = push.commit
  }
  await git.write()
  const repository = await model.addRepository('Acme', 'shop', git.gitDir)
  const numbers = await repository.openPulls(
    firsts.map((mark, at) => ({
      head: git.sha(mark),
      author: `developer-${at}`,
      createdAt: new Date(Date.now() - (pulls - at) * 3_600_000),
    })),
  )
  model.app.install('acme/shop')
  const api = { GITHUB_API_URL: model.apiUrl, GITHUB_SERVER_URL: model.serverUrl }
  let worker: Program | undefined
  try {
    await withStack(['api'], { ...settings, ...api }, async (stack) => {
      const startWorker = async () => {
        worker = startProgram('worker', [], {
          ...settings,
          ...api,
          DATABASE_URL: stack.databaseUrl,
          REDIS_URL: stack.redisUrl,
          DATA_DIR: `${git.gitDir}-data`,
        })
        await worker.line((line) => line.includes('"msg":"ready"'))
      }
      await startWorker()
      const sender = openWebhookSender(stack.apiUrl!, secret)
      const client = new pg.Client({ connectionString: stack.databaseUrl })
      await client.connect()
      const redis = openRedis(stack.redisUrl, 'worker', openLog('bench', 'silent'))
      const checks = new Queue(checkQueueName, { connection: redis })
      const settled = async () => {
        for (let quiet = 0, written = -1; quiet < 8; ) {
          await sleep(1_000)
          const { rows } = await client.query(
            `SELECT count(*)::int AS busy FROM scans WHERE state IN ('waiting', 'active', 'paused')`,
          )
          const [writes, due] = [
            model.writes().length,
            await checks.getJobCountByTypes('active', 'waiting', 'delayed'),
          ]
          quiet = rows[0].busy === 0 && due === 0 && writes === written ? quiet + 1 : 0
          written = writes
        }
      }
      await sender.send('installation', { action: 'created', repositories: [{ full_name: 'Acme/shop' }] })
      await settled()
      const analysed = async () =>
        Number((await client.query('SELECT count(*) AS count FROM revisions')).rows[0].count)
      const [before, writesBefore] = [await analysed(), model.writes().length]

      // Which of them are repeats and which are forged is drawn beforehand, evenly spread.
      const kinds = Array.from({ length: deliveries }, (_, at) =>
        at % 10 < 6 ? ('push' as const) : at % 10 < 9 ? ('repeat' as const) : ('forged' as const),
      )
      // Read once, so that making payloads does not slow down the sending of them: a push changes the head and the
      // time.
      const opened = new Map<number, Record<string, unknown>>()
      for (const number of numbers)
        opened.set(number, await pullPayload(model, 'acme/shop', number, 'synchronize', {}, benchToken))
      const pushed = (number: number) => {
        const payload = opened.get(number)!
        const pull = payload.pull_request as { head: object }
        const { headSha, updatedAt } = repository.state.pulls.get(number)!
        const head = { ...pull.head, sha: headSha }
        return { ...payload, pull_request: { ...pull, head, updated_at: isoTime(updatedAt) } }
      }
      const sent: { id: string; payload: unknown }[] = []
      const answers: SentDelivery[] = []
      const inFlight: Promise<unknown>[] = []
      const began = performance.now()
      let next = 0
      for (const [at, kind] of kinds.entries()) {
        const due = began + (at * 1_000) / perSecond
        if (kind === 'push') {
          const { pull, commit } = pushes[next++]!
          await repository.push(numbers[pull]!, git.sha(commit))
          sent.push({ id: randomUUID(), payload: pushed(numbers[pull]!) })
        }
        const { id, payload } =
          kind === 'push'
            ? sent.at(-1)!
            : kind === 'repeat'
              ? sent[Math.floor(Math.random() * sent.length)]!
              : { id: randomUUID(), payload: sent[0]!.payload }
        await sleep(Math.max(0, due - performance.now()))
        inFlight.push(
          sender
            .send('pull_request', payload, { id, ...(kind === 'forged' && { signedWith: 'wrong' }) })
            .then((answer) => answers.push(answer)),
        )
        if (kills > 0 && (at === 300 || at === 650)) {
          worker!.child.kill('SIGKILL')
          await worker!.ended
          inFlight.push(startWorker())
        }
      }
      await Promise.all(inFlight)
      const seconds = (performance.now() - began) / 1_000
      await settled()
      const counts = new Map<string, number>()
      for (const { status, body } of answers) {
        const code = `${status} ${body.result ?? body.error?.code}`
        counts.set(code, (counts.get(code) ?? 0) + 1)
      }
      const codes = [...counts].map(([code, count]) => `${count} × ${code}`).sort()
      const times = answers.map(({ ms }) => ms).sort((x, y) => x - y)
      const at = (share: number) => times[Math.floor(times.length * share)]!.toFixed(1)
      const heads = await client.query(
        `SELECT count(*)::int AS behind FROM pull_requests p WHERE NOT EXISTS
           (SELECT FROM revisions r WHERE r.repository_id = p.repository_id AND r.number = p.number AND r.head_sha = p.head_sha)`,
      )
      const current = new Set([...repository.state.pulls.values()].map(({ headSha }) => headSha))
      const stored = await client.query('SELECT head_sha FROM pull_requests')
      const behind =
        heads.rows[0].behind + stored.rows.filter(({ head_sha }) => !current.has(head_sha)).length
      const runs = model.app.checkRuns()
      const open = runs.filter(({ output }) => output.title !== 'Superseded')
      const doubled = runs.length - new Set(runs.map(({ headSha }) => headSha)).size
      const foreign = model.writes().filter(({ url }) => !/\/check-runs(?:\/\d+)?$/.test(url)).length
      write(
        `${kills === 0 ? 'undisturbed' : 'the worker killed twice'}: ${deliveries} deliveries in ${seconds.toFixed(1)} s: ${codes.join(', ')}; p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, slowest ${at(0.9999)} ms`,
      )
      write(
        `  ${fresh} pushes to ${pulls} pull requests: ${(await analysed()) - before} analyses, ${behind} heads behind; ${model.writes().length - writesBefore} writes of check runs, ${open.length} open of ${runs.length} (${open.filter(({ output }) => output.title.startsWith('Does the same')).length} say that it does the same), ${doubled} doubled; ${foreign} other writes`,
      )
      await client.end()
      await checks.close()
      redis.disconnect()
      worker!.child.kill('SIGTERM')
      await worker!.ended
    })
  } finally {
    if (worker?.child.exitCode === null) worker.child.kill('SIGKILL')
    await model.close()
    await git.remove()
  }
}
