import { type Case, commit, pull } from '../case.ts'

// GitHub names beside the reviewer who took over a suggestion, by another address than the other commits have: that one
// opens the same again. A rival who is thanked for more than a suggestion is a rival still.
const moored = (rest: string) => ({
  'quay/mooring.ts': [
    ' export function moor(ship: Ship): void {',
    '+  const pull = ship.windage() - berth.shelter(ship.heading)',
    '+  const lines = Math.ceil(pull / rope.rating)',
    `+  ${rest}`,
    '   berth.take(ship)',
  ],
})
const named = 'Co-authored-by: quayling5 <r.moscardo@home.example>'

export default {
  pulls: [
    pull(101, 'h.reyes@boats.example', 'Moor by the wind', moored('berth.ready(lines)'), {
      commits: [
        commit('Hano Reyes', 10, 'Moor by the wind'),
        commit('Hano Reyes', 12, 'Count lines'),
        commit('Velda Ostrow', 20, `Update quay/mooring.ts\n\n${named}`),
      ],
    }),
    pull(102, 'r.moscardo@home.example', 'More lines in a gale', moored('berth.ready(lines)'), {
      commits: [
        commit('x', 70, 'More lines in a gale', {
          authorName: 'Rosa Moscardo',
          authorEmail: 'r.moscardo@home.example',
        }),
      ],
    }),
    pull(103, 'bela@lake.example', 'Ships tear loose', moored('berth.ready(lines)'), {
      commits: [commit('Bela Lind', 90, `Ships tear loose\n\n${named}`)],
    }),
  ],
  right: { sets: [[101, 102, 103]], pairs: { '101-102': 'RESUBMISSION', '102-103': 'SAME_CHANGE' } },
} satisfies Case
