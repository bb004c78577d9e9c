import { percent } from '../numbers.ts'

/** The page on which a set is decided. */
export const setTexts = {
  heading: 'Duplicate set',
  awaited: 'the duplicate set',
  failed: 'This duplicate set',
  gone: 'Resolved: after a verdict, this is no longer a duplicate set. Here is what it was.',
  allSets: 'All duplicate sets',
  mergedAs: (pull: number) => `Already merged as #${pull}`,
  overtaken: 'Another maintainer decided first.',
  decide: 'Decide',
  chooseKeeper: 'Choose the keeper',
  putOff: 'Put off',
  members: 'Members',
  everything: 'All members and every pair',
  copyMarkdown: 'Copy as Markdown',
  evidence: 'Evidence',
  noEvidence: 'No pair in this set has evidence to show.',
} as const

/** The members beside the keeper, of which one is shown. */
export const memberStripTexts = {
  label: 'Members compared with the keeper',
  beside: (keeper: number) => `#${keeper} compared with`,
  judged: 'judged',
} as const

/** The picture of a set, for those who cannot see it. */
export const setGraphTexts = {
  alike: (a: number, b: number) => `#${a} and #${b} are alike`,
  has: (outer: number, part: number, inner: number) => `#${outer} has ${percent(part)} of #${inner}`,
} as const
