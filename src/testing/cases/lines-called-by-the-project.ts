import { type Case, pull } from '../case.ts'

// A project calls its lines of releases by its own word, as its mirror tells. Each needs its own, whoever brings it;
// two for one line are one thing, and so are two of which the branch is called after an issue.
const sealed = (rest: string[] = []) => ({
  'crane/Cable.rb': [
    ' def lower(load)',
    '-  @drum.release',
    '+  slack = @drum.paid_out - @hook.height',
    '+  raise Snag, slack if slack > @drum.least_turn',
    '+  @drum.release_slowly(load.mass)',
    ...rest,
    ' end',
  ],
})

const lineOf = (baseRef: string) => ({ baseRef, createdAtGuessed: true })

export default {
  pulls: [
    pull(101, 'ada', 'Cables are lowered slowly', sealed()),
    pull(102, 'bela', 'crane: no snags', sealed(['+  @bell.ring']), lineOf('crane-17')),
    pull(103, 'cato', 'A load must not fall', sealed(['+  @log.note(load)']), lineOf('crane-16')),
    pull(104, 'dora', 'Lower loads with care', sealed(['+  @clerk.write']), lineOf('crane-17')),
    pull(105, 'emil', 'Hold the drum', sealed(['+  @horn.blow']), { baseRef: 'fix-484' }),
  ],
  right: {
    sets: [
      [101, 105],
      [102, 104],
    ],
    pairs: {
      '101-102': 'BACKPORT',
      '101-103': 'BACKPORT',
      '101-105': 'SAME_CHANGE',
      '102-103': 'BACKPORT',
      '102-104': 'SAME_CHANGE',
      '103-104': 'BACKPORT',
    },
  },
} satisfies Case
