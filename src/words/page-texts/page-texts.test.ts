import { expect, test } from 'vitest'
import * as evidence from './evidence.ts'
import * as frame from './frame.ts'
import * as issues from './issues.ts'
import * as login from './login.ts'
import * as pair from './pair.ts'
import * as plan from './plan.ts'
import * as pulls from './pulls.ts'
import * as queue from './queue.ts'
import * as repositories from './repositories.ts'
import * as scans from './scans.ts'
import * as set from './set.ts'
import * as whatIf from './what-if.ts'

const files = { evidence, frame, issues, login, pair, plan, pulls, queue, repositories, scans, set, whatIf }
const place = 'acme/gateway · ClawTriage'

/** What is put into a text, and the text, by where it stands. */
const cases: [string, unknown[], string][] = [
  ['frame.tabTitles.repositories', [], 'ClawTriage'],
  ['frame.tabTitles.sets', [place], 'Duplicates · acme/gateway · ClawTriage'],
  ['frame.tabTitles.set', [place], 'Duplicate set · acme/gateway · ClawTriage'],
  ['frame.tabTitles.set', [place, 'Parse ports'], 'Parse ports · acme/gateway · ClawTriage'],
  ['frame.tabTitles.pulls', [place], 'Pull requests · acme/gateway · ClawTriage'],
  ['frame.tabTitles.pull', [place, 2700], '#2700 · acme/gateway · ClawTriage'],
  ['frame.tabTitles.issues', [place], 'Issues · acme/gateway · ClawTriage'],
  ['frame.tabTitles.issue', [place, 41], 'Issue #41 · acme/gateway · ClawTriage'],
  ['frame.tabTitles.scans', [place], 'Scans · acme/gateway · ClawTriage'],
  ['frame.tabTitles.pair', [place, 2700, 3101], '#2700 and #3101 · acme/gateway · ClawTriage'],
  ['frame.tabTitles.plan', [place], 'Close plan · acme/gateway · ClawTriage'],
  ['frame.tabTitles.missing', [], 'Not found · ClawTriage'],
  ['frame.answerTexts.reading', ['the duplicate sets'], 'Reading the duplicate sets…'],
  ['frame.answerTexts.absent', ['This duplicate set'], 'This duplicate set cannot be found'],
  ['frame.answerTexts.unread', ['The scans'], 'The scans could not be read'],
  ['frame.answerTexts.noJson', [502], 'The API answered 502 with something that is not JSON.'],
  ['frame.andMore', [1_204], 'and 1,204 more'],
  ['frame.moreTexts.counted', [1, 'repository', 'repositories'], '1 repository'],
  ['frame.moreTexts.counted', [1_204, 'repository', 'repositories'], '1,204 repositories'],
  ['frame.moreTexts.counted', [2, 'scan', ''], '2 scans'],
  ['frame.moreTexts.soFar', ['50 scans'], '50 scans so far'],
  ['frame.moreTexts.of', [50, '1,204 duplicate sets'], '50 of 1,204 duplicate sets'],
  [
    'frame.lastActionTexts.failed',
    ['send', '#3101 and #2700: a duplicate', 0, 'the body broke off'],
    'Not saved: #3101 and #2700: a duplicate. The body broke off.',
  ],
  [
    'frame.lastActionTexts.failed',
    ['undo', 'Keep #2700', 0, 'ClawTriage does not answer'],
    'Not undone: Keep #2700. ClawTriage does not answer.',
  ],
  [
    'frame.lastActionTexts.failed',
    ['send', '#3101 and #2700: a duplicate', 2, 'Log in, and it is sent.'],
    'Not saved: #3101 and #2700: a duplicate, and 2 earlier decisions. Log in, and it is sent.',
  ],
  ['frame.lastActionTexts.undone', ['#3101 and #2700: a duplicate'], 'Undone: #3101 and #2700: a duplicate'],
  [
    'frame.lastActionTexts.mayStand',
    ['#3101 and #2700: a duplicate'],
    'Discarded: #3101 and #2700: a duplicate. It may have been saved all the same.',
  ],
  [
    'frame.lastActionTexts.stands',
    ['#3101 and #2700: a duplicate'],
    'Undone: #3101 and #2700: a duplicate. Another maintainer said so too, and that still stands.',
  ],
  ['frame.lastActionTexts.said', ['#3101 and #2700: a duplicate'], 'You said: #3101 and #2700: a duplicate'],
  ['frame.copyTexts.copyLine', ['npm start'], 'Copy npm start'],
  ['queue.queueTexts.howManySelected', [1], '1 set selected'],
  ['queue.queueTexts.howManySelected', [3], '3 sets selected'],
  ['queue.setRowTexts.select', [2700], 'Select the set of #2700'],
  ['queue.setRowTexts.mergedAs', [2700], 'Already merged as #2700'],
  ['queue.decisionTexts.tomorrow', ['2026-12-01'], 'tomorrow, 2026-12-01'],
  ['queue.decisionTexts.week', ['2026-12-07'], 'in a week, 2026-12-07'],
  ['queue.decisionTexts.month', ['2026-12-30'], 'in a month, 2026-12-30'],
  [
    'queue.scoreTexts.meaning',
    ['94%', 94],
    'Score 94%: of a hundred pairs shown with this score, about 94 are duplicates.',
  ],
  ['queue.pullFactTexts.opened', ['Jul 10, 2026, 9:00 AM'], 'opened Jul 10, 2026, 9:00 AM'],
  ['queue.pullFactTexts.onGitHub', [2700], '#2700 on GitHub'],
  ['evidence.evidenceTexts.pair', [2700, 3101], '#2700 and #3101'],
  ['evidence.evidenceTexts.first', [7, 'opened'], '#7 came first, going by the time it was opened'],
  [
    'evidence.evidenceTexts.first',
    [7, 'commit author date'],
    '#7 came first, going by its first commit’s author date',
  ],
  ['evidence.evidenceTexts.first', [7, 'number'], '#7 came first, going by its number'],
  ['evidence.evidenceTexts.contains', [3101, 0.94, 2700], '#3101 contains 94% of #2700'],
  ['evidence.evidenceTexts.contains', [3101, 1, 2700], '#3101 contains all of #2700'],
  ['evidence.evidenceTexts.onlyIn', [2700], 'Only in #2700'],
  ['evidence.evidenceTexts.changedLines', [1, 'added'], '1 added line'],
  ['evidence.evidenceTexts.changedLines', [14, 'removed'], '14 removed lines'],
  ['evidence.signalTexts.headline', [1], 'The signal behind the score'],
  ['evidence.signalTexts.headline', [9], 'The 9 signals behind the score'],
  [
    'evidence.signalTexts.absent',
    [['docs', 'added lines']],
    'Not measured, which is not the same as zero: docs, added lines.',
  ],
  ['evidence.verdictTexts.group', [2700, 3101], 'Your verdict on #2700 and #3101'],
  ['set.setTexts.mergedAs', [2700], 'Already merged as #2700'],
  ['set.memberStripTexts.beside', [2700], '#2700 compared with'],
  ['set.setGraphTexts.alike', [2700, 3101], '#2700 and #3101 are alike'],
  ['set.setGraphTexts.has', [3101, 0.94, 2700], '#3101 has 94% of #2700'],
  ['plan.planTexts.hold', [2700], 'Hold until #2700 is merged'],
  ['plan.planTexts.hold', [null], 'Hold until each keeper is merged'],
  ['plan.planTexts.sets', [1], '1 set.'],
  ['plan.planTexts.sets', [3], '3 sets.'],
  ['plan.planTexts.resolved', [1], '1 selected set is resolved by now.'],
  ['plan.planTexts.resolved', [2], '2 selected sets are resolved by now.'],
  ['plan.planTexts.setOf', [2700], 'the set of #2700'],
  ['plan.commentTexts.asItGets', [3101], 'As it would read on #3101'],
  ['plan.commentTexts.wrong', ['{numbr} is unknown'], 'Template: {numbr} is unknown'],
  ['pair.pairTexts.heading', [2700, 3101], '#2700 and #3101'],
  ['pair.changesTexts.moreFiles', [1], '1 more file on GitHub.'],
  ['pair.changesTexts.moreFiles', [12], '12 more files on GitHub.'],
  ['pair.changesTexts.moreLines', [1_204], '1,204 more lines on GitHub.'],
  ['pair.changesTexts.same', [312, 4], '312 identical lines in 4 files'],
  ['pair.changesTexts.same', [1, 1], '1 identical line in 1 file'],
  ['pair.changesTexts.identicalLines', [9], '9 identical lines'],
  ['pair.changesTexts.unchangedLines', [1], '1 unchanged line'],
  ['pair.changesTexts.table', ['src/port.ts', 2700, 3101], 'src/port.ts: #2700 and #3101'],
  ['pair.fileListTexts.summary', [1, 0], '1 file differs'],
  ['pair.fileListTexts.summary', [3, 2], '3 files differ, 2 files identical'],
  ['pair.fileListTexts.summary', [0, 1], '1 file identical'],
  ['pulls.pullTexts.seen', ['Jul 10, 2026, 9:00 AM'], 'first seen Jul 10, 2026, 9:00 AM, not read yet'],
  ['pulls.pullTexts.read', ['Jul 10, 2026, 9:00 AM', false], 'read Jul 10, 2026, 9:00 AM'],
  ['pulls.pullTexts.read', ['Jul 10, 2026, 9:00 AM', true], 'read Jul 10, 2026, 9:00 AM, the current one'],
  ['pulls.channelFiles', [1], '1 file'],
  ['pulls.channelFiles', [1_204], '1,204 files'],
  ['issues.issueTexts.heading', [41], 'Issue #41'],
  ['issues.issueTexts.more', [1], 'and 1 more pull request'],
  ['issues.issueTexts.more', [12], 'and 12 more pull requests'],
  ['issues.keeperTableTexts.onGitHub', [2700], '#2700 on GitHub'],
  ['whatIf.whatIfTexts.unknown', [true], 'It is not known what merging them would do: '],
  ['whatIf.whatIfTexts.unknown', [false], 'It is not known what merging them would do.'],
  ['whatIf.whatIfTexts.doesNotMerge', [3017], '#3017 does not merge'],
  [
    'whatIf.whatIfTexts.into.after',
    ['Jul 10, 2026, 9:00 AM'],
    ' as it was on Jul 10, 2026, 9:00 AM, as git merges, without the repository’s merge drivers.',
  ],
  ['whatIf.whatIfTexts.into.after', [null], ', as git merges, without the repository’s merge drivers.'],
  ['whatIf.whatIfTexts.notTried', [[3420, 3421]], 'Not tried: #3420, #3421.'],
  ['whatIf.whatIfTexts.withBranch', [2700, 'main'], '#2700 with main'],
  ['whatIf.whatIfTexts.withPull', [2700, 3101], '#2700 with #3101'],
  ['whatIf.whatIfTexts.moreFiles', [12], ' and 12 more'],
  [
    'scans.scanChartTexts.described',
    ['Pull requests', 24, '310', '1,204', '1,190'],
    'Pull requests of the last 24 scans: from 310 to 1,204, at last 1,190',
  ],
  ['scans.scanChartTexts.bar', ['Jul 10, 2026, 9:00 AM', '1,190'], 'Jul 10, 2026, 9:00 AM: 1,190'],
  [
    'scans.incompleteSummary',
    [['2 could not be read', '1 was read in part']],
    '2 could not be read, 1 was read in part, and why',
  ],
  ['scans.scanNowTexts.exists', ['completed'], 'This scan exists already: completed.'],
  ['scans.scanNowTexts.exists', [undefined], 'This scan exists already.'],
  ['scans.feedTexts.made', ['2 days ago', null], 'Made 2 days ago, never read'],
  ['scans.feedTexts.made', ['2 days ago', '5 minutes ago'], 'Made 2 days ago, last read 5 minutes ago'],
  ['repositories.repositoriesTexts.sets', [1], '1 duplicate set'],
  ['repositories.repositoriesTexts.sets', [54], '54 duplicate sets'],
]

/** Everything in the files, by where it stands. */
function* texts(value: unknown, path: string[] = []): Generator<[string, unknown]> {
  if (typeof value !== 'object' || value === null) yield [path.join('.'), value]
  else for (const [name, part] of Object.entries(value)) yield* texts(part, [...path, name])
}
const all = new Map(texts(files))

test.each(cases)('%s of %j', (path, values, text) => {
  const said = all.get(path) as (...values: unknown[]) => string
  expect(said(...values)).toBe(text)
})

test('each text that something is put into has a case', () => {
  const open = [...all].filter(([, text]) => typeof text === 'function').map(([path]) => path)
  expect(open.filter((path) => cases.every(([tried]) => tried !== path))).toEqual([])
})

test('the others are plain English: one space between words, typographic apostrophes', () => {
  const plain = [...all.values()].filter((text) => typeof text === 'string')
  expect(plain.filter((text) => / {2}|\n|^$|[a-z]'[a-z]/.test(text))).toEqual([])
})
