import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../src/config.ts'
import { openLog } from '../src/log.ts'
import { type Stack, startStack } from '../src/supervise/stack.ts'

export async function withStack(
  programs: readonly ('api' | 'worker')[],
  settings: Record<string, string>,
  use: (stack: Stack, folder: string) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'ct-bench-'))
  const env = { ...process.env, ...settings, DATA_DIR: folder, DATABASE_URL: '', REDIS_URL: '' }
  const stack = await startStack({
    config: readConfig(env),
    log: openLog('bench', 'fatal', 2),
    programs: [...programs],
    output: 'stderr',
    env,
  })
  const clean = async () => {
    await stack.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  const onSignal = () => void clean().finally(() => process.exit(1))
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const signal of signals) process.once(signal, onSignal)
  try {
    await use(stack, folder)
  } finally {
    for (const signal of signals) process.off(signal, onSignal)
    await clean()
  }
}
