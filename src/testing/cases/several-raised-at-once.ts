import { type Case, commit, pull } from '../case.ts'

// A bot raises two packages, a pull request each; a person raises both in all modules, a commit each, so that neither
// of the bot's is needed. A third raise of the bot's is nobody else's.
const raise = (name: string, from: string, to: string) => [
  ` require ( // ${name}`,
  `-	example.org/${name} v${from}`,
  `+	example.org/${name} v${to}`,
  ' )',
]
const spline = raise('spline', '1.9.0', '1.10.2')
const caliper = raise('caliper', '0.44.0', '0.46.1')
const bump = (number: number, name: string, from: string, to: string) =>
  pull(number, 'dependabot[bot]', `build(deps): bump example.org/${name} from ${from} to ${to}`, {
    'go.mod': raise(name, from, to),
  })

export default {
  pulls: [
    bump(101, 'spline', '1.9.0', '1.10.2'),
    bump(102, 'caliper', '0.44.0', '0.46.1'),
    bump(103, 'gasket', '2.3.0', '2.4.0'),
    pull(
      104,
      'ada',
      'dependency: bump example.org/spline from 1.9.0 to 1.10.2',
      {
        'go.mod': [...spline, ...caliper],
        'lathe/go.mod': [...spline, ...caliper],
        'press/go.mod': spline,
      },
      {
        commits: [
          commit('ada', 1, 'dependency: bump example.org/spline from 1.9.0 to 1.10.2'),
          commit('ada', 2, 'dependency: bump example.org/caliper from 0.44.0 to 0.46.1'),
        ],
      },
    ),
  ],
  right: {
    sets: [[101, 102, 104]],
    pairs: {
      '101-102': 'nothing',
      '101-104': 'COMPETING_IMPLEMENTATION',
      '102-104': 'COMPETING_IMPLEMENTATION',
    },
  },
} satisfies Case
