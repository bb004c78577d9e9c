import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { workFolder } from '../root.ts'
import { onInterruption } from '../terminal/interruption.ts'
import { terminalText } from '../words/strangers-text.ts'
import { type FlyCli, openFlyCli } from './fly-cli.ts'

export interface FlyProgram {
  fly: FlyCli
  /** The fly.toml to read and write: the project's, or what FLY_TOML names. */
  flyToml: string
  tell(line: string): void
  sleep(ms: number): Promise<void>
  /** Aborted when the script is ended. */
  signal: AbortSignal
}

/** What the three scripts share: fly's command, ended along with us, and where they write. */
export function openFlyProgram(dryRun: boolean): FlyProgram {
  const signal = onInterruption()
  const tell = (line: string) => process.stderr.write(`${terminalText(line)}\n`)
  const fly = openFlyCli({
    dryRun,
    out: (line) => process.stdout.write(`${line}\n`),
    tell,
    env: process.env,
    signal,
  })
  return {
    fly,
    flyToml: process.env.FLY_TOML ?? join(workFolder, 'fly.toml'),
    tell,
    sleep: (ms) => sleep(ms, undefined, { signal }),
    signal,
  }
}
