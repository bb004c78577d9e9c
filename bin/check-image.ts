import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { readProcessMemory, sumOf } from '../bench/process-memory.ts'
import { AppError } from '../src/errors.ts'
import { projectRoot } from '../src/root.ts'
import { parseCommandLine } from '../src/terminal/command-line.ts'
import { runProgram } from '../src/terminal/run-program.ts'
import { buildBusyRepository } from '../src/testing/busy-repository.ts'
import { type GitHubModel, startGitHubModel } from '../src/testing/github/github-model.ts'

const usage = `usage: npm run check:image [-- --mirror DIR] [--pulls N] [--no-build]

Builds the image from what is committed (git archive HEAD) and nothing else,
and runs it for real: what is in it, that it starts and stops, that it idles
in 256 MiB with 80 to spare, and that scans of 2,000 open pull requests end in
512 MiB with 100 to spare. Needs Docker, or the tool that IMAGE_TOOL names
(which takes build DIR, and run -m MiB -v HOST:DIR -e K=V -- CMD).

  --mirror DIR   scan these pull requests, from a bare mirror, instead of
                 made-up ones of the same shape as ember.js'
  --pulls N      so many (2000)
  --memory MIB   in so much (512)
  --no-build     the image is built already
`

const image = 'localhost/clawtriage'
const token = 'token-for-checking-the-image'
const port = 4_987
const url = `http://127.0.0.1:${port}`
/** What the service idles in, and what must be left of that and of what it scans in. Mebibytes. */
const idleMb = 256
const idleSpareMb = 80
const scanSpareMb = 100
/** What the image runs. */
const programs =
  /^(?:supervise|clawtriage|api|worker|analysis-thread|reading-thread|node|MainThread|postgres|initdb|redis|git)/
const sampleMs = 300
/** Told when everything was measured. */
const shortages: string[] = []
const tell = (line: string) => process.stderr.write(`${line}\n`)

/** How an image is built and run here. */
interface Tool {
  build(folder: string): string[]
  run(options: { memory: number; volume: string; env: Record<string, string>; command: string[] }): string[]
}

function findTool(): Tool {
  const flags = (env: Record<string, string>) =>
    Object.entries(env).flatMap(([key, value]) => ['-e', `${key}=${value}`])
  const beside = join(projectRoot, '../shared/tools/image')
  const other = process.env.IMAGE_TOOL ?? (existsSync(beside) ? beside : null)
  if (other !== null)
    return {
      build: (folder) => [other, 'build', folder],
      run: ({ memory, volume, env, command }) => [
        ...[other, 'run', '-m', String(memory), '-v', `${volume}:/data`, ...flags(env)],
        ...(command.length > 0 ? ['--', ...command] : []),
      ],
    }
  try {
    execFileSync('docker', ['info'], { stdio: 'ignore' })
  } catch {
    throw new AppError('UNAVAILABLE', 'no Docker engine answers, and IMAGE_TOOL names no other tool')
  }
  return {
    build: (folder) => ['docker', 'build', '-t', image, folder],
    // No swap: what does not fit is killed. --init, as Fly's machines have one.
    run: ({ memory, volume, env, command }) => [
      ...['docker', 'run', '--rm', '--init', '--network', 'host', '--stop-timeout', '60'],
      ...['-m', `${memory}m`, '--memory-swap', `${memory}m`, '-v', `${volume}:/data`, ...flags(env)],
      ...[image, ...command],
    ],
  }
}

