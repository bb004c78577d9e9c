import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { deploy } from '../src/fly/deploy.ts'
import { deployUsage, readDeployArguments } from '../src/fly/fly-arguments.ts'
import { openFlyProgram, runFlyProgram } from '../src/fly/fly-program.ts'
import { readFlyToml } from '../src/fly/fly-toml.ts'
import { projectRoot } from '../src/root.ts'
import { readVersion } from '../src/version.ts'

const healthTimeoutMs = 10_000
const newToken = 'printf %s "$(openssl rand -hex 32)"'
const required = [
  { name: 'OPS_TRIGGER_TOKEN', value: newToken },
  { name: 'DASHBOARD_TOKEN', value: newToken },
  { name: 'PUBLIC_SCAN_ALLOWED_REPOS', value: 'printf %s owner/repo' },
] as const

/** Deploys to the one machine on Fly.io, and proves that it is there. */
async function main(): Promise<number> {
  const options = readDeployArguments(process.argv.slice(2))
  if (options === null) {
    process.stdout.write(deployUsage)
    return 0
  }
  const { fly, flyToml, tell, sleep } = openFlyProgram(options.dryRun)
  const described = readFlyToml(flyToml)
  const app = options.app ?? described.app
  const url = process.env.FLY_APP_URL?.replace(/\/+$/, '') || `https://${app}.fly.dev`
  const release = nameRelease()
  await deploy(fly, {
    ...described,
    app,
    required,
    release,
    version: readVersion(release),
    askHealth: async () => {
      const response = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(healthTimeoutMs) })
      const body = (await response.json()) as { version?: string; checks?: Record<string, string> }
      const checks = Object.entries(body.checks ?? {}).map(([name, state]) => `${name} ${state}`)
      return { status: response.status, version: body.version ?? null, checks: checks.join(', ') }
    },
    sleep,
    tell,
  })
  return 0
}

/** The commit, and what differs from it, so that no two deploys of other content are named alike. */
function nameRelease(): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: projectRoot, encoding: 'utf8' }).trim()
  try {
    const commit = git('rev-parse', '--short=12', 'HEAD')
    const changes = git('diff', 'HEAD')
    return changes === ''
      ? commit
      : `${commit}.${createHash('sha256').update(changes).digest('hex').slice(0, 8)}`
  } catch {
    return `t${Date.now().toString(36)}` // A folder without git.
  }
}

await runFlyProgram('deploy:fly', main)
