import { type Case, pull } from '../case.ts'

// Two pairs of duplicates, and one member of each that do the same in a third file besides: the sets stay two.
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
    pull(103, 'bela', 'boiler gauge and vent under steam', { ...gauge, ...bridge }),
    pull(104, 'cato', 'kitchen whistle and vent under steam', { ...whistle, ...bridge }),
    pull(105, 'dora', 'Whistle by pressure', whistle),
  ],
  right: {
    sets: [
      [101, 103],
      [104, 105],
    ],
    pairs: {
      '101-103': 'SAME_FEATURE',
      '104-105': 'SAME_FEATURE',
      '103-104': 'SAME_FEATURE',
      '101-105': 'nothing',
    },
  },
} satisfies Case
