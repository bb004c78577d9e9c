import { type Case, commit, pull } from '../case.ts'

// The account of one agent opened both, each for another person, whom the commit names. By the commit's address alone
// it is known as an agent's. Not one author's two tries, but duplicates.
const counted = {
  'lib/abacus.rb': [
    ' class Abacus',
    '-  def carry(rod) = rods[rod + 1] += 1',
    '+  def carry(rod)',
    '+    grow if rods[rod + 1].nil?',
    '+    rods[rod + 1] += rods[rod].divmod(BEADS_PER_ROD).first',
    '+  end',
    ' end',
  ],
}
const agent = { authorName: 'Coding helper', authorEmail: 'claude[bot]@users.noreply.github.com' }

export default {
  pulls: [
    pull(101, 'claude[bot]', 'Grow the abacus when it carries', counted, {
      commits: [
        commit('agent', 10, 'Grow the abacus\n\nCo-authored-by: Ada Quill <ada.quill@sums.example>', agent),
      ],
    }),
    pull(103, 'claude[bot]', 'carry over the last rod', counted, {
      commits: [
        commit('agent', 40, 'Carry over\n\nCo-authored-by: Bela Strand <bela.strand@sums.example>', agent),
      ],
    }),
  ],
  right: { sets: [[101, 103]], pairs: { '101-103': 'SAME_CHANGE' } },
} satisfies Case
