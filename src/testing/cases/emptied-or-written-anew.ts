import { type Case, pull } from '../case.ts'

// Two strangers empty a page, one of them down to a word; a third writes it anew, a fourth corrects it. To remove what
// is there and to put something else in its place are two things, however much of the old both take away.
const old = [
  'Weirs keep the water of a brook at one height, whatever the weather.',
  'Build the first weir where the brook is narrow and its bed is of stone.',
  'Measure the height of the water each morning for one month.',
  'Never stand on a weir while the gates above it are open.',
  'Ask the miller below before the water is let out in summer.',
  'Gates are painted in spring, before the swallows come.',
  'A wheel needs as much water as two children can carry in a minute.',
  'Write what was mended into the book that hangs beside the sluice.',
]
const removed = old.map((line) => `-${line}`)
const anew = [
  '+# The brook and its friends',
  '+Our modern platform brings water to everyone, fast and with a smile.',
  '+Contributions are welcome: fork it, add your name, and tell your neighbours.',
]

export default {
  pulls: [
    pull(101, 'ada', 'Update WEIRS.md', { 'docs/weirs.md': removed }),
    pull(102, 'bela', 'Update WEIRS.md', { 'docs/weirs.md': [...removed, '+test'] }),
    pull(103, 'cato', 'Update WEIRS.md', { 'docs/weirs.md': [...removed, ...anew] }),
  ],
  right: {
    sets: [[101, 102]],
    pairs: { '101-102': 'SAME_CHANGE', '101-103': 'lead', '102-103': 'lead' },
  },
} satisfies Case
