import { readConfig } from '../src/config.ts'
import { deploy } from '../src/fly/deploy.ts'
import { deployUsage, readDeployArguments } from '../src/fly/fly-arguments.ts'
import { openFlyProgram } from '../src/fly/fly-program.ts'
import { readFlyToml } from '../src/fly/fly-toml.ts'
import { nameRelease } from '../src/fly/name-release.ts'
import { workFolder } from '../src/root.ts'
import { runProgram } from '../src/terminal/run-program.ts'
import { readVersion } from '../src/version.ts'

const healthTimeoutMs = 10_000
const newToken = 'printf %s "$(openssl rand -hex 32)"'
const tokens = [
  { name: 'OPS_TRIGGER_TOKEN', value: newToken },
  { name: 'DASHBOARD_TOKEN', value: newToken },
] as const
const allowlist = { name: 'PUBLIC_SCAN_ALLOWED_REPOS', value: 'printf %s owner/repo' } as const
/** As `npm run app:manifest -- --code CODE` prints them. */
const appSecrets = ['GITHUB_APP_ID', 'GITHUB_WEBHOOK_SECRET', 'GITHUB_PRIVATE_KEY_PEM'].map((name) => ({
  name,
  value: `printf %s "$${name}"`,
}))

/**
 * What a mode cannot do without: the App brings its repositories by itself, and the allowlist is what the others scan.
 */
function requiredIn(mode: string | undefined) {
  switch (mode) {
    case 'app':
      return [...tokens, ...appSecrets]
    case 'hybrid':
      return [...tokens, allowlist, ...appSecrets]
    default:
      return [...tokens, allowlist]
  }
}

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
  const { flyAppUrl } = readConfig({ FLY_APP_URL: process.env.FLY_APP_URL })
  const url = flyAppUrl ?? `https://${app}.fly.dev`
  const release = nameRelease(workFolder)
  await deploy(fly, {
    ...described,
    app,
    flyToml,
    required: requiredIn(described.env.GITHUB_MODE),
    release,
    version: readVersion(release),
    url,
    askHealth: async () => {
      const response = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(healthTimeoutMs) })
      const body = (await response.json()) as { version?: string; checks?: Record<string, string> }
      const checks = Object.entries(body.checks ?? {}).map(([name, state]) => `${name} ${state}`)
      return { status: response.status, version: body.version ?? null, checks: checks.join(', ') }
    },
    askPage: async () => {
      const response = await fetch(`${url}/`, {
        headers: { accept: 'text/html' },
        signal: AbortSignal.timeout(healthTimeoutMs),
      })
      await response.body?.cancel()
      return { status: response.status, type: response.headers.get('content-type') ?? '' }
    },
    sleep,
    tell,
  })
  return 0
}

await runProgram('deploy:fly', main)
