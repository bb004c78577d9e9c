import { type Case, commit, pull } from '../case.ts'

// A program of the house has an account of its own, and a person once ran it under her own: the commits are called
// alike, and the later ones name her beside the program. Who is named for what she proposed herself, in commits of her
// own words, is a rival who was taken over.
const rung = (last: string) => ({
  'tower/bell.ts': [
    ' export function strike(hour: number): void {',
    '+  const blows = hour % 12 === 0 ? 12 : hour % 12',
    '+  for (let blow = 0; blow < blows; blow++) hammer.fall()',
    `+  ${last}`,
    '   clapper.rest()',
  ],
})
const steps = (author: string, minute: number, named = '') => [
  commit(author, minute, `reproduction (rung)${named}`),
  commit(author, minute + 9, `fix #77${named}`),
]
const program = '204+tower-foundry@users.noreply.github.com'

export default {
  pulls: [
    pull(101, 'odile.marchetti@towers.example', 'reproduction (rung)', rung('rope.slacken()'), {
      commits: steps('Odile Marchetti', 10),
      createdAtGuessed: true,
    }),
    pull(102, 'tower-foundry', 'reproduction (rung)', rung('rope.slacken(1)'), {
      commits: steps(
        'tower-foundry',
        900,
        '\n\nCo-authored-by: Odile Marchetti <31+odilem@users.noreply.github.com>',
      ).map((one) => ({ ...one, authorEmail: program })),
    }),
    pull(103, 'sander@hills.example', 'Strike twelve at noon', rung('rope.slacken(2)'), {
      commits: [commit('Sander Vos', 700, 'Strike twelve at noon'), commit('Sander Vos', 701, 'Count blows')],
    }),
    pull(104, 'tower-foundry', 'reproduction (rung)', rung('rope.slacken(3)'), {
      commits: steps('tower-foundry', 1900, '\n\nCo-authored-by: Sander Vos <sander@hills.example>').map(
        (one) => ({ ...one, authorEmail: program }),
      ),
    }),
  ],
  right: {
    sets: [[101, 102, 103, 104]],
    pairs: { '101-102': 'RESUBMISSION', '102-104': 'RESUBMISSION', '103-104': 'SAME_FEATURE' },
  },
} satisfies Case
