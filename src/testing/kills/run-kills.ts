import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startGitHubModel } from '../github/github-model.ts'
import { type Program, startProgram } from '../run-program.ts'
import { seededRandom } from '../seeded-random.ts'
import { losePower, type ProcessKind, processKinds, send, sortProcesses } from './processes.ts'
import { openShop, type Shop } from './shops.ts'

export interface KillPlan {
  seed: number
  /** Scans that are asked for, over a tenth as many repositories (two at least). */
  scans: number
  /** Single processes that are killed, each kind in its turn. */
  kills: number
  /** Losses of all processes at once, in the middle of their work. */
  losses: number
  /** And of these in the middle of the start. */
  lossesInStart: number
  /** The supervisor's built program; absent: the sources, which take longer to start. */
  program?: string | undefined
  /** Called now and then, for a person who watches. */
  onProgress?(line: string): void
}

export interface KillOutcome {
  /** Scans that were accepted, and the state that each ended in. */
  states: Record<string, string>
  /** Processes that were killed, by kind; `power` are losses of all of them. */
  killed: Record<string, number>
  starts: number
  /**
   * What the dashboard shows of each repository in the end, and what it shows after one scan by a service that never
   * met a kill.
   */
  shown: Record<string, unknown>
  fresh: Record<string, unknown>
  /** Pull requests whose analysis was there before a kill and was made anew. */
  analysedTwice: string[]
}

const opsToken = 'an-ops-token-for-tests'
/** A kill comes at most so long after the last one: a scan of a few dozen pull requests takes as long. */
const longestPauseMs = 1_200
const longestStartMs = 1_500
const mostLooks = 600

type Step = ProcessKind | 'power' | 'power in start'

/** Everything in a random order, the same one for the same seed. */
function planSteps({ kills, losses, lossesInStart }: KillPlan, random: () => number): Step[] {
  const steps: Step[] = [
    ...Array.from({ length: kills }, (_, at) => processKinds[at % processKinds.length]!),
    ...Array<Step>(losses - lossesInStart).fill('power'),
    ...Array<Step>(lossesInStart).fill('power in start'),
  ]
  for (let at = steps.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    ;[steps[at], steps[other]] = [steps[other]!, steps[at]!]
  }
  return steps
}

/**
 * Runs a whole service, kills its processes as planned while it scans, and starts it again whenever it has ended, as
 * the machine does.
 */
export async function runKills(plan: KillPlan): Promise<KillOutcome> {
  const random = seededRandom(plan.seed)
  const steps = planSteps(plan, random)
  const folder = mkdtempSync(join(tmpdir(), 'ct-kills-'))
  const model = await startGitHubModel({ tokens: ['ghp_of_the_tests'] })
  const shops: Shop[] = []
  const count = Math.max(2, Math.round(plan.scans / 10))
  for (let at = 0; at < count; at++)
    shops.push(await openShop(model, `shop${at}`, Math.ceil(plan.scans / count)))
  const service = openService(model, folder, 'data', plan.program)
  const killed: Record<string, number> = {}
  const accepted: { shop: Shop; snapshot: string }[] = []
  const known = new Map<string, string>()
  const analysedTwice = new Set<string>()
  const compareAnalyses = async (shop: Shop) => {
    for (const [number, analyzedAt] of await readAnalyses(service, shop)) {
      const before = known.get(`${shop.name}#${number}`)
      if (before !== undefined && before !== analyzedAt) analysedTwice.add(`${shop.name}#${number}`)
      known.set(`${shop.name}#${number}`, analyzedAt)
    }
  }
  const triggerNext = async () => {
    const shop = shops[accepted.length % shops.length]!
    const snapshot = `s${accepted.length}`
    await shop.openNext()
    await service.trigger(shop.name, snapshot)
    accepted.push({ shop, snapshot })
  }
  try {
    for (const [at, step] of steps.entries()) {
      if (step === 'power in start') {
        await service.end()
        service.start()
        await sleep(random() * longestStartMs)
      } else {
        await service.ready()
        // Spread over the run, so that most kills meet scans that are new.
        while (accepted.length < Math.ceil((plan.scans * (at + 1)) / steps.length)) await triggerNext()
        // git runs for moments only: it is looked for from the beginning of a scan.
        if (step === 'git' && accepted.length < plan.scans) await triggerNext()
        if (step !== 'git') await sleep(random() * longestPauseMs)
      }
      const name = step === 'power in start' ? 'power' : step
      if (await service.kill(name, random)) killed[name] = (killed[name] ?? 0) + 1
      if (at % 4 === 0) {
        await service.ready()
        await compareAnalyses(shops[Math.floor(random() * shops.length)]!)
      }
      plan.onProgress?.(`${at + 1} of ${steps.length}: ${step}`)
    }
    while (accepted.length < plan.scans) await triggerNext()
    const states: Record<string, string> = {}
    for (const { shop, snapshot } of accepted)
      states[`${shop.name}/${snapshot}`] = await service.stateInTheEnd(shop.name, snapshot)
    for (const shop of shops) await compareAnalyses(shop)
    const shown = await readShown(service, shops)
    await service.end()

    const calm = openService(model, folder, 'fresh', plan.program)
    try {
      for (const shop of shops) await calm.trigger(shop.name, 'fresh')
      for (const shop of shops) await calm.stateInTheEnd(shop.name, 'fresh')
      const fresh = await readShown(calm, shops)
      return { states, killed, starts: service.starts(), shown, fresh, analysedTwice: [...analysedTwice] }
    } finally {
      await calm.end()
    }
  } finally {
    await service.end()
    await model.close()
    for (const shop of shops) await shop.remove()
    rmSync(folder, { recursive: true, force: true })
  }
}

