import { type Case, pull } from '../case.ts'

// Two people rename a file and change nothing in it: the same change. A third gives it another name: no member of the
// set.
const renamed = (from: string, to: string) =>
  [
    `diff --git a/${from} b/${to}`,
    'similarity index 100%',
    `rename from ${from}`,
    `rename to ${to}`,
    '',
  ].join('\n')

export default {
  pulls: [
    pull(101, 'ada', 'Rename oldgates to sluice', {}, { patch: renamed('lib/oldgates.rs', 'lib/sluice.rs') }),
    pull(102, 'bela', 'call sluices by name', {}, { patch: renamed('lib/oldgates.rs', 'lib/sluice.rs') }),
    pull(103, 'cato', 'Old gates are weirs', {}, { patch: renamed('lib/oldgates.rs', 'lib/weir.rs') }),
  ],
  right: { sets: [[101, 102]], pairs: { '101-102': 'SAME_CHANGE' } },
} satisfies Case
