import { type Case, commit, pull } from '../case.ts'

// One person by two accounts: the login of the one holds the address of the other, and the commit has kept its subject.
// Another whose name merely begins alike, and who says it in other words, is another.
const brewed = {
  'brew/kettle.ts': [
    ' export function heat(kettle: Kettle) {',
    '+  const limit = kettle.material.softensAt - kettle.margin',
    '+  if (kettle.thermometer.celsius >= limit) return kettle.burner.throttle(limit)',
    '   return kettle.burner.open()',
  ],
}
const by = (name: string, address: string, minute: number, message: string) => ({
  commits: [commit(address, minute, message, { authorName: name, authorEmail: address })],
})
const subject = 'Throttle the burner below the softening point'

export default {
  pulls: [
    pull(101, 'JanLuMeringer', subject, brewed, {
      ...by('Jan L. Meringer', '4411+JanLuMeringer@users.noreply.github.com', 10, subject),
    }),
    pull(103, 'lu.meringer@kettles.example', subject, brewed, {
      ...by('Meringer10333', 'lu.meringer@kettles.example', 70, subject),
    }),
    pull(106, 'lumeri', 'A kettle must not soften', brewed, {
      ...by('Lumeri', 'lumeri@copper.example', 95, 'A kettle must not soften'),
    }),
  ],
  right: {
    // The third joins both, and is another author.
    sets: [[101, 103, 106]],
    pairs: { '101-103': 'RESUBMISSION', '101-106': 'SAME_CHANGE', '103-106': 'SAME_CHANGE' },
  },
} satisfies Case
