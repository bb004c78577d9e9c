import { number } from '../numbers.ts'

/** What merging one pull request makes of the others. */
export const whatIfTexts = {
  heading: 'What if one is merged?',
  awaited: 'what merging them would do',
  failed: 'This',
  /** @param hasReason a reason follows, and a full stop after it. */
  unknown: (hasReason: boolean) => `It is not known what merging them would do${hasReason ? ': ' : '.'}`,
  table: 'What merging one makes of the others',
  caption: 'Rows: what is merged first. Columns: how each other pull request merges after that.',
  first: 'Merged first',
  nothing: 'nothing',
  itself: 'itself',
  doesNotMerge: (pull: number) => `#${pull} does not merge`,
  outcomes: { CLEAN: 'clean', EMPTY: 'empty', CONFLICT: 'conflict', UNKNOWN: 'unknown' },
  /** Around the branch's name. */
  into: {
    before: 'Merged into ',
    after: (time: string | null) =>
      `${time === null ? '' : ` as it was on ${time}`}, as git merges, without the repository’s merge drivers.`,
  },
  notTried: (pulls: readonly number[]) => `Not tried: ${pulls.map((pull) => `#${pull}`).join(', ')}.`,
  troubles: 'Files in conflict, and what could not be tried',
  withBranch: (pull: number, branch: string) => `#${pull} with ${branch}`,
  withPull: (a: number, b: number) => `#${a} with #${b}`,
  moreFiles: (howMany: number) => ` and ${number(howMany)} more`,
} as const
