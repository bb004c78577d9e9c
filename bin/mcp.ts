import { serveStdio } from '@modelcontextprotocol/server/stdio'
import { type Config, readConfig } from '../src/config.ts'
import { AppError, describeError } from '../src/errors.ts'
import { openLog } from '../src/log.ts'
import { type AskApi, buildMcpServer } from '../src/mcp/mcp-server.ts'
import { readUrl } from '../src/proposal/check-arguments.ts'
import { type McpArguments, mcpUsage, readMcpArguments } from '../src/proposal/mcp-arguments.ts'
import { projectRoot } from '../src/root.ts'
import { startStack } from '../src/supervise/stack.ts'
import { findCloneRepository, standingFolder } from '../src/terminal/clone-repository.ts'
import { readOpenPrs } from '../src/terminal/command-line.ts'
import { findFreePort } from '../src/terminal/free-port.ts'
import { onInterruption } from '../src/terminal/interruption.ts'
import { runProgram } from '../src/terminal/run-program.ts'
import { readVersion } from '../src/version.ts'
import { briefText } from '../src/words/strangers-text.ts'
import { scanOnce } from './scan-once.ts'

const askDeadlineMs = 60_000
/** The first port that is tried for the API of one's own; it listens on this machine alone. */
const firstPort = 3_100

/** Tools for a coding agent, on standard input and output. */
async function main(argv: string[]): Promise<number> {
  const config = readConfig({ LOG_LEVEL: 'fatal', ...process.env })
  const options = readMcpArguments(argv, config.github.serverUrl)
  if (options === null) {
    process.stdout.write(mcpUsage)
    return 0
  }
  const signal = onInterruption()
  const named =
    process.env.CLAWTRIAGE_URL && options.mirror === null ? readUrl(process.env.CLAWTRIAGE_URL) : null
  const url = options.url ?? named
  if (url !== null) {
    await serve(openAsk(url, config.dashboardToken), config, url, signal)
    return 0
  }
  await serveHere(config, options, signal)
  return 0
}

/** Servers of one's own: the API answers on this machine alone, and a scan runs beside it. */
async function serveHere(config: Config, options: McpArguments, signal: AbortSignal): Promise<void> {
  const folder = standingFolder(process.env, process.cwd(), projectRoot)
  const repository = options.repository ?? (await findCloneRepository(folder, config.github.serverUrl))
  const log = openLog('mcp', config.logLevel, 2)
  const host = '127.0.0.1'
  const port = await findFreePort(firstPort, host)
  const own = { PORT: String(port), HOST: host, DASHBOARD_PUBLIC: 'true' }
  const stack = await startStack({
    config: { ...config, port, host },
    env: { ...process.env, ...own },
    log,
    programs: ['api', 'worker'],
    signal,
    output: 'stderr',
  })
  const scan = {
    ...repository,
    source:
      options.mirror === null
        ? ({ kind: config.scanSource } as const)
        : ({ kind: 'mirror', dir: options.mirror } as const),
    maxOpenPrs: readOpenPrs(options.maxOpenPrs),
    all: false,
    snapshot: undefined,
  }
  const { apiUrl } = stack
  try {
    if (apiUrl === null) throw new AppError('INTERNAL', 'the API of one’s own did not start')
    const scanned = scanOnce(stack, scan, log, signal, async () => {}).catch((error) => {
      if (!signal.aborted) process.stderr.write(`the scan failed: ${briefText(describeError(error), 300)}\n`)
    })
    await Promise.race([serve(openAsk(apiUrl, null), config, apiUrl, signal), stack.exited])
    void scanned
  } finally {
    await stack.stop()
  }
}

/** Until the client closes standard input, or this is interrupted. */
async function serve(ask: AskApi, config: Config, site: string, signal: AbortSignal): Promise<void> {
  const version = readVersion(config.release)
  const handle = serveStdio(() => buildMcpServer(ask, version, site))
  await new Promise<void>((resolve) => {
    process.stdin.once('end', resolve)
    process.stdin.once('close', resolve)
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
  await handle.close()
}

/** Asks a service; a redirect is not followed, since the token would go with it. */
function openAsk(url: string, token: string | null): AskApi {
  const { host } = new URL(url)
  return async (method, path, body) => {
    try {
      const response = await fetch(`${url}${path}`, {
        method,
        redirect: 'manual',
        headers: {
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(token !== null && { authorization: `Bearer ${token}` }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(askDeadlineMs),
      })
      const text = await response.text()
      const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false
      return { status: response.status, body: isJson ? JSON.parse(text) : null }
    } catch (error) {
      const inner = error instanceof Error && error.cause !== undefined ? error.cause : error
      return {
        status: 503,
        body: { error: { message: `${host} cannot be reached: ${describeError(inner)}` } },
      }
    }
  }
}

await runProgram('mcp', main)
