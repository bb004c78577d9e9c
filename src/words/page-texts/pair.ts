import { count } from '../numbers.ts'

/** The page of a pair. */
export const pairTexts = {
  heading: (a: number, b: number) => `#${a} and #${b}`,
  awaited: 'the two changes',
  failed: 'This comparison',
  /** Ends the sentence that says that nothing was found between the two. */
  nothingFound:
    '. The last scan found nothing in common that was worth showing; here are the two changes all the same.',
  changes: 'The changes beside each other',
  rest: 'Signals, shared symbols and dates',
  opened: 'Opened',
  headSeen: 'Head first seen',
  firstCommit: 'First commit written',
} as const

/** Two changes beside each other. */
export const changesTexts = {
  none: 'Neither changes any file.',
  inBoth: 'in both',
  added: 'added in one',
  removed: 'removed in one',
  wrap: 'Wrap long lines',
  moreFiles: (howMany: number) => `${count(howMany, 'more file')} on GitHub.`,
  moreLines: (howMany: number) => `${count(howMany, 'more line')} on GitHub.`,
  same: (lines: number, files: number) => `${count(lines, 'identical line')} in ${count(files, 'file')}`,
  identicalLines: (howMany: number) => count(howMany, 'identical line'),
  unchangedLines: (howMany: number) => count(howMany, 'unchanged line'),
  unknown: 'Not read: binary, too large, or a lock file beside other files.',
  onlyName: 'Only its name or mode has changed.',
  table: (path: string, a: number, b: number) => `${path}: #${a} and #${b}`,
} as const

/** The list of the files of two changes. */
export const fileListTexts = {
  label: 'Files',
  /** "3 files differ, 2 files identical" */
  summary: (differing: number, same: number): string =>
    [
      ...(differing > 0 ? [`${count(differing, 'file')} ${differing === 1 ? 'differs' : 'differ'}`] : []),
      ...(same > 0 ? [`${count(same, 'file')} identical`] : []),
    ].join(', '),
} as const
