import { type Case, commit, pull } from '../case.ts'

// Two people let the same agent write the same fix. The agent is the author of both commits and no person: the two are
// different people's, and duplicates.
const fixed = (extra: string) => ({
  'src/orchard/pruning.ts': [
    ' export function prune(tree: Tree, season: Season): Branch[] {',
    '-  return tree.branches.filter((branch) => branch.age > 2)',
    '+  if (season.isFrosty()) return []',
    '+  return tree.branches.filter((branch) => branch.age > 2 && !branch.bearsFruit(season))',
    extra,
    ' }',
  ],
})
const claude = { authorName: 'Claude', authorEmail: 'noreply@anthropic.com' }
const cursor = { authorName: 'Cursor Agent', authorEmail: 'agent@runner.example' }

export default {
  pulls: [
    pull(101, 'ada', 'Spare what bears fruit', fixed(' '), {
      commits: [commit('ada', 10, 'Spare what bears fruit', claude)],
    }),
    pull(102, 'bela', 'prune: no pruning in frost', fixed(' '), {
      commits: [commit('bela', 30, 'prune: no pruning in frost', claude)],
    }),
    pull(103, 'cato', 'Keep fruiting branches', fixed('+  // Frost cracks fresh cuts.'), {
      commits: [commit('cato', 50, 'Keep fruiting branches', cursor)],
    }),
    pull(104, 'dora', 'Prune around fruit', fixed('+  // Wait for the thaw.'), {
      commits: [commit('dora', 70, 'Prune around fruit', cursor)],
    }),
  ],
  right: {
    sets: [[101, 102, 103, 104]],
    pairs: { '101-102': 'SAME_CHANGE', '103-104': 'SAME_FEATURE' },
  },
} satisfies Case
