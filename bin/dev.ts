import { watch } from 'node:fs'
import { join } from 'node:path'
import { createServer } from 'vite'
import { readConfig } from '../src/config.ts'
import { AppError } from '../src/errors.ts'
import { openLog } from '../src/log.ts'
import { projectRoot } from '../src/root.ts'
import { type Stack, startStack } from '../src/supervise/stack.ts'
import { untilStopped } from '../src/terminal/interruption.ts'
import { renderFailure } from '../src/terminal/program.ts'
import { runProgram } from '../src/terminal/run-program.ts'

const usage = `usage: npm run dev

The service with reload: Vite's dev server on PORT serves the dashboard and
hands /api on to the API on PORT+1, so that the page sees one origin. A
change below src/ restarts the API and the worker; one below src/dashboard/
reloads the page.
`
/** Editors write a file in several steps. */
const settleMs = 150

async function main(argv: string[]): Promise<number> {
  if (argv.includes('--help') || argv.includes('-h')) {
    process.stdout.write(usage)
    return 0
  }
  if (argv.length > 0) throw new AppError('USAGE', 'npm run dev takes no arguments (try --help)')
  const config = readConfig(process.env)
  const log = openLog('dev', config.logLevel)
  const apiPort = config.port === 0 ? 0 : config.port + 1
  const start = () =>
    startStack({ config, log, programs: ['api', 'worker'], env: { ...process.env, PORT: String(apiPort) } })

  let stack: Stack | null = await start()
  process.env.CLAWTRIAGE_API_URL = stack.apiUrl ?? ''
  const vite = await createServer({
    configFile: join(projectRoot, 'vite.config.ts'),
    server: { host: config.host, port: config.port, strictPort: true },
  })
  await vite.listen()
  process.stdout.write(`dashboard: ${vite.resolvedUrls?.local[0] ?? ''}\n`)

  let restarting = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  const restart = async () => {
    await stack?.stop()
    stack = await start().catch((error) => {
      process.stderr.write(renderFailure('dev', error))
      return null
    })
  }
  const watcher = watch(join(projectRoot, 'src'), { recursive: true }, (_event, file) => {
    if (file === null || /^dashboard\b/.test(file) || !/(?<!\.test)\.ts$/.test(file)) return
    clearTimeout(timer)
    timer = setTimeout(() => {
      log.info({ file }, 'changed; restarting')
      restarting = restarting.then(restart)
    }, settleMs)
  })

  await untilStopped()
  watcher.close()
  clearTimeout(timer)
  await restarting
  await Promise.all([vite.close(), stack?.stop()])
  return 0
}

await runProgram('dev', main)
