import { count } from '../numbers.ts'

/** The list of issues that several pull requests close. */
export const issuesTexts = {
  heading: 'Issues with several pull requests',
  intro: 'Open pull requests that say they close the same issue, whether or not their code is alike.',
  awaited: 'the issues',
  failed: 'The issues',
  noun: 'issue',
  none: 'No issue has several pull requests',
  noneWhy: 'At the last scan, no two open pull requests said they close the same issue.',
} as const

/** The page of one. */
export const issueTexts = {
  heading: (issue: number) => `Issue #${issue}`,
  awaited: 'the issue',
  failed: 'This issue',
  closed: 'It is closed.',
  onGitHub: 'The issue on GitHub\u00a0↗',
  more: (howMany: number) => `and ${count(howMany, 'more pull request')}`,
  mentions: 'Only mention it',
  ended: 'No longer open',
} as const

/** The table to choose a keeper by. */
export const keeperTableTexts = {
  sortedBy: 'Sorted by',
  ascending: 'Ascending',
  descending: 'Descending',
  label: 'Pull requests that close it',
  github: 'GitHub\u00a0↗',
  onGitHub: (pull: number) => `#${pull} on GitHub`,
  columns: {
    number: 'Pull request',
    checks: 'Checks',
    review: 'Review',
    mergeable: 'Merges',
    draft: 'Draft',
    size: 'Size',
    tests: 'Tests',
    author: 'Author',
    opened: 'Opened',
    lastCommit: 'Last commit',
    containedIn: 'Contained in',
    landed: 'Landed',
  },
  noRole: 'role unknown',
  outside: 'from outside',
  containedInNone: 'none found',
  notLanded: 'not found',
  draft: 'draft',
  noDraft: 'no',
} as const
