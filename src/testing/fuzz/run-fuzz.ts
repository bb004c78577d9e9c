import fc from 'fast-check'
import { judgeAnswer } from './judge-answer.ts'
import { type FuzzRequest, showRequest } from './request.ts'
import { fuzzRequests } from './requests.ts'
import { send } from './send.ts'
import { type FuzzWorld, origin } from './world.ts'

export interface FuzzReport {
  /** Answers by the route that the request was made for, then by status. */
  byRoute: Map<string, Map<number, number>>
  /** Milliseconds and the request, the slowest first. */
  slowest: { ms: number; request: string }[]
  /** What was wrong, each with the request that shows it; nothing when all is well. */
  problems: string[]
  /** Requests that the fetch API itself refuses to make. */
  unsendable: number
}

const atOnce = 16
const batch = 500
const mostProblems = 20
const mostSlow = 5

/**
 * Sends requests made from the API's own description, some at a time, and judges every answer.
 * @param seed the same seed makes the same requests.
 * @param afterBatch called now and then with how many were sent.
 */
export async function runFuzz(
  world: FuzzWorld,
  { requests, seed, afterBatch }: { requests: number; seed: number; afterBatch?: (sent: number) => void },
): Promise<FuzzReport> {
  const report: FuzzReport = { byRoute: new Map(), slowest: [], problems: [], unsendable: 0 }
  const arbitrary = fuzzRequests(world.spec, world.facts)
  for (let sent = 0; sent < requests && report.problems.length < mostProblems; sent += batch) {
    const size = Math.min(batch, requests - sent)
    const waiting = fc.sample(arbitrary, { seed: seed + sent, numRuns: size })
    const worker = async () => {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop())
        await tryOne(world, next, report)
    }
    await Promise.all(Array.from({ length: atOnce }, worker))
    afterBatch?.(sent + size)
  }
  return report
}

async function tryOne(world: FuzzWorld, request: FuzzRequest, report: FuzzReport): Promise<void> {
  if (!isSendable(request)) {
    report.unsendable++
    return
  }
  const began = performance.now()
  try {
    const answer = await send(world.handle, origin, request)
    const counts = report.byRoute.get(request.route) ?? new Map<number, number>()
    counts.set(answer.status, (counts.get(answer.status) ?? 0) + 1)
    report.byRoute.set(request.route, counts)
    for (const problem of judgeAnswer(request, answer, world.facts))
      report.problems.push(
        `${problem}\n  ${showRequest(request)}\n  ${world.takeLog().slice(0, 3).join('\n  ')}`,
      )
  } catch (error) {
    report.problems.push(`${String(error)}\n  ${showRequest(request)}`)
  }
  report.slowest.push({
    ms: performance.now() - began,
    request: `${request.method} ${request.target}`.slice(0, 100),
  })
  report.slowest.sort((a, b) => b.ms - a.ms).splice(mostSlow)
}

/** What no client can send through the fetch API (a header with a letter of two bytes) is for the raw requests. */
function isSendable({ method, target, headers }: FuzzRequest): boolean {
  try {
    new Request(`${origin}${target}`, { method, headers })
    return true
  } catch {
    return false
  }
}
