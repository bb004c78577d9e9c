import { type Case, commit, pull } from '../case.ts'

// One person whose account is the first name behind two letters of the family name writes the same again under it. Who
// has the first name alone in common is somebody else, and so is who has other initials.
const loom = (last: string) => ({
  'loom/weave.py': [
    ' def weave(loom, pattern):',
    '-    loom.throw(pattern)',
    '+    for row in pattern.rows(loom.width):',
    '+        loom.lift(row.warp)',
    '+        loom.throw(row.weft)',
    `+    ${last}`,
    ' ',
  ],
})

export default {
  pulls: [
    pull(101, 'benedetta.ostrowska@mills.example', 'Weave row by row', loom('loom.rest()'), {
      commits: [
        commit('Detta-Ostrowska', 10, 'Weave row by row', {
          authorEmail: 'benedetta.ostrowska@mills.example',
        }),
      ],
    }),
    pull(102, 'osdetta', 'The shuttle lifts the warp first', loom('loom.rest()'), {
      commits: [commit('osdetta', 9000, 'The shuttle lifts the warp first')],
    }),
    pull(103, 'kodetta', 'Lift before the throw', loom('loom.rest()'), {
      commits: [commit('kodetta', 9900, 'Lift before the throw')],
    }),
  ],
  right: { sets: [[101, 102, 103]], pairs: { '101-102': 'RESUBMISSION', '101-103': 'SAME_CHANGE' } },
} satisfies Case
