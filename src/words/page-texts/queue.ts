import { count } from '../numbers.ts'

/** The list of duplicate sets, which is the queue. */
export const queueTexts = {
  queue: 'Queue',
  awaited: 'the duplicate sets',
  failed: 'The duplicate sets',
  noun: 'duplicate set',
  selected: 'Selected sets',
  howManySelected: (howMany: number) => `${count(howMany, 'set')} selected`,
  plan: 'One close plan',
  clear: 'Clear the selection',
  changed: 'The sets have changed.',
  showCurrent: 'Show the current ones',
  noMatch: 'No duplicate set matches these filters',
} as const

/** One row of it. */
export const setRowTexts = {
  select: (keeper: number) => `Select the set of #${keeper}`,
  merged: 'Merged',
  mergedAs: (pull: number) => `Already merged as #${pull}`,
} as const

/** The orders of the list, the usual one first. */
export const setOrders = {
  score: 'Most certain first',
  newest: 'Newest first',
  size: 'Largest first',
} as const

/** What a list is narrowed by. */
export const filterTexts = {
  category: 'Category',
  all: 'All',
  search: 'Search',
  searchHint: 'Search by number, title, author or path',
  state: 'State',
  order: 'Order',
  states: { OPEN: 'Open', CLOSED: 'Closed', MERGED: 'Merged', ALL: 'Any' },
  kinds: { merged: 'Already merged', contained: 'Contained in another' },
  /** Where nothing is left. */
  remove: { before: 'Remove a filter, or ', link: 'show them all', after: '.' },
} as const

/** The questions for the keeper and for the day. */
export const decisionTexts = {
  whichKeeper: 'Which one is kept?',
  untilWhen: 'Put it off until',
  change: 'it changes',
  tomorrow: (day: string) => `tomorrow, ${day}`,
  week: (day: string) => `in a week, ${day}`,
  month: (day: string) => `in a month, ${day}`,
  anotherDay: 'Another day',
  putOff: 'Put off',
  cancel: 'Cancel',
} as const

/** The meter of a calibrated score, and its tooltip. */
export const scoreTexts = {
  label: 'Score',
  meaning: (share: string, ofHundred: number) =>
    `Score ${share}: of a hundred pairs shown with this score, about ${ofHundred} are duplicates.`,
  decided: { before: 'Decided by: ', after: '.' },
} as const

/** Facts of a pull request on its line. */
export const pullFactTexts = {
  tags: { first: 'first', draft: 'draft', CLOSED: 'closed', MERGED: 'merged' },
  landed: 'landed',
  opened: (time: string) => `opened ${time}`,
  github: 'GitHub\u00a0↗',
  onGitHub: (pull: number) => `#${pull} on GitHub`,
  /** What a screen reader says before who the author is, and the labels. */
  standing: 'Author and labels',
} as const
