import { type Case, pull } from '../case.ts'

// Two people make one script executable: the same change, without a line. A third does it to another script.
const executable = (path: string) =>
  [`diff --git a/${path} b/${path}`, 'old mode 100644', 'new mode 100755', ''].join('\n')

export default {
  pulls: [
    pull(101, 'ada', 'Make greet executable', {}, { patch: executable('tools/greet') }),
    pull(102, 'bela', 'tools/greet lacks the x bit', {}, { patch: executable('tools/greet') }),
    pull(103, 'cato', 'sweep-floor can be run', {}, { patch: executable('tools/sweep-floor') }),
  ],
  right: { sets: [[101, 102]], pairs: { '101-102': 'SAME_CHANGE' } },
} satisfies Case
