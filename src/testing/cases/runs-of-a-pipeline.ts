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

// What the next version of a tool copies comes along with whatever else is raised; its mark tells it from what people
// write in a folder that is called so.
const restored = { 'eng/common/restore.sh': [' set -e', '+fetch_tools --all', '+fetch_cables'] }
const raised = (name: string, sha: string) => ({
  ...restored,
  'eng/Version.Details.xml': [
    ` <!-- ${name} of the yard -->`,
    `-    <Sha of="${name}">${sha.repeat(4)}</Sha>`,
    `+    <Sha of="${name}">${[...sha].reverse().join('').repeat(4)}</Sha>`,
  ],
})

export default {
  pulls: [
    pull(101, 'ada', 'Only what fails', cut('fall of the hook')),
    pull(102, 'bela', 'Debug the winch', cut('jam of the winch')),
    pull(103, 'cato', 'Raise the drum', raised('Drum', '1c2d')),
    pull(104, 'dora', 'Raise the cables', raised('Cables', '3e4f'), { startLine: 400 }),
    pull(105, 'emil', 'Fetch the cables too', restored),
    pull(106, 'fred', 'Restore all tools', restored),
  ],
  right: { sets: [[105, 106]] },
} satisfies Case