type Service = ReturnType<typeof openService>

function openService(
  model: { apiUrl: string; serverUrl: string },
  folder: string,
  data: string,
  built: string | undefined,
) {
  let program: Program | undefined
  let url: Promise<string> | undefined
  let starts = 0
  const hasEnded = () =>
    program === undefined || program.child.exitCode !== null || program.child.signalCode !== null
  const start = () => {
    starts++
    const env = {
      DATA_DIR: join(folder, data),
      PORT: '0',
      GITHUB_API_URL: model.apiUrl,
      GITHUB_SERVER_URL: model.serverUrl,
      // Hundreds of requests, and a client without a token does not have so many in an hour.
      GITHUB_TOKEN: 'ghp_of_the_tests',
      OPS_TRIGGER_TOKEN: opsToken,
      PUBLIC_SCAN_ALLOWED_REPOS: 'acme/*',
      DASHBOARD_PUBLIC: 'true',
    }
    program = startProgram('supervise', [], env, process.execPath, built === undefined ? undefined : [built])
    url = program
      .line((line) => line.includes('"msg":"ready"') && line.includes('supervise'))
      .then((line) => (JSON.parse(line) as { url: string }).url)
    url.catch(() => {})
  }
  /** The address of a service that is up: started again as often as it ends. */
  const ready = async (): Promise<string> => {
    for (;;) {
      if (hasEnded()) start()
      const answer = await url!.catch(() => null)
      if (answer !== null && !hasEnded()) return answer
      await program!.ended
    }
  }
  /** Asks until there is an answer of a whole service. */
  const ask = async (path: string, init?: RequestInit): Promise<{ status: number; body: unknown }> => {
    for (;;) {
      const address = await ready()
      try {
        const response = await fetch(`${address}${path}`, { ...init, signal: AbortSignal.timeout(30_000) })
        const body: unknown = await response.json()
        if (response.status < 500) return { status: response.status, body }
      } catch {
        // It went away in the middle.
      }
      await sleep(100)
    }
  }
  return {
    start,
    ready,
    ask,
    starts: () => starts,
    async trigger(repo: string, snapshot: string) {
      const { status } = await ask('/api/ops/public-scan', {
        method: 'POST',
        headers: { authorization: `Bearer ${opsToken}`, 'content-type': 'application/json' },
        body: JSON.stringify({ owner: 'acme', repo, snapshot }),
      })
      // Accepted by a call whose answer was lost, it is a duplicate.
      if (status !== 202 && status !== 200)
        throw new Error(`the trigger of ${repo}/${snapshot} got ${status}`)
    },
    async stateInTheEnd(repo: string, snapshot: string): Promise<string> {
      for (;;) {
        const { body } = await ask(`/api/ops/scans/acme/${repo}/${snapshot}`)
        const { state, error } = body as { state: string; error: string | null }
        if (state === 'done') return state
        if (state === 'failed') return `failed: ${error}`
        await sleep(100)
      }
    },
    /** @returns whether there was such a process; the service has ended by then if it ends with it. */
    async kill(kind: ProcessKind | 'power', random: () => number): Promise<boolean> {
      const { pid } = program!.child
      if (kind === 'power') {
        losePower(pid!)
        await program!.ended
        return true
      }
      for (let looks = 0; looks < mostLooks && !hasEnded(); looks++) {
        const pids = sortProcesses(pid!)[kind]
        const one = pids[Math.floor(random() * pids.length)]
        if (one !== undefined && send(one, 'SIGKILL')) {
          if (kind !== 'backend' && kind !== 'git') await program!.ended
          return true
        }
        await sleep(5)
      }
      return false
    },
    async end() {
      if (hasEnded()) return
      program!.child.kill('SIGTERM')
      await program!.ended
    },
  }
}

/** When each pull request's present change was analysed, as far as it was. */
async function readAnalyses(service: Service, shop: Shop): Promise<Map<number, string>> {
  const analyses = new Map<number, string>()
  const { body } = await service.ask(`/api/repos/acme/${shop.name}/pulls?limit=100`)
  for (const { number } of (body as { items?: { number: number }[] }).items ?? []) {
    const { body: pull } = await service.ask(`/api/repos/acme/${shop.name}/pulls/${number}`)
    const { analysis } = pull as { analysis?: { analyzedAt: string } | null }
    if (analysis) analyses.set(number, analysis.analyzedAt)
  }
  return analyses
}

/** The duplicate sets of each repository, without what says when they were found. */
async function readShown(service: Service, shops: readonly Shop[]): Promise<Record<string, unknown>> {
  const shown: Record<string, unknown> = {}
  for (const { name } of shops) {
    const { body } = await service.ask(`/api/repos/acme/${name}/duplicate-sets?limit=100&minScore=0`)
    const { items } = body as {
      items: {
        original: number
        category: string
        score: number
        members: { number: number }[]
        edges: unknown
      }[]
    }
    shown[name] = items
      .map(({ original, category, score, members, edges }) => ({
        original,
        category,
        score,
        members: members.map(({ number }) => number),
        edges,
      }))
      .sort((a, b) => a.original - b.original)
  }
  return shown
}
