import { type Case, commit, pull } from '../case.ts'

// Merged, reverted by another, and brought back by its author: the third is no revert of the first but its author's
// next try; it does take back the revert.
const plain = '-  notes.each { |note| play(note) }'
const tuned = [
  '+  notes.each_cons(2) { |note, following| play(note, until: following.onset) }',
  '+  play(notes.last)',
]
const back = tuned.map((line) => line.replace('+', '-'))
const around = (lines: string[]) => ({ 'lib/organ/pipe.rb': [' def perform(notes)', ...lines, ' end'] })

export default {
  pulls: [
    pull(101, 'ada', 'Notes last until the next one', around([plain, ...tuned])),
    pull(102, 'bela', 'Revert "Notes last until the next one"', around([...back, plain.replace('-', '+')]), {
      commits: [commit('bela', 120, 'Revert "Notes last until the next one"')],
    }),
    pull(103, 'ada', 'Reland "Notes last until the next one"', around([plain, ...tuned])),
  ],
  states: { 101: 'MERGED', 102: 'MERGED' },
  right: { sets: [], pairs: { '101-103': 'RESUBMISSION', '102-103': 'REVERT' } },
} satisfies Case
