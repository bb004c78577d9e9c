import { type Case, commit, pull } from '../case.ts'

// A program raises six packages at once. Who raises one of them and adapts the code to it does something else; who
// raises that one alone does a part of what the program does.
const list = {
  'package.json': [' {', '-  "@kelp/strainer": "^4.1.0",', '+  "@kelp/strainer": "^5.0.2",', ' }'],
}
const program = {
  commits: [
    commit('dependabot[bot]', 10, 'chore(deps): bump the kelp group across 1 directory with 6 updates'),
  ],
}

export default {
  pulls: [
    pull(
      101,
      'dependabot[bot]',
      'chore(deps): bump the kelp group across 1 directory with 6 updates',
      list,
      program,
    ),
    pull(102, 'ada', 'Strain with the hooks of the new strainer', {
      ...list,
      'src/strain.ts': [
        ' export function strain(sea: Sea) {',
        '-  return sieve(sea)',
        '+  return sea.pass(hooks)',
        ' }',
      ],
    }),
    pull(103, 'bela', 'chore: update @kelp/strainer to v5', list),
  ],
  right: { sets: [[101, 103]], pairs: { '101-102': 'lead', '101-103': 'SAME_CHANGE' } },
} satisfies Case
