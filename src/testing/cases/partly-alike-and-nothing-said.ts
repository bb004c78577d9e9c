import { type Case, pull } from '../case.ts'
import { sampleLines } from '../revisions.ts'

// Two branches took in the same half of a sweep with what they are for, each with more around it that the other has
// not, and say nothing of it. Of two others with as much in common both tell of the sweep, by titles that share no
// word, or by a word of both titles; and of two more, one has all that the other has.
const half = (seed: number, mine: number) => ({
  'src/shop/apron.ts': [
    ...sampleLines(seed, 2, ' '),
    ...sampleLines(seed + 20, 6, '-'),
    ...sampleLines(seed + 40, 12, '+'),
    ...sampleLines(mine, 9, '+'),
  ],
})
const said = 'The apron of the smith hangs behind the bellows, where sparks cannot reach it.'

export default {
  pulls: [
    pull(101, 'ada', 'Lock the door at night', half(700, 2_000)),
    pull(102, 'bela', 'Count visitors', half(700, 2_100)),
    pull(103, 'cato', `Hang aprons away\n\n${said}`, half(900, 2_200)),
    pull(104, 'dora', `Leather lasts longer\n\n${said}`, half(900, 2_300)),
    pull(105, 'emil', 'Grind chisels', half(1_100, 2_400)),
    pull(106, 'fay', 'Chisels cut again', half(1_100, 2_500)),
    pull(107, 'gus', 'Sweep floors', half(1_300, 2_600)),
    pull(108, 'hana', 'Oil hinges', {
      ...half(1_300, 2_600),
      'src/hinge.ts': [...sampleLines(3_000, 2, ' '), ...sampleLines(3_020, 30, '+')],
    }),
  ],
  right: {
    sets: [
      [103, 104],
      [105, 106],
      [107, 108],
    ],
    pairs: {
      '101-102': 'lead',
      '103-104': 'SAME_FEATURE',
      '105-106': 'SAME_FEATURE',
      '107-108': 'SAME_FEATURE',
    },
  },
} satisfies Case
