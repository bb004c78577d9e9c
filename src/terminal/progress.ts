import { SingleBar } from 'cli-progress'

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
export function openProgress(out: NodeJS.WriteStream, now: () => number = Date.now): ProgressView {
  return out.isTTY ? openBar(out) : openLines(out, now)
}

const finished = (counts: ScanCounts) => counts.analyzed + counts.unchanged + counts.failed

function openBar(stream: NodeJS.WriteStream): ProgressView {
  const bar = new SingleBar({
    stream,
    format: '{phase} {bar} {value}/{total} pull requests',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    clearOnComplete: true,
    forceRedraw: true,
  })
  bar.start(0, 0, { phase: 'starting ' })
  return {
    show(counts, phase) {
      bar.setTotal(counts.listed)
      bar.update(finished(counts), { phase: phase.padEnd(9) })
    },
    end: () => bar.stop(),
  }
}

function openLines(out: NodeJS.WriteStream, now: () => number): ProgressView {
  let shownAt = now()
  let shown = ''
  return {
    show(counts, phase) {
      const line = `${phase}: ${finished(counts)} of ${counts.listed} pull requests`
      if (line === shown || now() - shownAt < sparseMs) return
      shownAt = now()
      shown = line
      out.write(`${line}\n`)
    },
    end() {},
  }
}
