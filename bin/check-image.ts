import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { askImageHealth, imageToken, imageUrl, startImageService } from '../bench/image-service.ts'
import { findImageTool, type ImageTool, startCommand } from '../bench/image-tool.ts'
import { AppError } from '../src/errors.ts'
import { projectRoot } from '../src/root.ts'
import { parseCommandLine } from '../src/terminal/command-line.ts'
import { runProgram } from '../src/terminal/run-program.ts'
import { openModel } from '../src/testing/github/open-model.ts'

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

/** What the service idles in, and what must be left of that and of what it scans in. Mebibytes. */
const idleMb = 256
const idleSpareMb = 80
const scanSpareMb = 100
/** Told when everything was measured. */
const shortages: string[] = []
const tell = (line: string) => process.stderr.write(`${line}\n`)

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
  const tool = findImageTool()
  const folder = mkdtempSync(join(tmpdir(), 'ct-image-'))
  try {
    if (!values['no-build']) {
      const clone = join(folder, 'clone')
      unpackCommitted(clone)
      tell('building')
      const { code, output } = await startCommand(tool.build(clone)).ended
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
async function checkContents(tool: ImageTool, folder: string): Promise<void> {
  const script = [
    'find /app -name "*.ts" -o -name "*.map" -o -name ".env*" -o -name "*.pem" -o -name node_modules -o -name src',
    'find /app ! -user root -o ! -type l -perm /022',
    'for u in 10001 10002 10003; do setpriv --reuid=$u --regid=10001 --clear-groups sh -c "test -w /app -o -w /app/dist -o -w /app/public" && echo "/app is writable by $u"; done',
    'true',
  ].join('; ')
  const { code, output } = await startCommand(
    tool.run({ memory: 256, volume: folder, env: {}, command: ['sh', '-c', script] }),
  ).ended
  const found = output.split('\n').filter((line) => line.startsWith('/app'))
  if (code !== 0 || found.length > 0)
    throw new AppError('CONFLICT', `the image holds what it should not:\n${found.join('\n') || output}`)
  report('contents: no source, no secret, no package beside the bundle, nothing that the app could change')
}

async function checkIdle(tool: ImageTool, volume: string): Promise<void> {
  const service = await startImageService(tool, idleMb, volume, {})
  // What starting takes is no longer held.
  await sleep(5_000)
  service.forget()
  await sleep(25_000)
  const health = await askImageHealth()
  const left = judge(service.left(idleSpareMb))
  const stopped = await service.stop()
  if (health !== 200)
    throw new AppError('UNAVAILABLE', `after 30 idle seconds in ${idleMb} MiB its health answers ${health}`)
  report(`idle: 30 s in ${idleMb} MiB, ${left}, healthy; ready after ${service.readyMs} ms; ${stopped}`)
}

async function checkScan(
  tool: ImageTool,
  folder: string,
  { pulls, memory, mirror }: { pulls: number; memory: number; mirror: string | null },
): Promise<void> {
  tell(`preparing ${pulls} pull requests`)
  const { model, close } = await openModel(folder, pulls, mirror)
  try {
    const service = await startImageService(tool, memory, join(folder, 'scan'), {
      GITHUB_API_URL: model.apiUrl,
      GITHUB_SERVER_URL: model.serverUrl,
      PUBLIC_SCAN_ALLOWED_REPOS: 'acme/shop',
    })
    const began = performance.now()
    const headers = { authorization: `Bearer ${imageToken}`, 'content-type': 'application/json' }
    const trigger = await fetch(`${imageUrl}/api/ops/public-scan`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ owner: 'acme', repo: 'shop', snapshot: 'check' }),
    })
    if (trigger.status !== 202)
      throw new AppError('UNAVAILABLE', `the trigger was answered ${trigger.status}`)
    for (;;) {
      await sleep(1_000)
      const answer = await fetch(`${imageUrl}/api/ops/scans/acme/shop/check`, { headers }).catch(() => null)
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
        const left = judge(service.left(scanSpareMb))
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

/** Keeps what is short, which fails the check at its end. */
function judge({ text, shortage }: { text: string; shortage: string | null }): string {
  if (shortage !== null) shortages.push(shortage)
  return text
}

const report = (line: string) => process.stdout.write(`${line}\n`)

await runProgram('check:image', main)
