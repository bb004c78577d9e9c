import { count } from '../numbers.ts'

/** The list of pull requests. */
export const pullsTexts = {
  heading: 'Pull requests',
  awaited: 'the pull requests',
  failed: 'The pull requests',
  noun: 'pull request',
  none: 'No open pull request',
  noneWhy: 'Nothing was open at the last scan.',
  noMatch: 'No pull request matches these filters',
} as const

/** The orders of the list, the usual one first. */
export const pullOrders = { newest: 'Newest first', score: 'Most certain first' } as const

/** The page of one. */
export const pullTexts = {
  awaited: 'the pull request',
  failed: 'This pull request',
  similar: 'Similar pull requests',
  changes: 'What it changes',
  unread: 'Its change has not been read yet.',
  noFile: 'No files.',
  degraded: 'Read in part: ',
  heads: 'Heads',
  /** Each stands behind the SHA of a head. */
  seen: (time: string) => `first seen ${time}, not read yet`,
  read: (time: string, isPresent: boolean) => `read ${time}${isPresent ? ', the current one' : ''}`,
  candidatesAwaited: 'the candidates',
  candidatesFailed: 'The candidates',
  candidate: 'candidate',
  nothing: 'Nothing similar',
} as const

/** What the files of a change are for. */
export const channelTexts = {
  production: 'Production',
  test: 'Tests',
  docs: 'Docs',
  metadata: 'Metadata',
  generated: 'Generated',
} as const

export const channelFiles = (howMany: number): string => count(howMany, 'file')
