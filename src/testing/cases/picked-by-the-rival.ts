import { type Case, commit, pull } from '../case.ts'

// In a mirror: what another has proposed is picked by somebody who had proposed the same. Both are that one's.
const moored = (rest: string) => ({
  'quay/mooring.ts': [
    ' export function moor(ship: Ship): void {',
    '+  const pull = ship.windage() - berth.shelter(ship.heading)',
    '+  const lines = Math.ceil(pull / rope.rating)',
    `+  ${rest}`,
    '   berth.take(ship)',
  ],
})

export default {
  pulls: [
    pull(101, 'hano.moscardo@boats.example', 'Moor by the wind', moored('berth.ready(lines)'), {
      createdAtGuessed: true,
      commits: [commit('Hano Moscardo', 10, 'Moor by the wind')],
    }),
    pull(102, 'velda@lake.example', 'More lines in a gale (#57)', moored('berth.ready(lines)'), {
      createdAtGuessed: true,
      commits: [
        commit('Velda Ostrow', 5, 'More lines in a gale (#57)', {
          committerName: 'Hano Moscardo',
          committerEmail: 'hano.moscardo@boats.example',
        }),
      ],
    }),
  ],
  right: { sets: [], pairs: { '101-102': 'RESUBMISSION' } },
} satisfies Case
