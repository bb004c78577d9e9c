import { type Case, commit, pull } from '../case.ts'

// Somebody squashes another's branch, or takes it into their own, says so in a commit and goes on: built on the other,
// and no rival of it. Who opens the other's again says that too, and is one.
const weighed = (last: string) => ({
  'scale/weigh.ts': [
    ' export function weigh(scale: Scale, load: Load) {',
    '-  return scale.read()',
    '+  const before = scale.settle(load.mass)',
    '+  if (before.drift > scale.limits.drift) return scale.zero()',
    '+  const tared = before.grams - load.tare.grams',
    `+  ${last}`,
    ' }',
  ],
})
const by = (author: string, minute: number, ...messages: string[]) => ({
  commits: messages.map((message, nth) => commit(author, minute + nth, message)),
})

export default {
  pulls: [
    pull(101, 'ada', 'Weigh with a tare', weighed('return tared')),
    pull(
      104,
      'bela',
      'Tared scales for every kind of load',
      weighed('return scale.round(tared)'),
      by('bela', 400, 'Squash of PR #101: weigh with a tare', 'Round what a scale shows'),
    ),
    pull(
      106,
      'cato',
      'Rounded loads',
      weighed('return load.round(tared)'),
      by('cato', 600, 'Round the loads', 'Integrates the changes of #101\n\nAnd settles the scale once.'),
    ),
    pull(108, 'dora', 'Scales have no tare', weighed('return tared ?? 0'), {
      body: 'Re-opening #101, which went stale.',
    }),
  ],
  right: {
    sets: [[101, 104, 106, 108]],
    pairs: {
      '101-104': 'STACKED',
      '101-106': 'STACKED',
      '101-108': 'SAME_CHANGE',
      '104-106': 'SAME_CHANGE',
    },
  },
} satisfies Case
