import { type Case, commit, pull } from '../case.ts'

// One person by two addresses: a merge of the fork's own branch names the account that the other one is signed with.
// Who merges a third one's branch of that name has another account.
const moored = (rest: string) => ({
  'quay/mooring.ts': [
    ' export function moor(ship: Ship): void {',
    '+  const pull = ship.windage() - berth.shelter(ship.heading)',
    '+  const lines = Math.ceil(pull / rope.rating)',
    `+  ${rest}`,
    '   berth.take(ship)',
  ],
})
const merge = (minute: number, from: string, into: string) =>
  commit('x', minute, `Merge branch '${from}' of https://github.com/quayling/yard into ${into}`, {
    parents: 2,
  })

export default {
  pulls: [
    pull(101, 'h.moscardo@boats.example', 'Moor by the wind', moored('berth.ready(lines)'), {
      commits: [commit('Hano Moscardo', 10, 'Moor by the wind'), merge(12, 'wind', 'wind')],
    }),
    pull(102, 'k0719@school.example', 'More lines in a gale', moored('berth.count(lines)'), {
      commits: [
        commit('x', 70, 'More lines in a gale', {
          authorName: 'Quayling',
          authorEmail: 'k0719@school.example',
        }),
      ],
    }),
    pull(103, 'velda@lake.example', 'Ships tear loose', moored('berth.note(lines)'), {
      commits: [commit('Velda Ostrow', 90, 'Ships tear loose'), merge(95, 'gale', 'loose')],
    }),
  ],
  right: { sets: [[101, 102, 103]], pairs: { '101-102': 'RESUBMISSION', '102-103': 'SAME_FEATURE' } },
} satisfies Case
