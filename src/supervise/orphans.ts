import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from '../log.ts'
import { readRegularFile } from '../regular-file.ts'
import { identify, isAlive, type ProcessIdentity, parseIdentity } from './process-identity.ts'

interface RecordedChild extends ProcessIdentity {
  name: string
  stopSignal: 'SIGTERM' | 'SIGINT'
}

/** An orphan that ignores its stop signal is killed after this long. */
const patienceMs = 5_000
const askEveryMs = 20

/**
 * The children that this supervisor has started, on disk: when it is killed, its successor finds what is still running.
 * Only the holder of the data lock reads or writes it.
 */
export function openChildRecord(folder: string) {
  const file = join(folder, 'children.json')
  const children = new Map<number, RecordedChild>()
  const write = () => {
    const aside = `${file}.new`
    writeFileSync(aside, JSON.stringify([...children.values()]))
    renameSync(aside, file)
  }
  return {
    add(name: string, pid: number, stopSignal: RecordedChild['stopSignal']) {
      const identity = identify(pid)
      if (identity === null) return
      children.set(pid, { name, stopSignal, ...identity })
      write()
    },
    remove(pid: number) {
      if (!children.delete(pid)) return
      try {
        write()
      } catch {
        // A full disk. The old record names one more, which is dead: its reader will see that.
      }
    },
    clear: () => rmSync(file, { force: true }),
    /** Ends what an earlier supervisor left running: the very processes it started, told by their start time. */
    async endOrphans(log: Log): Promise<void> {
      for (const child of readRecorded(file).reverse()) {
        if (!isAlive(child)) continue
        log.warn(
          { child: child.name, pid: child.pid },
          'left over by a supervisor that was killed; stopping it',
        )
        await end(child)
      }
      rmSync(file, { force: true })
    },
  }
}

async function end(child: RecordedChild): Promise<void> {
  const signal = (name: NodeJS.Signals) => {
    try {
      process.kill(child.pid, name)
    } catch {
      // Gone between the question and the signal.
    }
  }
  signal(child.stopSignal)
  // A stopped process takes no other signal until it goes on.
  signal('SIGCONT')
  for (let waited = 0; isAlive(child); waited += askEveryMs) {
    if (waited > patienceMs) signal('SIGKILL')
    await new Promise((resolve) => setTimeout(resolve, askEveryMs))
  }
}

function readRecorded(file: string): RecordedChild[] {
  try {
    const entries: unknown = JSON.parse(readRegularFile(file))
    if (!Array.isArray(entries)) return []
    return entries.flatMap((entry) => {
      const identity = parseIdentity(entry)
      if (identity === null) return []
      return [
        {
          ...identity,
          name: String(entry.name),
          stopSignal: entry.stopSignal === 'SIGINT' ? ('SIGINT' as const) : ('SIGTERM' as const),
        },
      ]
    })
  } catch {
    return []
  }
}
