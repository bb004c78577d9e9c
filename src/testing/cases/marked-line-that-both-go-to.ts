import { type Case, pull } from '../case.ts'

// Two people open the same for one line of releases, and one of them marks it in the title. The third opens it for the
// main branch, and the fourth is marked for a line that its branch is not.
const quiet = (rest: string[] = []) => ({
  'bell/Tower.go': [
    ' func (t *Tower) Strike(err error) {',
    '-	t.clerk.Write("warn", err)',
    '+	level := "warn"',
    '+	if errors.Is(err, rope.Slack) {',
    '+		level = "hush"',
    '+	}',
    '+	t.clerk.Write(level, err)',
    ...rest,
    ' }',
  ],
})
const title = 'bell: hush what a slack rope reports'

export default {
  pulls: [
    pull(101, 'ada', title, quiet(), { baseRef: 'release-3.5' }),
    pull(102, 'bela', `[release-3.5] ${title}`, quiet(), { baseRef: 'release-3.5' }),
    pull(103, 'cato', title, quiet(['+	t.rope.Tie()'])),
    pull(104, 'dora', `[release-3.4] ${title}`, quiet(['+	t.rope.Cut()']), { baseRef: 'release-3.5' }),
  ],
  right: {
    sets: [[101, 102]],
    pairs: {
      '101-102': 'SAME_CHANGE',
      '101-103': 'BACKPORT',
      '101-104': 'BACKPORT',
      '102-103': 'BACKPORT',
      '102-104': 'BACKPORT',
      '103-104': 'BACKPORT',
    },
  },
} satisfies Case
