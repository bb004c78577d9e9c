import { type Case, commit, pull } from '../case.ts'

// Ada's branch has been open for long and took over what Bela's later pull request was squashed as, "(#105)": it is
// Ada's that carries the other.
const dried = [
  ' class Kiln',
  '-  def dry(timber) = fan.blow(timber)',
  '+  def dry(timber)',
  '+    raise Cracks, timber if heat.rate > timber.kind.gentle_rate',
  '+    fan.blow(timber, until: timber.kind.dry_weight)',
  '+  end',
  ' end',
]

export default {
  pulls: [
    pull(
      101,
      'ada',
      'Timber is stacked by kind',
      {
        'app/models/kiln.rb': dried,
        'app/models/stack.rb': [' class Stack', '+  def by_kind = boards.group_by(&:kind)', ' end'],
      },
      {
        commits: [
          commit('ada', 101, 'Timber is stacked by kind'),
          commit('keeper', 180, 'Timber dries without cracks (#105)'),
        ],
      },
    ),
    pull(105, 'bela', 'Timber dries without cracks', { 'app/models/kiln.rb': dried }),
  ],
  right: { sets: [], pairs: { '101-105': 'STACKED' } },
} satisfies Case
