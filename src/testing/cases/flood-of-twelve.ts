import { type Case, pull } from '../case.ts'

// A flood: twelve people send the same one-line fix for one good first issue, each in words of their own. One set of
// all twelve, however many they are.
const fix = {
  'src/ledger/tally.py': [
    '     def caption(self, note, title):',
    '         """What stands above a column."""',
    '-        text = " ".join([note, title])',
    '+        text = " ".join([note or "", title])',
    '         return text.strip()',
  ],
}
const said = [
  'caption crashes when the note is missing (fixes #90)',
  'Fix #90: guard against a missing note',
  'handle an absent remark in Tally.caption, closes #90',
  'TypeError in caption(), fixes #90',
  'coerce None to the empty string. Resolves #90',
  'make caption tolerate nothing\n\nCloses #90',
  'Tally.caption: treat None as empty. Fixes #90',
  'avoid joining None, resolves #90',
  'a column without a note has a heading, fixes #90',
  'Guard the heading of a column. Closes: #90',
  'join fails for columns nobody remarked on (closes #90)',
  'Empty notes, fixed #90',
]
const people = 'ada bela cato dora emil fritz gisa hugo ines jona kira lars'.split(' ')

export default {
  pulls: said.map((message, at) => pull(101 + at, people[at]!, message, fix, { startLine: 14 })),
  right: {
    sets: [said.map((_, at) => 101 + at)],
    pairs: { '101-102': 'SAME_CHANGE', '101-112': 'SAME_CHANGE' },
  },
} satisfies Case
