import { type Case, pull } from '../case.ts'

// Two people open a pull request each to see what is run for it, with an empty file that is called anything. Whoever
// adds that file for something else is none of them.
const empty = (path: string) =>
  [
    `diff --git a/${path} b/${path}`,
    'new file mode 100644',
    'index 0000000000000000000000000000000000000000..e69de29bb2d1d6434b8b29ae775ad8c2e48c5391',
    '',
  ].join('\n')

export default {
  pulls: [
    pull(101, 'ada', 'CI test', {}, { patch: empty('foo') }),
    pull(102, 'bela', '[WIP] Test the new machine', {}, { patch: empty('foo') }),
    pull(103, 'cato', 'A name for the anchor', {}, { patch: empty('anchor') }),
    pull(104, 'dora', 'The anchor needs a file', {}, { patch: empty('anchor') }),
  ],
  right: { sets: [[103, 104]], pairs: { '101-102': 'lead', '103-104': 'SAME_CHANGE' } },
} satisfies Case
