import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildGitRepository, type GitRepository } from '../src/testing/git-repository.ts'
import { type GitHubModel, startGitHubModel } from '../src/testing/github/github-model.ts'
import type { RepositoryActions } from '../src/testing/github/repository-actions.ts'
import { type Program, startProgram } from '../src/testing/run-program.ts'

/** A machine that loses its power again and again: everything that runs is killed at once, in the middle of whatever it does. */
const losses = 50
/** Of these, in the middle of the start. */
const lossesInStart = 10
const pullsAtFirst = 40
const opsToken = 'an-ops-token-for-tests'

let folder = ''
let history: GitRepository
let model: GitHubModel
let repository: RepositoryActions
let heads: string[]
let env: Record<string, string>
let service: Program

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ct-power-'))
  history = await buildGitRepository()
  const root = history.commit({ files: { 'src/a.ts': 'export const a = 1\n' } })
  history.ref('refs/heads/main', root)
  const marks = Array.from({ length: pullsAtFirst + losses }, (_, at) =>
    history.commit({
      parents: [root],
      files: { [`src/part${at}.ts`]: `export const part${at} = compute(${at})\n` },
    }),
  )
  await history.write()
  heads = marks.map((mark) => history.sha(mark))
  model = await startGitHubModel({ tokens: ['ghp_of_the_tests'] })
  repository = await model.addRepository('Acme', 'shop', history.gitDir)
  await repository.openPulls(heads.slice(0, pullsAtFirst).map((head) => ({ head })))
  env = {
    DATA_DIR: join(folder, 'data'),
    PORT: '0',
    GITHUB_API_URL: model.apiUrl,
    GITHUB_SERVER_URL: model.serverUrl,
    // Some two hundred requests, and nobody without a token has so many in an hour.
    GITHUB_TOKEN: 'ghp_of_the_tests',
    OPS_TRIGGER_TOKEN: opsToken,
    PUBLIC_SCAN_ALLOWED_REPOS: 'acme/shop',
  }
})
afterAll(async () => {
  if (service?.child.exitCode === null && service.child.signalCode === null) service.child.kill('SIGTERM')
  await service?.ended
  await model?.close()
  await history?.remove()
  rmSync(folder, { recursive: true, force: true })
})

const ready = async (): Promise<string> => {
  const line = await service.line((line) => line.includes('"msg":"ready"') && line.includes('supervise'))
  return (JSON.parse(line) as { url: string }).url
}

/** Kills a process with all that descends from it, at one moment: none of them gets to notice that another one is gone. */
function losePower(pid: number): void {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
    try {
      // "pid (name) state ppid", and the name may hold anything.
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]))
    } catch {
      // Gone meanwhile.
    }
  const all = [pid]
  for (let at = 0; at < all.length; at++)
    for (const [child, parent] of parents) if (parent === all[at]) all.push(child)
  for (const signal of ['SIGSTOP', 'SIGKILL'] as const)
    for (const one of all)
      try {
        process.kill(one, signal)
      } catch {
        // Gone meanwhile.
      }
}

/** When each pull request's present change was analysed, as far as it was. */
async function readAnalyses(url: string): Promise<Map<number, string>> {
  const analyses = new Map<number, string>()
  const { items } = (await (await fetch(`${url}/api/repos/acme/shop/pulls?limit=100`)).json()) as {
    items?: { number: number }[]
  }
  await Promise.all(
    (items ?? []).map(async ({ number }) => {
      const pull = await (await fetch(`${url}/api/repos/acme/shop/pulls/${number}`)).json()
      const { analysis } = pull as { analysis?: { analyzedAt: string } | null }
      if (analysis) analyses.set(number, analysis.analyzedAt)
    }),
  )
  return analyses
}

test(`${losses} power losses lose no accepted trigger and no result`, { timeout: 600_000 }, async () => {
  const accepted: string[] = []
  const known = new Map<number, string>()
  for (let loss = 0; loss < losses; loss++) {
    service = startProgram('supervise', [], env)
    if (loss < lossesInStart) await sleep(Math.random() * 1_500)
    else {
      const url = await ready()
      await repository.openPulls([{ head: heads[pullsAtFirst + loss]! }])
      const snapshot = `s${loss}`
      const answer = await fetch(`${url}/api/ops/public-scan`, {
        method: 'POST',
        headers: { authorization: `Bearer ${opsToken}`, 'content-type': 'application/json' },
        body: JSON.stringify({ owner: 'acme', repo: 'shop', snapshot }),
      })
      expect(answer.status).toBe(202)
      accepted.push(snapshot)
      await sleep(Math.random() * 1_200)
      if (loss % 4 === 0)
        for (const [number, analyzedAt] of await readAnalyses(url))
          expect(known.get(number) ?? known.set(number, analyzedAt).get(number)).toBe(analyzedAt)
    }
    losePower(service.child.pid!)
    await service.ended
  }

  service = startProgram('supervise', [], env)
  const url = await ready()
  for (const snapshot of accepted)
    for (;;) {
      const scan = (await (await fetch(`${url}/api/ops/scans/acme/shop/${snapshot}`)).json()) as {
        state: string
        error: string | null
      }
      expect(scan.state, `${snapshot}: ${scan.error}`).not.toBe('failed')
      if (scan.state === 'done') break
      await sleep(100)
    }
  const analyses = await readAnalyses(url)
  expect(analyses.size).toBe(pullsAtFirst + losses - lossesInStart)
  // What was there before a loss is the same row after all of them: a lost one would have been analysed anew.
  for (const [number, analyzedAt] of known) expect(analyses.get(number)).toBe(analyzedAt)
  expect(known.size).toBeGreaterThan(0)
})
