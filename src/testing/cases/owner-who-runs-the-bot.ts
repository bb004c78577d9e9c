import { type Case, commit, pull } from '../case.ts'

// A bot writes down who gives money every day, and its owner runs it by hand when it rests: in the mirror one of the
// two is that one's. Neither takes the place of the other. Who mends an entry of the same list is another.
const given = (...names: string[]) => ({
  'lib/donors.ts': [
    ' export const donors = [',
    '-  donor("Quill & Sons", gold),',
    ...names.map((name) => `+  donor("${name}", gold, until(harvest)),`),
    ' ]',
  ],
})
const by = (name: string, minute: number, message: string) => ({
  createdAtGuessed: true,
  commits: [commit(name, minute, message)],
})
const daily = 'chore: update donors [ci skip]'
const names = ['Osier Works', 'Fen Ferries', 'Marram & Daughters', 'Lower Mill']

export default {
  pulls: [
    pull(101, 'donor-bot@yard.example', daily, given(...names), by('donor-bot', 10, daily)),
    pull(102, 'velda@yard.example', daily, given(...names, 'Old Kiln'), by('Velda', 90_000, daily)),
    pull(
      103,
      'ada@yard.example',
      'Write the names of donors right',
      given(...names),
      by('Ada', 20, 'Write the names of donors right'),
    ),
  ],
  right: {
    sets: [[101, 103]],
    pairs: { '101-102': 'RESUBMISSION', '101-103': 'SAME_CHANGE' },
  },
} satisfies Case
