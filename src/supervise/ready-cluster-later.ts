import { spawn } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import type { Config } from '../config.ts'
import { machineMemoryMb } from '../machine-memory.ts'
import { wantsReadyCluster } from './make-ready-cluster.ts'
import { programCommand } from './program.ts'

/** Whoever has just started a service, or a scan, waits for other things first, and many end it soon. */
const laterMs = 60_000
/** A second Postgres has no room on a small machine. */
const leastMemoryMb = 1_536

export interface ReadyClusterLater {
  /** Ends what is being made. */
  stop(): Promise<void>
}

/**
 * Makes what the next new data folder begins with, once for this machine, while a service has nothing else to do: by a
 * process of its own, behind all others. It is never needed, so a failure is not told.
 */
export function makeReadyClusterLater(
  config: Config,
  env: Record<string, string | undefined> = process.env,
  waitMs = laterMs,
): ReadyClusterLater {
  let stopped = false
  let ended: Promise<void> | undefined
  let end = () => {}
  const timer = setTimeout(() => {
    if (stopped || machineMemoryMb() < leastMemoryMb || !isWanted(config, env)) return
    const { command, args } = programCommand('ready-cluster')
    // A channel, by which it hears that this process has gone.
    const child = spawn(command, args, {
      env: { ...env, LOG_LEVEL: 'fatal' },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    ended = new Promise((resolve) => {
      child.once('error', () => resolve())
      child.once('close', () => resolve())
    })
    end = () => void child.kill('SIGTERM')
    try {
      if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW)
    } catch {
      // It has ended already.
    }
  }, waitMs)
  timer.unref()
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      end()
      await ended
    },
  }
}

function isWanted(config: Config, env: Record<string, string | undefined>): boolean {
  try {
    return wantsReadyCluster(config, env)
  } catch {
    return false
  }
}
