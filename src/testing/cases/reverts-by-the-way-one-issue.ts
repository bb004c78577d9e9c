import { type Case, commit, pull } from '../case.ts'

// Two answer one issue at one place. One of them says of a part of it that it takes back how another pull request went
// about it: that makes it no revert.
const version = (lines: string[]) => ({ 'kiln/version.go': [' func Version() string {', ...lines, ' }'] })

export default {
  pulls: [
    pull(
      101,
      'ada',
      'No panic without what the build says\n\nFixes #7',
      version([
        '-	return info().Main',
        '+	if info() == nil {',
        '+		return fallback',
        '+	}',
        '+	return info().Main',
      ]),
    ),
    pull(
      102,
      'bela',
      'Version of a kiln that make did not build\n\nFixes #7',
      version([
        '-	return info().Main',
        '+	read, ok := info().Lookup("main")',
        '+	return orElse(read, ok, "v0")',
      ]),
      {
        commits: [
          commit('bela', 30, 'Version of a kiln that make did not build\n\nFixes #7'),
          commit('bela', 35, 'Flags again\n\nThis partially reverts #90.'),
        ],
      },
    ),
  ],
  right: { sets: [[101, 102]], pairs: { '101-102': 'COMPETING_IMPLEMENTATION' } },
} satisfies Case
