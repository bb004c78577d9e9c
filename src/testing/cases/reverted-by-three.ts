import { type Case, commit, pull } from '../case.ts'

// A merged pull request is taken back by three people: with git's title of the merge, with words of one's own, and by a
// title that says "back out". Each is a revert of it. The two that say so are duplicates; of the third nobody can know
// what it takes back. A revert of the revert brings it back.
const merge = '51c0ffee'.repeat(5)
const [open, push] = ['   private items: T[] = []', '     this.items.push(item)']
const limit = ['  limit = 1000', '    if (this.items.length >= this.limit) throw new QueueFull(this.limit)']
const around = (mark: string) => ({
  'src/queue.ts': [open, `${mark}${limit[0]}`, '   push(item: T): void {', `${mark}${limit[1]}`, push],
})
const words = `Revert "Merge pull request #101 from ada/limit"\n\nThis reverts commit ${merge}, reversing\nchanges made to ${'2'.repeat(40)}.`

export default {
  pulls: [
    pull(101, 'ada', 'Limit the queue', around('+')),
    pull(102, 'bela', words, around('-')),
    pull(103, 'cato', 'Queue: take the limit away again, it breaks imports', around('-')),
    pull(104, 'dora', 'Back out "Limit the queue" (#101)', around('-')),
    pull(105, 'ada', 'Revert "Back out "Limit the queue""', around('+'), {
      commits: [commit('ada', 200, 'Revert "Back out "Limit the queue""')],
    }),
  ],
  states: { 101: 'MERGED' },
  right: {
    sets: [[102, 104]],
    pairs: {
      '101-102': 'REVERT',
      '101-103': 'REVERT',
      '101-104': 'REVERT',
      '101-105': 'RESUBMISSION',
      '102-103': 'lead',
      '102-104': 'SAME_CHANGE',
    },
  },
} satisfies Case
