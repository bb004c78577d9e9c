import type { Mutant } from './find-mutants.ts'
import type { Outcome } from './run-mutants.ts'

const longestShown = 60

/** "src/triage/weights.ts:53  0.4 → 0", with the line it stands in. */
export function renderMutant({ file, from, to, by }: Mutant, source: string): string {
  const before = source.slice(0, from)
  const line = before.split('\n').length
  const whole = source.split('\n')[line - 1]!.trim()
  const shorten = (text: string) => {
    const flat = text.replace(/\s+/g, ' ')
    return flat.length > longestShown ? `${flat.slice(0, longestShown)}…` : flat
  }
  const change = `${shorten(source.slice(from, to))} → ${by.trim() === '' || by === ';' ? '(left out)' : shorten(by)}`
  return `${file}:${line}  ${change}\n    ${whole.slice(0, 2 * longestShown)}`
}

/** The survivors, and how many were killed of each file and of all. */
export function renderOutcomes(
  outcomes: readonly Outcome<Mutant>[],
  sources: ReadonlyMap<string, string>,
): string {
  const survivors = outcomes.filter(({ killedBy }) => killedBy === null)
  const files = [...new Set(outcomes.map(({ mutant }) => mutant.file))].sort()
  return [
    ...survivors.map(({ mutant }) => `survived  ${renderMutant(mutant, sources.get(mutant.file)!)}`),
    '',
    ...files.map((file) => `${renderScore(outcomes.filter(({ mutant }) => mutant.file === file))}  ${file}`),
    `${renderScore(outcomes)}  killed`,
    '',
  ].join('\n')
}

function renderScore(outcomes: readonly Outcome<Mutant>[]): string {
  const killed = outcomes.filter(({ killedBy }) => killedBy !== null).length
  const share = Math.floor((100 * killed) / outcomes.length)
  return `${killed} of ${outcomes.length}${outcomes.length === 0 ? '' : ` (${share}%)`}`.padStart(18)
}
