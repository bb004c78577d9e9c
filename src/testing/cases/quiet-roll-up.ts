import { type Case, commit, pull } from '../case.ts'

// One person merges four topic branches of contributors, whose commits a squash has put under the merger's name, with
// "Merge pull request #n" as their subjects.
const keyed = {
  'lib/clavichord.rb': [
    ' def strike(key)',
    '-  strings[key].sound',
    '+  tangent = tangents.fetch(key) { raise UnknownKey, key }',
    '+  strings.at(tangent.position).sound(pressure: key.pressure)',
    ' end',
  ],
}

export default {
  pulls: [
    pull(101, 'ada', 'Tangents strike where they stand', keyed),
    pull(
      102,
      'keeper',
      'Spring round',
      {
        ...keyed,
        'lib/lid.rb': [' class Lid', '+  def prop = stick.raise(45)', ' end'],
        'lib/stool.rb': [' class Stool', '+  HEIGHTS = (42..56).step(2)', ' end'],
      },
      {
        commits: [
          commit('keeper', 200, 'Merge pull request #101 from ada/tangents'),
          commit('keeper', 201, 'Merge pull request #93 from bela/lid'),
          commit('keeper', 202, 'Merge pull request #95 from cato/stool'),
        ],
      },
    ),
  ],
  right: { sets: [], pairs: { '101-102': 'ROLL_UP' } },
} satisfies Case
