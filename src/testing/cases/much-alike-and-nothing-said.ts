import { type Case, pull } from '../case.ts'
import { sampleLines } from '../revisions.ts'

// Two branches hold by mistake what a third has changed in many files, beside a line of their own; each title speaks of
// that line. Of two that mean the sweep one names it as the other does. In few files any words will do, for
// one line that is the same in many, and where nothing else is in either.
const sweep = Object.fromEntries(
  ['apron', 'bench', 'chock', 'drill', 'emery', 'forge'].map((name, nth) => [
    `src/shop/${name}.ts`,
    [
      ...sampleLines(700 + 9 * nth, 1, ' '),
      ...sampleLines(900 + 9 * nth, 2, '-'),
      ...sampleLines(1_200 + 9 * nth, 4, '+'),
    ],
  ]),
)
const beside = (path: string, seed: number) => ({
  ...sweep,
  [path]: [...sampleLines(seed, 2, ' '), ...sampleLines(seed + 1, 1, '+')],
})
const few = {
  'src/mill/gear.ts': [
    ...sampleLines(1_500, 2, ' '),
    ...sampleLines(1_520, 3, '-'),
    ...sampleLines(1_540, 9, '+'),
  ],
}
const whole = Object.fromEntries(
  ['bellows', 'hearth', 'hood', 'ladle', 'tongs'].map((name, nth) => [
    `src/forge/${name}.ts`,
    [
      ...sampleLines(4_000 + 9 * nth, 1, ' '),
      ...sampleLines(4_200 + 9 * nth, 1, '-'),
      ...sampleLines(4_400 + 9 * nth, 3, '+'),
    ],
  ]),
)
const year = Object.fromEntries(
  ['apron', 'bench', 'chock', 'drill', 'emery', 'forge'].map((name, nth) => [
    `src/shop/${name}.ts`,
    [...sampleLines(3_000 + 9 * nth, 1, ' '), '-// Copyright 2026 the shop', '+// Copyright 2027 the shop'],
  ]),
)

export default {
  pulls: [
    pull(101, 'ada', 'Lock the door at night', beside('src/door.ts', 2_000)),
    pull(102, 'bela', 'Count visitors', beside('src/visitors.ts', 2_100)),
    pull(103, 'cato', 'Sharpen all tools of the shop', beside('src/shop/index.ts', 2_200)),
    pull(104, 'dora', 'Tools in the shop get sharpened', beside('src/shop/list.ts', 2_300)),
    pull(107, 'gus', 'Happy New Year', year),
    pull(108, 'hana', 'Copyright goes to 2027', year),
    pull(109, 'ida', 'Mend bellows', whole),
    pull(110, 'jan', 'Air for every hearth', whole),
    pull(105, 'emil', 'Gears mesh without play', few),
    pull(106, 'fay', 'Fix #rattle', few),
  ],
  right: {
    sets: [
      [103, 104],
      [105, 106],
      [107, 108],
      [109, 110],
    ],
    pairs: {
      '101-102': 'lead',
      '101-103': 'lead',
      '103-104': 'SAME_CHANGE',
      '105-106': 'SAME_CHANGE',
      '107-108': 'SAME_CHANGE',
      '109-110': 'SAME_CHANGE',
    },
  },
} satisfies Case
