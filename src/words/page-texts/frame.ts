import { asSentence } from '../as-sentence.ts'
import { count, number } from '../numbers.ts'

/** What stands on every page of the dashboard: the header, the footer, waiting, failures, the last action. */
export const frameTexts = {
  skip: 'Skip to the content',
  home: 'ClawTriage, all repositories',
  sections: 'Repository',
  section: { sets: 'Duplicates', issues: 'Issues', pulls: 'Pull requests', scans: 'Scans' },
  about: 'ClawTriage reads pull requests and says which do the same thing, and why.',
  keysHint: { before: 'Press ', after: ' for keyboard shortcuts.' },
  alternates: {
    before: 'This page as ',
    json: 'JSON',
    between: '; new sets as an ',
    feed: 'Atom feed',
    after: '.',
  },
  logOut: 'Log out',
  loggedOut: 'You are logged out.',
  logOutFailed: 'Logging out failed.',
  logOutUnsaved:
    'Some of what you said is not saved yet, and is lost when you log out. Log out all the same?',
  tryAgain: 'Try again',
  page: 'This page',
  codeMissing: 'Its code could not be loaded. ClawTriage may have been updated: load the page again.',
} as const

/** The title of a browser's tab. `place` is the repository, as in "acme/gateway · ClawTriage". */
export const tabTitles = {
  repositories: () => 'ClawTriage',
  sets: (place: string) => `Duplicates · ${place}`,
  set: (place: string, subject = 'Duplicate set') => `${subject} · ${place}`,
  pulls: (place: string) => `Pull requests · ${place}`,
  pull: (place: string, pull: number) => `#${pull} · ${place}`,
  issues: (place: string) => `Issues · ${place}`,
  issue: (place: string, issue: number) => `Issue #${issue} · ${place}`,
  scans: (place: string) => `Scans · ${place}`,
  pair: (place: string, a: number, b: number) => `#${a} and #${b} · ${place}`,
  plan: (place: string) => `Close plan · ${place}`,
  missing: () => 'Not found · ClawTriage',
} as const

/** What is awaited ends "Reading …"; what failed begins "… could not be read". */
export const answerTexts = {
  awaited: 'the answer',
  reading: (what: string) => `Reading ${what}…`,
  failed: 'The answer',
  absent: (what: string) => `${what} cannot be found`,
  unread: (what: string) => `${what} could not be read`,
  allRepositories: 'All repositories',
  tryAgain: 'Try again',
  noAnswer: 'ClawTriage does not answer. Is it running, and are you online?',
  noJson: (status: number) => `The API answered ${status} with something that is not JSON.`,
} as const

/** "and 1,204 more", below the first of a list. */
export const andMore = (howMany: number): string => `and ${number(howMany)} more`

/** The end of a list that comes in pages. */
export const moreTexts = {
  counted: (howMany: number, noun: string, plural: string) => count(howMany, noun, plural || `${noun}s`),
  soFar: (shown: string) => `${shown} so far`,
  of: (shown: number, all: string) => `${number(shown)} of ${all}`,
  reading: 'Reading…',
  more: 'Show more',
  failed: 'The next page could not be read.',
} as const

/** The line at the bottom with the last verdict or decision. */
export const lastActionTexts = {
  /** @param others how many more did not arrive. */
  failed: (kind: 'send' | 'undo', action: string, others: number, problem: string) =>
    `${kind === 'send' ? 'Not saved' : 'Not undone'}: ${action}${
      others === 0 ? '' : `, and ${count(others, 'earlier decision')}`
    }. ${asSentence(problem)}`,
  logIn: 'Log in, and it is sent.',
  tooOld: 'You said it more than five minutes ago, and the changes may be others by now: look again.',
  tryAgain: 'Try again',
  discard: 'Discard',
  dismiss: 'Dismiss',
  lookAgain: 'Look again',
  undone: (action: string) => `Undone: ${action}`,
  mayStand: (action: string) => `Discarded: ${action}. It may have been saved all the same.`,
  stands: (action: string) => `Undone: ${action}. Another maintainer said so too, and that still stands.`,
  said: (action: string) => `You said: ${action}`,
  undo: 'Undo',
} as const

/** How the last scan went. */
export const lastScanTexts = {
  failed: 'The last scan could not be read.',
  never: 'Not scanned yet',
  offline: 'Not connected: this may be out of date.',
  bar: 'Pull requests read',
} as const

/** A repository that no scan has read. */
export const notScannedTexts = {
  headline: 'Not scanned yet',
  ask: 'Ask this service for a scan with its ops token, on the Scans page or from the project’s folder:',
} as const

/** A button that copies. */
export const copyTexts = {
  copy: 'Copy',
  copied: 'Copied',
  copyLine: (line: string) => `Copy ${line}`,
  refused: 'The browser does not allow copying: select the text',
} as const

/** The sheet of keys, by where they mean something; and why a key did nothing. */
export const keyTexts = {
  headline: 'Keyboard shortcuts',
  close: 'Close',
  nothingToUndo: 'There is nothing to undo.',
  notSentYet: 'What was said is not saved yet: try again, or discard it.',
  nothingSelected: 'Nothing is selected: move to a row with j and k.',
  sheet: [
    {
      where: 'Everywhere',
      keys: [
        ['d', 'a duplicate'],
        ['n', 'not a duplicate'],
        ['c', 'competing, keep both'],
        ['s', 'put the set off'],
        ['u', 'undo the last verdict or decision'],
        ['?', 'this list'],
      ],
    },
    {
      where: 'On a list',
      keys: [
        ['j', 'the next row'],
        ['k', 'the previous row'],
        ['Enter', 'open the row'],
        ['x', 'select the set, for one close plan'],
        ['K', 'choose the keeper'],
        ['/', 'search'],
      ],
    },
    {
      where: 'On a set',
      keys: [
        ['k', 'choose the keeper'],
        ['j', 'the next member, then the next set'],
      ],
    },
    {
      where: 'In a comparison',
      keys: [
        ['[', 'the previous file'],
        [']', 'the next file'],
        ['e', 'show or hide what both have in the file'],
        ['w', 'wrap long lines, or scroll them'],
      ],
    },
  ],
} as const
