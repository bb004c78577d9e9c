import { constants } from 'node:os'
import process from 'node:process'

/**
 * Every command: `npm run SCRIPT` in a checkout and `clawtriage COMMAND` in the package run the same program,
 * `bin/PROGRAM.ts`. Plain JavaScript without any package: in a fresh clone there is none.
 *
 * `needs` is what must be set up before it starts, beside the packages of a checkout; `--help` needs none of it. A
 * command without `command` is for those who work on ClawTriage itself, and is not in the package.
 */
export const commands = [
  {
    program: 'scan',
    script: 'scan',
    command: 'scan',
    about: 'scan a repository, print its duplicate sets: the main job',
    needs: (args) => ['git', 'redis', 'postgres', ...(args.includes('--serve') ? ['dashboard'] : [])],
  },
  {
    program: 'supervise',
    script: 'start',
    command: 'serve',
    about: 'the service: Postgres, Redis, API, dashboard and worker, until it is stopped',
    needs: () => ['git', 'redis', 'postgres', 'dashboard'],
  },
  {
    program: 'report',
    script: 'report',
    command: 'report',
    about: 'what happened to the duplicates of late, as Markdown',
    needs: () => ['redis', 'postgres'],
  },
  {
    program: 'check',
    script: 'check',
    command: 'check',
    about: 'is my change proposed, merged or landed already? before you open it',
    // A service answers by itself; a scan of one's own needs what a scan needs.
    needs: (args, env) =>
      args.includes('--url') || args.some((arg) => arg.startsWith('--url=')) || env.CLAWTRIAGE_URL
        ? ['git']
        : ['git', 'redis', 'postgres'],
  },
  {
    program: 'mcp',
    script: 'mcp',
    command: 'mcp',
    about: 'the same answers as tools for coding agents (MCP on stdio)',
    needs: (args, env) =>
      args.includes('--url') || args.some((arg) => arg.startsWith('--url=')) || env.CLAWTRIAGE_URL
        ? []
        : ['git', 'redis', 'postgres'],
  },
  {
    program: 'action',
    script: 'action',
    command: 'action',
    about: 'a run of GitHub Actions: writes its summary (action.yml)',
    needs: (_, env) => (env.CLAWTRIAGE_URL ? [] : ['git', 'redis', 'postgres']),
  },
  {
    program: 'trigger-scan',
    script: 'trigger:scan',
    command: 'trigger',
    about: 'ask a deployed app for a scan',
    needs: () => [],
  },
  {
    program: 'backup',
    script: 'backup',
    command: 'backup',
    about: 'everything that the app knows, into one file',
    needs: () => ['redis', 'postgres'],
  },
  {
    program: 'restore',
    script: 'restore',
    command: 'restore',
    about: 'and back',
    needs: () => ['redis', 'postgres'],
  },
  {
    program: 'evaluate',
    script: 'evaluate',
    command: 'evaluate',
    about: 'accuracy on labelled pairs',
    needs: () => ['git'],
  },
  {
    program: 'api',
    script: 'api',
    command: 'api',
    about: 'the API and the dashboard alone, with DATABASE_URL and REDIS_URL',
    needs: () => ['dashboard'],
  },
  {
    program: 'worker',
    script: 'worker',
    command: 'worker',
    about: 'a worker alone, likewise',
    needs: () => ['git'],
  },
  {
    program: 'migrate',
    script: 'migrate',
    command: 'migrate',
    about: 'bring the database of DATABASE_URL up to date',
    needs: () => [],
  },
  {
    program: 'app-manifest',
    script: 'app:manifest',
    command: 'app-manifest',
    about: "a GitHub App's manifest, and its settings",
    needs: () => [],
  },
  {
    program: 'launch-fly',
    script: 'launch:fly',
    command: 'launch-fly',
    about: 'Fly.io, once: the app, its volume and its secrets',
    needs: () => [],
  },
  {
    program: 'deploy-fly',
    script: 'deploy:fly',
    command: 'deploy-fly',
    about: 'Fly.io, every time: deploy to one machine, and prove it (in a clone)',
    needs: () => [],
  },
  {
    program: 'schedule-fly',
    script: 'schedule:fly',
    command: 'schedule-fly',
    about: 'Fly.io: the machine that asks for a scan every hour',
    needs: () => [],
  },
  { program: 'dev', script: 'dev', needs: () => ['git', 'redis', 'postgres'] },
  { program: 'explain', script: 'explain', needs: () => ['git'] },
  { program: 'mutate', script: 'mutate', needs: () => [] },
  { program: 'build', script: 'build', needs: () => [] },
  { program: 'check-image', script: 'check:image', needs: () => [] },
  { program: 'check-rooms', script: 'check:rooms', needs: () => [] },
  {
    program: 'check-all',
    script: 'check:all',
    needs: () => ['git', 'redis', 'postgres', 'chromium', 'curl', 'dashboard'],
  },
  {
    program: 'bench',
    script: 'bench',
    needs: (args) => [
      'git',
      'redis',
      'postgres',
      ...(args.length === 0 || args.includes('dashboard') ? ['chromium'] : []),
    ],
  },
  {
    program: 'test',
    script: 'test',
    needs: () => ['git', 'redis', 'postgres', 'chromium', 'curl', 'dashboard'],
  },
]

const leastNode = [20, 19]

/** Why nothing of ours can run here: one line; null when it can. */
export function findObstacle(versions, platform) {
  if (platform === 'win32') return 'ClawTriage runs on Linux and macOS; on Windows, run it in WSL'
  const [major, minor] = versions.node.split('.').map(Number)
  if (major < leastNode[0] || (major === leastNode[0] && minor < leastNode[1]))
    return `ClawTriage needs Node ${leastNode.join('.')} or later; this is ${versions.node}`
  return null
}

/**
 * Ends the process with the one line of an error that a person can act on, or with all of any other; by the signal that
 * ended set-up, as a shell tells it.
 */
export function failWith(error) {
  process.stderr.write(
    `${error instanceof Error && error.expected ? error.message : (error?.stack ?? error)}\n`,
  )
  process.exitCode = error?.signal === undefined ? 1 : 128 + constants.signals[error.signal]
}
