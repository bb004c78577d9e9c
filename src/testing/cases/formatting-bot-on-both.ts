import { type Case, commit, pull } from '../case.ts'

// A formatting bot pushed a commit to both branches. A bot that tidies for everyone makes no one the author of both:
// two people's, and duplicates.
const stirred = {
  'src/vat.py': [
    ' def stir(vat):',
    '-    vat.paddle.turn()',
    '+    speed = vat.viscosity.speed_for(vat.paddle.width)',
    '+    vat.paddle.turn(speed, until=vat.is_even)',
    '     return vat',
  ],
}
const tidied = (minute: number) =>
  commit('bot', minute, '[pre-commit.ci] auto fixes from pre-commit.com hooks', {
    authorName: 'pre-commit-ci[bot]',
    authorEmail: '66853113+pre-commit-ci[bot]@users.noreply.github.com',
  })

export default {
  pulls: [
    pull(101, 'ada', 'Stir by viscosity', stirred, {
      commits: [commit('ada', 10, 'Stir by viscosity'), tidied(11)],
    }),
    pull(102, 'bela', 'lumps in thick vats', stirred, {
      commits: [commit('bela', 40, 'lumps in thick vats'), tidied(42)],
    }),
  ],
  right: { sets: [[101, 102]], pairs: { '101-102': 'SAME_CHANGE' } },
} satisfies Case
