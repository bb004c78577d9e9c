import { type Case, emptyFile, pull } from '../case.ts'

// Two people open a pull request each to see what is run for it, with an empty file that is called anything. Whoever
// adds that file for something else is none of them.
export default {
  pulls: [
    pull(101, 'ada', 'CI test', {}, { patch: emptyFile('foo') }),
    pull(102, 'bela', '[WIP] Test the new machine', {}, { patch: emptyFile('foo') }),
    pull(103, 'cato', 'A name for the anchor', {}, { patch: emptyFile('anchor') }),
    pull(104, 'dora', 'The anchor needs a file', {}, { patch: emptyFile('anchor') }),
  ],
  right: { sets: [[103, 104]], pairs: { '101-102': 'lead', '103-104': 'SAME_CHANGE' } },
} satisfies Case
