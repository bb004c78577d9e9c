import { type Case, commit, pull } from '../case.ts'

// Siblings of a fork's unmerged commit, without an issue: only their subjects tell that both go on to do the same
// thing.
const forks = commit('owner', 20, 'wip: brushes of mine')
const mended = {
  'src/palette.ts': [
    ' export function blend(a: Colour, b: Colour): Colour {',
    '-  return new Colour((a.red + b.red) / 2, (a.green + b.green) / 2, (a.blue + b.blue) / 2)',
    '+  const linear = [a, b].map((colour) => colour.toLinear())',
    '+  return Colour.fromLinear(averageOf(linear), Math.max(a.alpha, b.alpha))',
    ' }',
  ],
}

export default {
  pulls: [
    pull(101, 'ada', 'Blend colours in linear light', mended, {
      commits: [forks, commit('ada', 101, 'Blend colours in linear light')],
    }),
    pull(102, 'bela', 'blend linear colours', mended, {
      commits: [forks, commit('bela', 102, 'palette: blend linear colours')],
    }),
  ],
  right: { sets: [[101, 102]], pairs: { '101-102': 'SAME_CHANGE' } },
} satisfies Case
