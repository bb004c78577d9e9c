import { request } from 'node:http'
import { AppError } from '../src/errors.ts'
import { buildBusyRepository } from '../src/testing/busy-repository.ts'
import { renderCell } from './cell.ts'
import { readProcessMemory } from './process-memory.ts'
import { withServedScan } from './with-served-scan.ts'

const questions = 200
const warmUps = 3

/**
 * What it costs to ask whether a change is proposed already, among so many open pull requests: time of an answer, and
 * memory of the API before the first question and after the last. Each question is a head's own diff, and comes from an
 * address of its own, since an address may ask 30 times a minute.
 * @param options `pulls`: 10,000 unless it is given. `memory`: MiB of the machine, by a cgroup.
 */
export async function benchCheck(
  write: (line: string) => void,
  options: ReadonlyMap<string, number>,
): Promise<void> {
  const pulls = options.get('pulls') ?? 10_000
  const git = await buildBusyRepository(pulls)
  try {
    await withServedScan(
      git.gitDir,
      () => {},
      async ({ pid, port, cell }) => {
        const before = readProcessMemory(pid).get('api') ?? 0
        const times: number[] = []
        let found = 0
        for (let at = 0; at < questions + warmUps; at++) {
          const number = 1 + Math.floor((at / (questions + warmUps)) * pulls)
          const head = `refs/pull/${number}/head`
          // A bundle of 80,000 lines is more than a question may hold.
          const patch = await git.git('diff', `${head}~1`, head).catch(() => '')
          if (Buffer.byteLength(patch) > 2 * 1024 * 1024 || patch === '') continue
          const began = performance.now()
          const answer = await ask(
            port,
            `127.0.${1 + (at >> 8)}.${1 + (at & 255)}`,
            JSON.stringify({ patch }),
          )
          if (at >= warmUps) times.push(performance.now() - began)
          if (answer.matches.some((match) => match.number === number)) found++
        }
        times.sort((a, b) => a - b)
        const percentile = (share: number) =>
          times[Math.min(times.length - 1, Math.floor(times.length * share))]!.toFixed(0)
        const after = readProcessMemory(pid).get('api') ?? 0
        write(
          `${pulls} open pull requests, ${times.length} questions: p50 ${percentile(0.5)} ms, p95 ${percentile(0.95)} ms, slowest ${percentile(1)} ms`,
        )
        write(`each head's own diff finds it: ${found} of ${times.length + warmUps}`)
        write(
          `the API takes ${before.toFixed(0)} MiB before the first question, ${after.toFixed(0)} after the last (PSS)`,
        )
        if (cell !== null) write(renderCell(cell))
      },
      { memoryMb: options.get('memory') },
    )
  } finally {
    await git.remove()
  }
}

function ask(port: number, localAddress: string, body: string): Promise<{ matches: { number: number }[] }> {
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        host: '127.0.0.1',
        port,
        localAddress,
        method: 'POST',
        path: '/api/repos/acme/shop/check',
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      },
      (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (part: string) => {
          text += part
        })
        response.on('end', () =>
          response.statusCode === 200
            ? resolve(JSON.parse(text))
            : reject(new AppError('UNAVAILABLE', `${response.statusCode}: ${text.slice(0, 300)}`)),
        )
      },
    )
    asked.on('error', reject)
    asked.end(body)
  })
}
