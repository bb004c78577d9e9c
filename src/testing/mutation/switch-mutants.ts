import { findLoops, type SwitchedMutant } from './find-mutants.ts'

/** A source with a mutant's place and what is put there, in the source's own code units. */
interface Whole {
  from: number
  to: number
  isStatement: boolean
  /** The number of each mutant, and the text of the whole with it. */
  choices: { id: number; text: string }[]
}

/**
 * Puts all mutants of a source into it at once, each behind a switch that is open for the one whose number is asked for
 * ("mutant schemata", Untch and others 1993): so one bundle serves them all.
 * @param first the number of the first mutant; the others follow.
 * @param isOpen the expression that says whether the switch of a mutant is open.
 */
export function switchMutants(
  source: string,
  mutants: readonly SwitchedMutant[],
  first: number,
  isOpen: (id: number) => string,
): string {
  const wholes = new Map<string, Whole>()
  for (const [index, { from, to, by, whole }] of mutants.entries()) {
    const key = `${whole.from} ${whole.to} ${whole.isStatement}`
    if (!wholes.has(key)) wholes.set(key, { ...whole, choices: [] })
    const text = source.slice(whole.from, from) + by + source.slice(to, whole.to)
    wholes.get(key)!.choices.push({ id: first + index, text })
  }
  // From the outside in: of two that begin at one place, the larger; a statement before the expression that it is.
  const ordered = [...wholes.values()].sort(
    (x, y) => x.from - y.from || y.to - x.to || Number(y.isStatement) - Number(x.isStatement),
  )
  let next = 0
  const write = (from: number, to: number): string => {
    let text = ''
    let at = from
    while (next < ordered.length && ordered[next]!.to <= to) {
      const whole = ordered[next++]!
      text += source.slice(at, whole.from) + choose(whole, write(whole.from, whole.to), isOpen)
      at = whole.to
    }
    return text + source.slice(at, to)
  }
  return write(0, source.length)
}

function choose({ choices, isStatement }: Whole, original: string, isOpen: (id: number) => string): string {
  // The only mutant of a statement is that it is left out.
  if (isStatement) return `{ if (!(${isOpen(choices[0]!.id)})) { ${original} } }`
  const open = choices.map(({ id, text }) => `${isOpen(id)} ? (${text}\n) : `).join('')
  return `(${open}(${original}\n))`
}

/** Counts the rounds of every loop, so that one that never ends is known by that and not by the time it takes. */
export function countRounds(file: string, source: string): string {
  const marks = findLoops(file, source)
    .flatMap(({ from, to }) => [
      { at: from, text: '{ $round(); ' },
      { at: to, text: ' }' },
    ])
    .sort((x, y) => y.at - x.at || (x.text < y.text ? 1 : -1))
  let text = source
  for (const { at, text: mark } of marks) text = text.slice(0, at) + mark + text.slice(at)
  return text
}
