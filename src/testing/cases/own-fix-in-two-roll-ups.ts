import { type Case, commit, ownCommit, pull } from '../case.ts'

// Two release branches of two maintainers gather other work, and each mends the same thing on the way. Two roll-ups are
// two ways of gathering: neither repeats the other.
const mended = {
  'hive/frame.py': [
    ' def lift(frame):',
    '-    frame.box.remove(frame)',
    '+    with frame.box.smoked(gently=True):',
    '+        frame.box.remove(frame, shake=not frame.has_queen())',
  ],
}
const [ours, theirs] = [
  commit('keeper', 300, 'Smoke before lifting'),
  commit('warden', 400, 'Lift frames gently'),
]
const of = (...people: string[]) =>
  people.map((person, at) => commit(person, 20 + at + 3 * person.length, `Part by ${person}`))

export default {
  pulls: [
    pull(
      101,
      'keeper',
      'Release 1.2',
      { ...mended, 'hive/wax.py': [' WAX = [', "+    'yellow',", ' ]'] },
      {
        commits: [...of('ada', 'bela', 'cato'), ours],
        own: [ownCommit(ours, mended)],
      },
    ),
    pull(
      102,
      'warden',
      'Autumn branch',
      { ...mended, 'hive/feed.py': [' FEED = {', "+    'sugar': 3,", ' }'] },
      {
        commits: [...of('dora', 'emil', 'gisa'), theirs],
        own: [ownCommit(theirs, mended)],
      },
    ),
  ],
  right: { sets: [], pairs: { '101-102': 'ROLL_UP' } },
} satisfies Case
