import { type Case, commit, pull } from '../case.ts'

// One person by two accounts: the commits of the second are written under a nickname and committed under the name by
// which the first is known. A colleague who has the team's address, and commits for another, is two people still.
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
    pull(101, 'istr@boats.example', 'Moor by the wind', moored('berth.ready(lines)'), {
      commits: [
        commit('x', 10, 'Moor by the wind', {
          authorName: 'Iva Stromberg',
          authorEmail: 'istr@boats.example',
        }),
      ],
    }),
    pull(102, 'quaydweller', 'More lines in a gale', moored('berth.count(lines)'), {
      commits: [
        commit('x', 70, 'More lines in a gale', {
          authorName: 'quaydweller',
          authorEmail: 'quaydweller@home.example',
          committerName: 'Iva Stromberg',
          committerEmail: 'quaydweller@home.example',
        }),
      ],
    }),
    pull(103, 'bollardo', 'Ships tear loose', moored('berth.note(lines)'), {
      commits: [
        commit('x', 90, 'Ships tear loose', {
          authorName: 'bollardo',
          authorEmail: 'team@boats.example',
          committerName: 'Iva Stromberg',
          committerEmail: 'team@boats.example',
        }),
      ],
    }),
  ],
  right: {
    sets: [[101, 102, 103]],
    pairs: { '101-102': 'RESUBMISSION', '101-103': 'SAME_FEATURE', '102-103': 'SAME_FEATURE' },
  },
} satisfies Case
