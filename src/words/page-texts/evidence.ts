import { count, share } from '../numbers.ts'

/** What a pair has in common and what not. */
export const evidenceTexts = {
  awaited: 'the evidence',
  failed: 'The evidence',
  pair: (a: number, b: number) => `#${a} and #${b}`,
  first: (pull: number, by: 'opened' | 'commit author date' | 'number') =>
    `#${pull} came first, going by ${firstBy[by]}`,
  compare: 'Compare the two changes',
  containment: 'Containment of the production changes',
  contains: (outer: number, part: number, inner: number) => `#${outer} contains ${share(part)} of #${inner}`,
  inBoth: 'In both',
  nothingListed: 'Nothing to list.',
  onlyIn: (pull: number) => `Only in #${pull}`,
  nothing: 'Nothing.',
  files: 'Files',
  tests: 'Tests',
  docs: 'Docs',
  symbols: 'Symbols',
  issues: 'Issues',
  lines: 'Lines',
  changedLines: (howMany: number, word: 'added' | 'removed') => count(howMany, `${word} line`),
} as const

const firstBy = {
  opened: 'the time it was opened',
  'commit author date': 'its first commit’s author date',
  number: 'its number',
} as const

/** The measured signals of a pair. */
export const signalTexts = {
  headline: (howMany: number) =>
    howMany === 1 ? 'The signal behind the score' : `The ${howMany} signals behind the score`,
  weight: '× is what full agreement in a signal is worth in the ranking.',
  absent: (names: readonly string[]) => `Not measured, which is not the same as zero: ${names.join(', ')}.`,
} as const

/** The buttons for a verdict. */
export const verdictTexts = {
  group: (a: number, b: number) => `Your verdict on #${a} and #${b}`,
  undo: 'Undo',
  undone: 'Undone.',
  stood: 'The same verdict stood already.',
} as const
