import { type Case, pull } from '../case.ts'

// Three people wrap one long block in try/except, which indents every line of it anew. The lines neither come nor go:
// no follow-ups, one set.
const block = Array.from({ length: 8 }, (_, at) => [
  `if parcel.zone == ${at}:`,
  `    self.chute_${at}.drop(parcel, speed=${at * 3 + 2})`,
]).flat()
const wrapped = (caught: string, raised: string) => ({
  'sorting/chutes.py': [
    ' def sort(self, parcel):',
    ...block.map((line) => `-    ${line}`),
    '+    try:',
    ...block.map((line) => `+        ${line}`),
    `+    except ${caught}:`,
    `+        raise ${raised}`,
    '     return parcel.zone',
  ],
})

export default {
  pulls: [
    pull(101, 'ada', 'a jammed chute stops the belt (fixes #88)', {
      ...wrapped('ChuteJammed as jam', 'BeltStopped(self.name) from jam'),
    }),
    pull(102, 'bela', 'raise BeltStopped for jams, closes #88', {
      ...wrapped('ChuteJammed as cause', 'BeltStopped(self.name) from cause'),
    }),
    pull(103, 'cato', 'chutes: wrap errors. Fixes #88', {
      ...wrapped('(ChuteJammed, ChuteFull) as jam', 'BeltStopped(self.name) from jam'),
    }),
  ],
  right: {
    sets: [[101, 102, 103]],
    pairs: { '101-102': 'SAME_CHANGE', '101-103': 'SAME_CHANGE', '102-103': 'SAME_CHANGE' },
  },
} satisfies Case
