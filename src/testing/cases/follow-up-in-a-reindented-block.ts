import { type Case, pull } from '../case.ts'

const steps = Array.from({ length: 18 }, (_, at) => `self.comb_${at}.fill(nectar.share(${at + 2}))`)
const wrapped = [
  ' class Hive:',
  '     def store(self, nectar):',
  ...steps.map((step) => `-        ${step}`),
  '+        try:',
  ...steps.map((step) => `+            ${step}`),
  '+        except CombFull as full:',
  '+            raise HiveBlocked(self.name, full) from full',
]

// One indents a long block anew and wraps it; it is merged, and the other changes what it raises: little of the block
// is in that, and it goes on from it.
export default {
  pulls: [
    pull(101, 'ada', 'Say which hive is blocked', { 'hive/hive.py': wrapped }),
    pull(
      107,
      'bela',
      'Wake the keeper when the hive is blocked',
      {
        'hive/hive.py': [
          ...steps.slice(-3).map((step) => `             ${step}`),
          '         except CombFull as full:',
          '-            raise HiveBlocked(self.name, full) from full',
          '+            self.keeper.wake(times=3)',
          '+            raise HiveBlocked(self.name, full, at=self.clock.now()) from full',
        ],
      },
      { startLine: 118, baseAt: '2026-02-01T00:00:00Z' },
    ),
  ],
  states: { 101: 'MERGED' },
  mergedAt: { 101: '2026-01-20T00:00:00Z' },
  right: { sets: [], pairs: { '101-107': 'FOLLOW_UP' } },
} satisfies Case
