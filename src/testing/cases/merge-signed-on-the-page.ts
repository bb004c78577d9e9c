import { type Case, commit, pull } from '../case.ts'

// One person writes under an account's name; on GitHub's pages the same account brings the branch up to date under the
// name that the other one is signed with. So does a maintainer to a third, who is not that one.
const moored = (rest: string) => ({
  'quay/mooring.ts': [
    ' export function moor(ship: Ship): void {',
    '+  const pull = ship.windage() - berth.shelter(ship.heading)',
    '+  const lines = Math.ceil(pull / rope.rating)',
    `+  ${rest}`,
    '   berth.take(ship)',
  ],
})
const upToDate = (minute: number, account: string) =>
  commit('x', minute, "Merge branch 'main' into gale", {
    authorName: 'Hano Moscardo',
    authorEmail: `7001${minute}+${account}@users.noreply.github.com`,
    parents: 2,
  })

export default {
  pulls: [
    pull(101, 'hano.moscardo@boats.example', 'Moor by the wind', moored('berth.ready(lines)'), {
      commits: [commit('Hano Moscardo', 10, 'Moor by the wind')],
    }),
    pull(102, 'oarsman12@home.example', 'More lines in a gale', moored('berth.count(lines)'), {
      commits: [
        commit('x', 70, 'More lines in a gale', {
          authorName: 'QUAYLING-dot',
          authorEmail: 'oarsman12@home.example',
        }),
        upToDate(75, 'QUAYLING-dot'),
      ],
    }),
    pull(103, 'velda@lake.example', 'Ships tear loose', moored('berth.note(lines)'), {
      commits: [commit('Velda Ostrow', 90, 'Ships tear loose'), upToDate(95, 'hm-of-the-quay')],
    }),
  ],
  right: { sets: [[101, 102, 103]], pairs: { '101-102': 'RESUBMISSION', '101-103': 'SAME_FEATURE' } },
} satisfies Case
