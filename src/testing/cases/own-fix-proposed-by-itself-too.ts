import { type Case, commit, ownCommit, pull } from '../case.ts'

// The maintainer's own fix on a release branch is a pull request by itself too, rebased: another commit id, the same
// date and subject. That pull request is the duplicate of the other one, and the branch merely carries it.
const mended = {
  'lib/lock/sluice.rb': [
    ' def open_gate(side)',
    '-  gates[side].open',
    '+  raise WaterUneven, side unless level(side) == level(opposite(side))',
    '+  gates.fetch(side).open(slowly: boats_waiting?)',
    ' end',
  ],
}
const own = commit('keeper', 300, 'Gates wait until the water is even')

export default {
  pulls: [
    pull(101, 'ada', 'Open a gate only when the water is even', mended),
    pull(102, 'keeper', 'Gates wait until the water is even', mended, {
      commits: [{ ...own, sha: 'ab'.repeat(20) }],
    }),
    pull(
      103,
      'keeper',
      'Release 0.7',
      {
        ...mended,
        'lib/lock/toll.rb': [' TOLL = {', '+  rowing_boat: 2,', ' }'],
        'lib/lock/bell.rb': [' class Bell', '+  def ring_twice = 2.times { strike }', ' end'],
        'lib/lock/pole.rb': [' class Pole', '+  LENGTH = 4.2', ' end'],
      },
      {
        commits: [
          commit('bela', 30, 'Toll for rowing boats'),
          commit('cato', 40, 'Ring twice'),
          commit('dora', 60, 'The length of a pole'),
          own,
        ],
        own: [ownCommit(own, mended)],
      },
    ),
  ],
  right: { sets: [[101, 102]], pairs: { '101-103': 'ROLL_UP', '102-103': 'ROLL_UP' } },
} satisfies Case
