import { type Case, pull } from '../case.ts'

// A maintainer picks another's commit for a line of releases whose branch is gone, and says so where a title begins.
const damped = {
  'tide/gauge.js': [
    ' export function mark(level) {',
    '-  staff.scratch(level)',
    '+  const calm = well.settle(level, inlet.width)',
    '+  if (calm >= staff.least) staff.scratch(calm)',
    ' }',
  ],
}

export default {
  pulls: [
    pull(101, 'ada', 'Levels settle before they are marked', damped),
    pull(102, 'bela', 'cherry pick commit to settle levels (from ada)', damped),
    pull(103, 'cato', 'Waves must not be marked', damped),
  ],
  right: {
    sets: [[101, 103]],
    pairs: { '101-102': 'BACKPORT', '102-103': 'BACKPORT', '101-103': 'SAME_CHANGE' },
  },
} satisfies Case
