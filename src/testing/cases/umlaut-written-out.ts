import { type Case, commit, pull } from '../case.ts'

// One person by two addresses: once with the umlaut, once without it and turned round, with the account in brackets.
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
    pull(101, 'yard-dev@boats.example', 'Moor by the wind', moored('berth.ready(lines)'), {
      commits: [
        commit('x', 10, 'Moor by the wind', {
          authorName: 'Jörg Mügge',
          authorEmail: 'yard-dev@boats.example',
        }),
      ],
    }),
    pull(102, 'git-commits@home.example', 'More lines in a gale', moored('berth.count(lines)'), {
      commits: [
        commit('x', 70, 'More lines in a gale', {
          authorName: 'Muegge Joerg (Oarsman-AN)',
          authorEmail: 'git-commits@home.example',
        }),
      ],
    }),
    pull(103, 'jorma@lake.example', 'Ships tear loose', moored('berth.note(lines)'), {
      commits: [
        commit('x', 90, 'Ships tear loose', { authorName: 'Jorma Mugge', authorEmail: 'jorma@lake.example' }),
      ],
    }),
  ],
  right: { sets: [[101, 102, 103]], pairs: { '101-102': 'RESUBMISSION', '102-103': 'SAME_FEATURE' } },
} satisfies Case
