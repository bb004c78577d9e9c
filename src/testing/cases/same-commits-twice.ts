import { type Case, commit, pull } from '../case.ts'

// A closed pull request opened anew from another account with the very same commits: a resubmission.
const commits = [commit('ada', 90, 'Sort the seed drawers'), commit('ada', 95, 'Label them in ink')]
const sorted = {
  'seeds/drawers.yaml': [
    ' drawers:',
    '-  - {row: 1, holds: anything}',
    '+  - {row: 1, holds: umbellifers, ink: permanent}',
    '+  - {row: 2, holds: brassicas, ink: permanent}',
  ],
}

export default {
  pulls: [
    pull(101, 'ada', 'Sort the seed drawers', sorted, { commits }),
    pull(106, 'yard-team', 'Seed drawers, once more', sorted, { commits }),
  ],
  states: { 101: 'CLOSED' },
  right: { sets: [], pairs: { '101-106': 'RESUBMISSION' } },
} satisfies Case
