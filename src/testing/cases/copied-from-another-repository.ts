import { type Case, pull } from '../case.ts'

// Scripts that a maintainers' repository writes into all of its sisters say so at their top. Whoever brings the newest
// state of them brings what the last one had, too: two of these are no rivals. A script of one's own is code.
const copied = (last: string, day: string, ...more: string[]) => ({
  'script/run_build': [
    ' #!/bin/bash',
    `-# This file was generated on ${last} from the yard-dev repo.`,
    `+# This file was generated on ${day} from the yard-dev repo.`,
    ' # DO NOT modify it by hand as your changes will get lost the next time it is generated.',
    ' set -e',
    '+fold timeout 300 bin/setup --without development',
    ...more,
  ],
})
const own = {
  'script/launch': [
    ' #!/bin/bash',
    ' # Launches the boats that are due.',
    '-slip open',
    '+slip open --at "$(tide next)"',
    '+slip wait --until afloat',
  ],
}

export default {
  pulls: [
    pull(101, 'ada', 'Update the build scripts (from yard-dev)', copied('2026-01-01', '2026-02-01'), {
      startLine: 1,
    }),
    pull(
      102,
      'bela',
      'Updated build scripts (from yard-dev)',
      copied('2026-01-01', '2026-03-01', '+fold keep bin/cache --warm'),
      { startLine: 1 },
    ),
    pull(103, 'cato', 'Launch with the tide', own),
    pull(104, 'dora', 'Boats must not be launched at low water', own),
  ],
  right: {
    sets: [[103, 104]],
    pairs: { '101-102': 'lead', '103-104': 'SAME_CHANGE' },
  },
} satisfies Case
