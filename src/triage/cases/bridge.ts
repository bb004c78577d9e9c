import { type Case, pull } from '../../testing/cases.ts'

// Two pairs of duplicates, and one member of each that resemble one another in a third file: the sets stay two.
const part = (name: string) => [
  ` def ${name}(kettle):`,
  `-    return kettle.${name}_level`,
  `+    steam = kettle.${name}_pressure() - AMBIENT_${name.toUpperCase()}`,
  `+    return kettle.${name}_level.adjusted(by=steam * ${name.length})`,
]
const gauge = { 'boiler/gauge.py': part('gauge') }
const whistle = { 'kitchen/whistle.py': part('whistle') }
const bridge = { 'shared/vent.py': part('vent') }

export default {
  pulls: [
    pull(101, 'ada', 'Gauges show pressure', gauge),
    pull(102, 'bela', 'boiler gauge under steam', { ...gauge, ...bridge }),
    pull(103, 'cato', 'Whistle by pressure', whistle),
    pull(104, 'dora', 'kitchen: whistles in time', { ...whistle, ...bridge }),
  ],
  right: {
    sets: [
      [101, 102],
      [103, 104],
    ],
    pairs: { '101-102': 'SAME_FEATURE', '103-104': 'SAME_FEATURE', '101-103': 'nothing' },
  },
} satisfies Case
