import { clip } from './clip.ts'
import { viewOf } from './view.ts'

export interface ScanCounts {
  listed: number
  analyzed: number
  unchanged: number
  failed: number
}

export interface ProgressView {
  show(counts: ScanCounts, phase: string): void
  end(): void
}

/** Elsewhere than on a terminal a line is printed no more often than this. */
const sparseMs = 5_000

/** A bar on a terminal; sparse lines in a log. Results never go through here: it writes to `out` (stderr). */
export async function openProgress(
  out: NodeJS.WriteStream,
  now: () => number = Date.now,
): Promise<ProgressView> {
  return out.isTTY ? openBar(out) : openLines(out, now)
}

const finished = (counts: ScanCounts) => counts.analyzed + counts.unchanged + counts.failed

/** What stands beside the bar, at its longest. */
const besideBar = 48
const usualBar = 40
const leastBar = 8

async function openBar(stream: NodeJS.WriteStream): Promise<ProgressView> {
  // Loaded only where a person looks on.
  const { SingleBar } = await import('cli-progress')
  const bar = new SingleBar({
    stream,
    // A total that is still growing is none: until it stands there is no bar that could mislead.
    format: (_, { progress, value, total }, { phase }: { phase: string }) => {
      if (value === 0)
        return clip(`${phase}${total > 0 ? `: ${total} pull requests` : ''} …`, columnsOf(stream))
      const size = Math.min(Math.max(columnsOf(stream) - besideBar, leastBar), usualBar)
      const full = Math.round(Math.min(progress, 1) * size)
      const drawn = '█'.repeat(full) + '░'.repeat(size - full)
      return clip(`${phase.padEnd(9)} ${drawn} ${value}/${total} pull requests`, columnsOf(stream))
    },
    hideCursor: true,
    clearOnComplete: true,
    forceRedraw: true,
  })
  bar.start(0, 0, { phase: 'starting' })
  return {
    show(counts, phase) {
      bar.setTotal(counts.listed)
      bar.update(finished(counts), { phase })
    },
    end: () => bar.stop(),
  }
}

/** One is left free: some terminals go to the next line when the last is filled. */
const columnsOf = (stream: NodeJS.WriteStream): number => viewOf(stream, process.env).width - 1

function openLines(out: NodeJS.WriteStream, now: () => number): ProgressView {
  let shownAt = now()
  let shown = ''
  return {
    show(counts, phase) {
      const done = finished(counts)
      const line = `${phase}: ${done === 0 ? '' : `${done} of `}${counts.listed} pull requests`
      if (line === shown || now() - shownAt < sparseMs) return
      shownAt = now()
      shown = line
      out.write(`${line}\n`)
    },
    end() {},
  }
}
