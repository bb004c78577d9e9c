import { findMutants, type Mutant, type SwitchedMutant } from './find-mutants.ts'
import { switchMutants } from './switch-mutants.ts'

/** All mutants of all sources, each with its number. */
export interface Switches {
  /** The numbers of a source's mutants: from the first to before the end. */
  range(file: string): { first: number; end: number }
  /** The number of a mutant; −1 for one that has no switch. */
  of(mutant: Mutant): number
  /** A source with all of its mutants behind switches. */
  put(file: string, source: string): string
  /** The same, where nothing is open and each place tells that it is reached. */
  watch(file: string, source: string): string
}

export function numberMutants(sources: ReadonlyMap<string, string>): Switches {
  const numbers = new Map<string, number>()
  const ofFile = new Map<string, { first: number; mutants: SwitchedMutant[] }>()
  const key = ({ file, from, to, by }: Mutant) => `${file} ${from} ${to} ${by}`
  for (const [file, source] of sources) {
    const mutants = findMutants(file, source)
    ofFile.set(file, { first: numbers.size, mutants })
    for (const mutant of mutants) numbers.set(key(mutant), numbers.size)
  }
  const put = (file: string, source: string, isOpen: (id: number) => string) => {
    const { mutants, first } = ofFile.get(file)!
    return switchMutants(source, mutants, first, isOpen)
  }
  return {
    range(file) {
      const { first, mutants } = ofFile.get(file)!
      return { first, end: first + mutants.length }
    },
    of: (mutant) => ('whole' in mutant ? (numbers.get(key(mutant)) ?? -1) : -1),
    put: (file, source) => put(file, source, (id) => `$active === ${id}`),
    watch: (file, source) => put(file, source, (id) => `$reach(${id})`),
  }
}
