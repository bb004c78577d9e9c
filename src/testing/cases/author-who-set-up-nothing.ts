import { type Case, commit, pull } from '../case.ts'

// Two strangers whose git was never told who they are: both sign with what a tutorial says, and are two all the same.
const listed = {
  'beds/list.rb': [
    ' def planted',
    '-  beds.select(&:seeded?)',
    '+  beds.select { |bed| bed.seeded? && bed.watered_within?(fortnight) }',
    ' end',
  ],
}
const nobody = (minute: number, message: string) => ({
  author: 'you@example.com',
  commits: [commit('x', minute, message, { authorName: 'Your Name', authorEmail: 'you@example.com' })],
})

export default {
  pulls: [
    pull(101, '', 'Dry beds are not planted', listed, nobody(10, 'Dry beds are not planted')),
    pull(102, '', 'planted: leave out what withers', listed, nobody(300, 'planted: leave out what withers')),
  ],
  right: { sets: [[101, 102]], pairs: { '101-102': 'SAME_CHANGE' } },
} satisfies Case
