import { type Case, commit, pull } from '../case.ts'

// Bela's branch begins from a fork's main that holds Ada's pull request as it was squashed, "(#101)", under another
// date: it carries it, and repeats nothing.
const spun = [
  ' class Spindle',
  '-  def spin(rate) = motor.turn(rate)',
  '+  def spin(rate)',
  '+    raise Overspin, rate if rate > bearing.rated_speed',
  '+    motor.turn(rate, ramp: bearing.warm_up)',
  '+  end',
  ' end',
]

export default {
  pulls: [
    pull(101, 'ada', 'Spindles keep to the rated speed', { 'app/models/spindle.rb': spun }),
    pull(
      102,
      'bela',
      'Spindles report their wear',
      {
        'app/models/spindle.rb': spun,
        'app/models/wear.rb': [' class Wear', '+  attr_reader :microns, :since', ' end'],
      },
      {
        commits: [
          commit('keeper', 130, 'Spindles keep to the rated speed (#101)'),
          commit('bela', 150, 'Spindles report their wear'),
        ],
      },
    ),
  ],
  right: { sets: [], pairs: { '101-102': 'STACKED' } },
} satisfies Case
