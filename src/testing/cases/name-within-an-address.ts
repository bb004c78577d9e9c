import { type Case, commit, pull } from '../case.ts'

// One person signs with a whole name at work, and at home with a nickname and an address that is made of that name, the
// family name first: a second try, and no other author.
const kiln = {
  'kiln/fire.js': [
    ' function fire(kiln, ware) {',
    '-  kiln.heat(ware.cone)',
    '+  for (const step of ware.cone.ramp(kiln.mass)) kiln.heatTo(step.degrees, step.minutes)',
    '+  kiln.hold(ware.cone.soak)',
    ' }',
  ],
}

export default {
  pulls: [
    pull(101, 'ai77@work.example', 'Heat the kiln step by step', kiln, {
      commits: [
        commit('Agnes Ironwood', 1, 'Heat the kiln step by step', { authorEmail: 'ai77@work.example' }),
      ],
    }),
    pull(104, 'ironwoodagnes@mail.example', 'The kiln follows the ramp of a cone', kiln, {
      commits: [
        commit('potter', 900, 'The kiln follows the ramp of a cone', {
          authorEmail: 'ironwoodagnes@mail.example',
        }),
      ],
    }),
  ],
  right: { sets: [], pairs: { '101-104': 'RESUBMISSION' } },
} satisfies Case
