import { count } from '../numbers.ts'

/** The list of scans. */
export const scansTexts = {
  heading: 'Scans',
  awaited: 'the scans',
  failed: 'The scans',
  noun: 'scan',
  table: 'Scans, the latest first',
  when: 'When',
  how: 'How it went',
  listed: 'Listed',
  analysed: 'Analysed',
  unchanged: 'Unchanged',
  failures: 'Failed',
  sets: 'Sets',
  requests: 'Requests',
  took: 'Took',
  /** Of a scan in a list: it need not be the last one. */
  failedScan: 'Failed',
  factsProblem: 'Checks and reviews are unknown or out of date: ',
} as const

/** What scans found and cost, as a picture of each figure over time. */
export const scanChartTexts = {
  pulls: 'Pull requests',
  sets: 'Duplicate sets',
  requests: 'GitHub requests',
  duration: 'Duration',
  described: (label: string, scans: number, least: string, most: string, last: string) =>
    `${label} of the last ${count(scans, 'scan')}: from ${least} to ${most}, at last ${last}`,
  bar: (time: string, value: string) => `${time}: ${value}`,
} as const

/** What a scan could not read. @param flaws as in "2 could not be read" */
export const incompleteSummary = (flaws: readonly string[]): string => `${flaws.join(', ')}, and why`

/** The form that asks for a scan. */
export const scanNowTexts = {
  heading: 'Scan now',
  /** Around the name of the setting. */
  token: { before: 'Ops token (', after: ' on the server), once: until you log out' },
  again: 'Even if this hour’s scan has already run',
  asking: 'Asking…',
  ask: 'Ask for a scan',
  queued: 'The scan is in the queue.',
  exists: (state: string | undefined) =>
    `This scan exists already${state === undefined ? '' : `: ${state}`}.`,
  tokenNeeded: 'The ops token is needed again.',
  tokenWrong: 'That is not the ops token. Check it for missing characters.',
} as const

/** Addresses of a feed. */
export const feedTexts = {
  heading: 'Address for a feed reader',
  what: 'Feed readers cannot log in. An address made here opens the feed of this repository and nothing else, for anyone who has it, until it is revoked.',
  copyNow: 'Copy it now: it will not be shown again.',
  copy: 'Copy the address',
  /** @param read null: it never was. */
  made: (made: string, read: string | null) =>
    `Made ${made}, ${read === null ? 'never read' : `last read ${read}`}`,
  make: 'Make an address',
  revoke: 'Revoke',
} as const
