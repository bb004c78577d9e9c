import { type Case, commit, pull } from '../case.ts'

// One person opens a change again from another account, a day later: the same subject, the same lines, and nothing in
// names or addresses that tells. Whoever writes the same in words of their own, or a month later in the same words, is
// another. What is small is named alike by chance.
const subject = 'Weigh every crate before the lid is nailed down'
const weighed = {
  'src/crate/press.go': [
    ' func Close(crate *Crate) error {',
    '-	return crate.nail(standardNails)',
    '+	weight, err := crate.scale.weigh(crate.contents())',
    '+	if err != nil {',
    '+		return fmt.Errorf("weigh crate %s: %w", crate.label, err)',
    '+	}',
    '+	if weight > crate.limit() {',
    '+		return errTooHeavy{label: crate.label, weight: weight}',
    '+	}',
    '+	return crate.nail(nailsFor(weight))',
    ' }',
  ],
}
const small = {
  'src/crate/lid.go': [
    ' func (lid Lid) nails() int {',
    '-	return lid.boards * nailsOfBoard',
    '+	return max(leastNails, lid.boards*nailsOfBoard)',
    ' }',
  ],
}
const at = (day: number) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString()
const by = (name: string, day: number, message: string) => ({
  createdAt: at(day),
  commits: [commit(name, day * 1_440, message)],
})
const lidsSubject = 'A narrow lid takes nails enough'

export default {
  pulls: [
    pull(101, 'quarrystone', subject, weighed, by('quarrystone', 0, subject)),
    pull(102, 'ada', `feat: ${subject}`, weighed, by('ada', 1, `feat: ${subject}`)),
    pull(103, 'bela', 'Refuse crates over the limit', weighed, by('bela', 2, 'Refuse crates over the limit')),
    pull(104, 'cato', subject, weighed, by('cato', 40, subject)),
    pull(105, 'dora', lidsSubject, small, by('dora', 3, lidsSubject)),
    pull(106, 'emil', lidsSubject, small, by('emil', 4, lidsSubject)),
  ],
  right: {
    sets: [
      [101, 102, 103, 104],
      [105, 106],
    ],
    pairs: {
      '101-102': 'RESUBMISSION',
      '101-103': 'SAME_CHANGE',
      '101-104': 'SAME_CHANGE',
      '105-106': 'SAME_CHANGE',
    },
  },
} satisfies Case
