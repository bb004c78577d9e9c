import { type Case, pull } from '../case.ts'

// One sign is wrong, and the line stands in the file twice: whoever mends it at the place is in the set,
// whoever mends the other one is not. The words are those of the whole project.
const place = (name: string, line: string, call: string) => ({
  'src/main.js': [
    ` export function ${name}(engine) {`,
    '-  if (!engine.cold) {',
    `+  ${line}`,
    `     return engine.${call}()`,
  ],
})
const cold = 'if (engine.cold) {'

export default {
  pulls: [
    pull(101, 'ada', 'Start when cold (fixes #8)', place('start', cold, 'run'), { startLine: 4 }),
    pull(102, 'bela', 'Inverted condition in start(). Closes #8', place('start', cold, 'run'), {
      startLine: 4,
    }),
    pull(
      103,
      'cato',
      'start() ignores cold engines, resolves #8',
      place('start', 'if (engine.cold === true) {', 'run'),
      {
        startLine: 4,
      },
    ),
    pull(104, 'dora', 'halt cold engines', place('halt', cold, 'stop'), { startLine: 44 }),
    ...Array.from({ length: 12 }, (_, at) =>
      pull(110 + at, `tidy-${at}`, `Engine ${at} is cold`, {
        [`src/engine${at}.js`]: [
          '   if (!engine.open) {',
          '-  if (!engine.cold) {',
          `+  ${cold}`,
          '     return engine',
        ],
      }),
    ),
  ],
  right: { sets: [[101, 102, 103]], pairs: { '101-102': 'SAME_CHANGE' } },
} satisfies Case
