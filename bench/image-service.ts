import { execFileSync } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '../src/errors.ts'
import { type ImageTool, startCommand } from './image-tool.ts'
import { readProcessMemory, sumOf } from './process-memory.ts'

export const imageToken = 'token-for-checking-the-image'
const port = 4_987
export const imageUrl = `http://127.0.0.1:${port}`
/** What the image runs. */
const programs =
  /^(?:supervise|clawtriage|api|worker|analysis-thread|reading-thread|node|MainThread|postgres|initdb|redis|git)/
const sampleMs = 300

/**
 * Runs the image in so much memory until it is healthy, and looks at what its processes hold from then on.
 * @param memory MiB.
 * @throws AppError UNAVAILABLE when it has not become healthy within two minutes.
 */
export async function startImageService(
  tool: ImageTool,
  memory: number,
  volume: string,
  env: Record<string, string>,
) {
  execFileSync('mkdir', ['-p', volume])
  const began = performance.now()
  const service = startCommand(
    tool.run({
      memory,
      volume,
      env: { PORT: String(port), OPS_TRIGGER_TOKEN: imageToken, DASHBOARD_TOKEN: imageToken, ...env },
      command: [],
    }),
  )
  // The engine's own processes are no part of the image; those of a Docker engine are not below ours, and are not seen
  // at all.
  let highest = new Map<string, number>()
  const sampling = setInterval(() => {
    const memory = process.platform === 'linux' ? readProcessMemory(service.child.pid!) : new Map()
    const ours = new Map([...memory].filter(([name]) => programs.test(name)))
    if (sumOf(ours) > sumOf(highest)) highest = ours
  }, sampleMs)
  void service.ended.then(() => clearInterval(sampling))
  while ((await askImageHealth()) !== 200) {
    if (service.child.exitCode !== null || performance.now() - began > 120_000) {
      service.child.kill('SIGTERM')
      throw new AppError(
        'UNAVAILABLE',
        `it did not become healthy:\n${(await service.ended).output.slice(-2_000)}`,
      )
    }
    await sleep(100)
  }
  return {
    ...service,
    readyMs: Math.round(performance.now() - began),
    /** What was taken until now counts no more. */
    forget() {
      highest = new Map()
    },
    /** What all of its processes together have left at their highest, in words, and what is short of `spareMb` MiB. */
    left(spareMb: number): { text: string; shortage: string | null } {
      if (highest.size === 0) return { text: 'its memory not seen from here', shortage: null }
      const parts = [...highest].map(([name, mb]) => `${name} ${Math.round(mb)}`).join(', ')
      const free = Math.round(memory - sumOf(highest))
      const isShort = free < spareMb
      return {
        text: `${free} to spare (${parts})`,
        shortage: isShort ? `of ${memory} MiB ${free} are left, not ${spareMb}: ${parts}` : null,
      }
    },
    /** Ends it as Fly does. */
    async stop(): Promise<string> {
      const asked = performance.now()
      service.child.kill('SIGTERM')
      const { code, output } = await service.ended
      if (code !== 0) throw new AppError('UNAVAILABLE', `it ended with ${code}:\n${output.slice(-2_000)}`)
      const peak = /peak memory: [^\n]+/.exec(output)?.[0]
      return [
        `stopped with 0 within ${Math.round(performance.now() - asked)} ms`,
        ...(peak ? [peak] : []),
      ].join('; ')
    },
  }
}

/** The status that its health answers; 0: no answer. */
export async function askImageHealth(): Promise<number> {
  return fetch(`${imageUrl}/api/health`, { signal: AbortSignal.timeout(5_000) }).then(
    (response) => response.status,
    () => 0,
  )
}
