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

/**
 * The score of each file and of all as a table in Markdown, the lowest first, and between what the score of all mutants
 * lies.
 */
export function renderTable(outcomes: readonly Outcome<Mutant>[]): string {
  const row = (name: string, some: readonly Outcome<Mutant>[]) => {
    const killed = some.filter(({ killedBy }) => killedBy !== null).length
    return { name, killed, of: some.length, share: killed / some.length }
  }
  const files = [...new Set(outcomes.map(({ mutant }) => mutant.file))]
  const rows = files
    .map((file) =>
      row(
        `\`${file}\``,
        outcomes.filter(({ mutant }) => mutant.file === file),
      ),
    )
    .sort((x, y) => x.share - y.share || y.of - x.of || (x.name < y.name ? -1 : 1))
  const all = row('all', outcomes)
  const [least, most] = wilsonInterval(all.killed, all.of).map((share) => (100 * share).toFixed(1))
  return [
    '| file | mutants | killed | survived | |',
    '| --- | --- | --- | --- | --- |',
    ...[...rows, all].map(
      ({ name, killed, of, share }) =>
        `| ${name} | ${of} | ${killed} | ${of - killed} | ${(100 * share).toFixed(of < 100 ? 0 : 1)}% |`,
    ),
    '',
    `95% interval of the whole: ${least}% to ${most}%`,
    '',
  ].join('\n')
}

/** Between what the share of all lies, with 95% certainty, when so many of a sample did (Wilson 1927). */
export function wilsonInterval(hits: number, of: number): [number, number] {
  if (of === 0) return [0, 1]
  const z = 1.96
  const share = hits / of
  const middle = share + z ** 2 / (2 * of)
  const reach = z * Math.sqrt((share * (1 - share) + z ** 2 / (4 * of)) / of)
  const scale = 1 + z ** 2 / of
  return [(middle - reach) / scale, (middle + reach) / scale]
}