async function main(): Promise<number> {
  const { values } = parseCommandLine({
    args: process.argv.slice(2),
    options: {
      mirror: { type: 'string' },
      pulls: { type: 'string', default: '2000' },
      memory: { type: 'string', default: '512' },
      'no-build': { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) {
    process.stdout.write(usage)
    return 0
  }
  const pulls = Number(values.pulls)
  if (!Number.isInteger(pulls) || pulls < 1)
    throw new AppError('USAGE', '--pulls: expected a whole number from 1')
  const memory = Number(values.memory)
  if (!Number.isInteger(memory) || memory < 256)
    throw new AppError('USAGE', '--memory: expected a whole number from 256')
  const tool = findTool()
  const folder = mkdtempSync(join(tmpdir(), 'ct-image-'))
  try {
    if (!values['no-build']) {
      const clone = join(folder, 'clone')
      unpackCommitted(clone)
      tell('building')
      const { code, output } = await start(tool.build(clone)).ended
      if (code !== 0) throw new AppError('UNAVAILABLE', `the image was not built:\n${output.slice(-2_000)}`)
    }
    await checkContents(tool, folder)
    await checkIdle(tool, join(folder, 'idle'))
    await checkScan(tool, folder, { pulls, memory, mirror: values.mirror ?? null })
    if (shortages.length > 0) throw new AppError('UNAVAILABLE', shortages.join('; '))
    return 0
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A folder that was built in by hand would lend the image what a clone lacks. */
function unpackCommitted(folder: string): void {
  mkdirSync(folder)
  const git = (...args: string[]) => execFileSync('git', args, { cwd: projectRoot, maxBuffer: 1 << 30 })
  if (git('status', '--porcelain').length > 0) tell('what is not committed is not in the image')
  execFileSync('tar', ['-x', '-C', folder], { input: git('archive', 'HEAD') })
}

/** Nothing that does not belong, and nothing of the app that one of its own accounts could change. */
async function checkContents(tool: Tool, folder: string): Promise<void> {
  const script = [
    'find /app -name "*.ts" -o -name "*.map" -o -name ".env*" -o -name "*.pem" -o -name node_modules -o -name src',
    'find /app ! -user root -o ! -type l -perm /022',
    'for u in 10001 10002 10003; do setpriv --reuid=$u --regid=10001 --clear-groups sh -c "test -w /app -o -w /app/dist -o -w /app/public" && echo "/app is writable by $u"; done',
    'true',
  ].join('; ')
  const { code, output } = await start(
    tool.run({ memory: 256, volume: folder, env: {}, command: ['sh', '-c', script] }),
  ).ended
  const found = output.split('\n').filter((line) => line.startsWith('/app'))
  if (code !== 0 || found.length > 0)
    throw new AppError('CONFLICT', `the image holds what it should not:\n${found.join('\n') || output}`)
  report('contents: no source, no secret, no package beside the bundle, nothing that the app could change')
}

async function checkIdle(tool: Tool, volume: string): Promise<void> {
  const service = await startService(tool, idleMb, volume, {})
  // What starting takes is no longer held.
  await sleep(5_000)
  service.forget()
  await sleep(25_000)
  const health = await askHealth()
  const left = service.left(idleSpareMb)
  const stopped = await service.stop()
  if (health !== 200)
    throw new AppError('UNAVAILABLE', `after 30 idle seconds in ${idleMb} MiB its health answers ${health}`)
  report(`idle: 30 s in ${idleMb} MiB, ${left}, healthy; ready after ${service.readyMs} ms; ${stopped}`)
}

async function checkScan(
  tool: Tool,
  folder: string,
  { pulls, memory, mirror }: { pulls: number; memory: number; mirror: string | null },
): Promise<void> {
  tell(`preparing ${pulls} pull requests`)
  const { model, close } = await openModel(folder, pulls, mirror)
  try {
    const service = await startService(tool, memory, join(folder, 'scan'), {
      GITHUB_API_URL: model.apiUrl,
      GITHUB_SERVER_URL: model.serverUrl,
      PUBLIC_SCAN_ALLOWED_REPOS: 'acme/shop',
    })
    const began = performance.now()
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const trigger = await fetch(`${url}/api/ops/public-scan`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ owner: 'acme', repo: 'shop', snapshot: 'check' }),
    })
    if (trigger.status !== 202)
      throw new AppError('UNAVAILABLE', `the trigger was answered ${trigger.status}`)
    for (;;) {
      await sleep(1_000)
      const answer = await fetch(`${url}/api/ops/scans/acme/shop/check`, { headers }).catch(() => null)
      if (service.child.exitCode !== null)
        throw new AppError(
          'UNAVAILABLE',
          `it ended in the middle of the scan:\n${(await service.ended).output.slice(-1_500)}`,
        )
      const scan = (await answer?.json().catch(() => null)) as {
        state?: string
        error?: string
        progress?: object
      } | null
      if (scan?.state === 'failed') throw new AppError('UNAVAILABLE', `the scan failed: ${scan.error}`)
      if (scan?.state === 'done') {
        const seconds = ((performance.now() - began) / 1_000).toFixed(1)
        const left = service.left(scanSpareMb)
        report(
          `scan in ${memory} MiB, ${left}: ${JSON.stringify(scan.progress)} in ${seconds} s; ${await service.stop()}`,
        )
        return
      }
    }
  } finally {
    await close()
  }
}

/** A model of GitHub with so many open pull requests: the newest of a mirror, or made up. */
async function openModel(
  folder: string,
  pulls: number,
  mirror: string | null,
): Promise<{ model: GitHubModel; close(): Promise<void> }> {
  const model = await startGitHubModel()
  const git = mirror === null ? await buildBusyRepository(pulls) : null
  const gitDir = git?.gitDir ?? join(folder, 'mirror.git')
  let heads: string[]
  if (git !== null) heads = git.heads
  else {
    execFileSync('git', ['clone', '--quiet', '--mirror', mirror!, gitDir], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    const refs = execFileSync(
      'git',
      ['-C', gitDir, 'for-each-ref', '--format=%(objectname) %(refname)', 'refs/pull/*/head'],
      { encoding: 'utf8' },
    )
    const numbered = refs
      .split('\n')
      .map((line) => line.split(' '))
      .map(([sha, name]) => ({ sha: sha!, number: Number(name?.split('/')[2]) }))
    heads = numbered
      .filter(({ number }) => number > 0)
      .sort((a, b) => a.number - b.number)
      .slice(-pulls)
      .map(({ sha }) => sha)
  }
  const repository = await model.addRepository('acme', 'shop', gitDir)
  const now = Date.now()
  await repository.openPulls(
    heads.map((head, at) => ({ head, createdAt: new Date(now - (heads.length - at) * 3_600_000) })),
  )
  return {
    model,
    async close() {
      await model.close()
      await git?.remove()
    },
  }
}

async function startService(tool: Tool, memory: number, volume: string, env: Record<string, string>) {
  execFileSync('mkdir', ['-p', volume])
  const began = performance.now()
  const service = start(
    tool.run({
      memory,
      volume,
      env: { PORT: String(port), OPS_TRIGGER_TOKEN: token, DASHBOARD_TOKEN: token, ...env },
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
  while ((await askHealth()) !== 200) {
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
    /**
     * What all of its processes together have left at their highest, in words; too little fails the check at its end.
     */
    left(spareMb: number): string {
      if (highest.size === 0) return 'its memory not seen from here'
      const parts = [...highest].map(([name, mb]) => `${name} ${Math.round(mb)}`).join(', ')
      const free = Math.round(memory - sumOf(highest))
      if (free < spareMb) shortages.push(`of ${memory} MiB ${free} are left, not ${spareMb}: ${parts}`)
      return `${free} to spare (${parts})`
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

async function askHealth(): Promise<number> {
  return fetch(`${url}/api/health`, { signal: AbortSignal.timeout(5_000) }).then(
    (response) => response.status,
    () => 0,
  )
}

function start(words: string[]): {
  child: ChildProcess
  ended: Promise<{ code: number | null; output: string }>
} {
  const [program, ...args] = words
  // Its own group: a Ctrl-C reaches it through us alone.
  const child = spawn(program!, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  let output = ''
  for (const stream of [child.stdout!, child.stderr!])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  const ended = new Promise<{ code: number | null; output: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, output }))
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => child.kill('SIGTERM'))
  return { child, ended }
}

const report = (line: string) => process.stdout.write(`${line}\n`)

await runProgram('check:image', main)
