import { type Case, commit, pull } from '../case.ts'

// Raises in one list of versions. What comes along with each is the same, and so are the lines around. A bot and a
// person raise the lathe to one version, so one of them can go, and so can either for the person who raises all there
// is. The lathe to a later version, and the chuck, are something else.
const line = (name: string, from: string, to: string, end = '') => [
  `-	tools.example/${name} v${from}${end}`,
  `+	tools.example/${name} v${to}${end}`,
]
const along = ['oil', 'swarf', 'coolant'].flatMap((name) => line(name, '0.3.1', '0.4.0', ' // indirect'))
const list = (...raised: string[][]) => ({ 'go.mod': [' require (', ...raised.flat(), ' )', ...along] })
const [lathe, later, chuck] = [
  line('lathe', '1.5.0', '1.6.1'),
  line('lathe', '1.5.0', '1.7.0'),
  line('chuck', '2.0.4', '2.1.0'),
]

export default {
  pulls: [
    pull(101, 'dependabot[bot]', 'build(deps): bump tools.example/lathe', list(lathe)),
    pull(102, 'ada', 'Turn without CVE-2026-100', list(lathe)),
    pull(103, 'bela', 'Newest lathe', list(later)),
    pull(104, 'cato', 'Bump the chuck for its new jaws', list(chuck)),
    pull(105, 'dora', 'Raise dependencies', list(lathe, chuck), {
      commits: [commit('dora', 1, 'Raise dependencies')],
    }),
  ],
  right: {
    sets: [[101, 102, 104, 105]],
    pairs: {
      '101-102': 'SAME_CHANGE',
      '101-103': 'lead',
      '101-104': 'lead',
      '102-104': 'lead',
      '103-104': 'lead',
      '103-105': 'lead',
    },
  },
} satisfies Case
