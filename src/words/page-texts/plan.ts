import { count } from '../numbers.ts'

/** The plan that closes what repeats another pull request. */
export const planTexts = {
  heading: 'Close plan',
  awaited: 'the sets',
  failed: 'The plan',
  script: 'A script for you to read, change and run. ClawTriage itself closes nothing.',
  copy: 'Copy the script',
  when: 'When should they be closed?',
  /** @param keeper null: each of several sets has its own. */
  hold: (keeper: number | null) =>
    keeper === null ? 'Hold until each keeper is merged' : `Hold until #${keeper} is merged`,
  now: 'Now',
  sets: (howMany: number) => `${count(howMany, 'set')}.`,
  resolved: (howMany: number) =>
    `${count(howMany, 'selected set')} ${howMany === 1 ? 'is' : 'are'} resolved by now.`,
  without: 'There is nothing to close in ',
  setOf: (keeper: number) => `the set of #${keeper}`,
} as const

/** The comment of a repository, as its maintainers write it. */
export const commentTexts = {
  heading: 'This repository’s closing comment',
  template: 'Template',
  asItGets: (pull: number) => `As it would read on #${pull}`,
  preview: 'Preview',
  noPreview: 'No pull request in this set repeats another: there is nothing to show.',
  emptyLines: 'A line whose placeholder has no value is left out.',
  wrong: (problem: string) => `Template: ${problem}`,
  save: 'Save for this repository',
  saved: 'Saved.',
  restore: 'Restore the built-in text',
  restored: 'The built-in text is used again.',
} as const
