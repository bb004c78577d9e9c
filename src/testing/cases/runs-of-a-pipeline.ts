import { type Case, pull } from '../case.ts'

// Who looks for a fault cuts down what the pipeline runs, and so does everyone else who looks for another: that is set
// up beside the code, whatever the service is called.
const cut = (name: string) => ({
  '.drone.yml': [
    ' matrix:',
    '-    - suite: lint of the cables',
    '-      engine: steam 7.1',
    '-    - suite: lint of the hooks',
    '-      engine: steam 7.2',
    '-    - suite: load of the drum, slowly',
    '-      engine: electric 1.1',
    `+    - suite: ${name}`,
  ],
})

export default {
  pulls: [
    pull(101, 'ada', 'Only what fails', cut('fall of the hook')),
    pull(102, 'bela', 'Debug the winch', cut('jam of the winch')),
    pull(103, 'cato', 'Try less', {
      ...cut('fall'),
      'eng/common/restore.sh': [' set -e', '+fetch_tools --all', '+fetch_cables'],
    }),
    pull(104, 'dora', 'Tools of today', {
      'eng/common/restore.sh': [' set -e', '+fetch_tools --all', '+fetch_cables'],
    }),
  ],
  right: { sets: [] },
} satisfies Case
