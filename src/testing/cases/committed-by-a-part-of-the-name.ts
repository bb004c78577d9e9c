import { type Case, commit, pull } from '../case.ts'

// One person writes under a part of the name and commits under all of it, which the other pull request is signed with.
// A maintainer who brings another's commit up to date is none of the two.
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
    pull(101, 'h.moscardo@boats.example', 'Moor by the wind', moored('berth.ready(lines)'), {
      commits: [
        commit('x', 10, 'Moor by the wind', {
          authorName: 'Hano Reyes Moscardo',
          authorEmail: 'h.moscardo@boats.example',
        }),
      ],
    }),
    pull(102, 'oarsman12@home.example', 'More lines in a gale', moored('berth.count(lines)'), {
      commits: [
        commit('x', 70, 'More lines in a gale', {
          authorName: 'hreyes - moscardo',
          authorEmail: 'oarsman12@home.example',
          committerName: 'Hano Reyes Moscardo',
          committerEmail: 'h.moscardo@boats.example',
        }),
      ],
    }),
    pull(103, 'velda@lake.example', 'Ships tear loose', moored('berth.note(lines)'), {
      commits: [
        commit('x', 90, 'Ships tear loose', {
          authorName: 'Velda Ostrow',
          authorEmail: 'velda@lake.example',
          committerName: 'Hano Reyes Moscardo',
          committerEmail: 'h.moscardo@boats.example',
        }),
      ],
    }),
  ],
  right: {
    sets: [[101, 102, 103]],
    pairs: { '101-102': 'RESUBMISSION', '101-103': 'SAME_FEATURE' },
  },
} satisfies Case
