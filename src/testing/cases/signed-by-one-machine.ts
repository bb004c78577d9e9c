import { type Case, commit, pull } from '../case.ts'

// One person who has a name on the first day, and commits as what the machine is called; on the second day nothing but
// that is left. Machines that everybody has are no one's.
const moored = (rest: string) => ({
  'quay/mooring.ts': [
    ' export function moor(ship: Ship): void {',
    '+  const pull = ship.windage() - berth.shelter(ship.heading)',
    '+  const lines = Math.ceil(pull / rope.rating)',
    `+  ${rest}`,
    '   berth.take(ship)',
  ],
})
const as = (name: string, machine: string) => ({ authorName: name, authorEmail: `root@${machine}` })

export default {
  pulls: [
    pull(101, 'h.moscardo@boats.example', 'Moor by the wind', moored('berth.ready(lines)'), {
      commits: [
        commit('Hano Moscardo', 10, 'Moor by the wind', {
          committerName: 'root',
          committerEmail: 'root@yardbox.(none)',
        }),
      ],
    }),
    pull(102, 'root@yardbox.(none)', 'Moor by the wind (new branch)', moored('berth.ready(lines)'), {
      commits: [commit('x', 70, 'Moor by the wind (new branch)', as('root', 'yardbox.(none)'))],
    }),
    pull(103, 'root@localhost', 'Ships tear loose', moored('berth.note(lines)'), {
      commits: [commit('y', 90, 'Ships tear loose', as('root', 'localhost'))],
    }),
    pull(104, 'root@localhost', 'Bind ships', moored('berth.note(lines)'), {
      commits: [commit('z', 95, 'Bind ships', as('root', 'localhost'))],
    }),
  ],
  right: { sets: [[101, 102, 103, 104]], pairs: { '101-102': 'RESUBMISSION', '103-104': 'SAME_CHANGE' } },
} satisfies Case
