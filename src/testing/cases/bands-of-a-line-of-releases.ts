import { type Case, pull } from '../case.ts'

// The machines of the build are replaced on each line of releases by itself. The lines' branches are gone, so only the
// titles tell: in front, with a band of versions, or at the end.
const moved = (pool: string) => ({
  'build/microbuild.yml': [
    ' pool:',
    '-  name: SharedPool-Buildings',
    `+  name: ${pool}`,
    '+  demands:',
    '+    - ImageOverride -equals Yard.Windows.Large',
  ],
})

export default {
  pulls: [
    pull(101, 'ada', '[release/7.0.1xx] Migrate to hosted pools', moved('HostedPool-Internal')),
    pull(102, 'bela', 'Switch to hosted pools on main', moved('HostedPool-Public')),
    pull(103, 'cato', 'Switch to hosted pools on release/5.0.3xx', moved('HostedPool-Servicing')),
    pull(104, 'dora', 'Builds run in the hosted pool', moved('HostedPool-Public')),
  ],
  right: {
    sets: [[102, 104]],
    pairs: { '101-102': 'BACKPORT', '101-103': 'BACKPORT', '102-103': 'BACKPORT', '102-104': 'SAME_CHANGE' },
  },
} satisfies Case
