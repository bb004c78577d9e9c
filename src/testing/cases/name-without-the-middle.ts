import { type Case, commit, pull } from '../case.ts'

// A person opens the same twice from two accounts, once by a name with three parts and once without the one in the
// middle. Another one has the family name in common.
const density = {
  'stats/urns.py': [
    ' def pdf(self, k):',
    '-    return (1 - self.p)**(k - 1) * self.p',
    '+    inside = And(k > 0, k <= floor(k))',
    '+    return Piecewise(((1 - self.p)**(k - 1) * self.p, inside), (0, True))',
  ],
}
const by = (name: string, address: string, minute: number, message: string) => ({
  author: address,
  commits: [commit(address, minute, message, { authorName: name, authorEmail: address })],
})

export default {
  pulls: [
    pull(101, '', 'Urns hold whole balls', density, {
      ...by('Ada Yihui Ironwood', 'ayi15@college.example', 10, 'Urns hold whole balls'),
    }),
    pull(102, '', 'density of urns as cases', density, {
      ...by('Ada Ironwood', 'meadow@mail.example', 90, 'density of urns as cases'),
    }),
    pull(103, '', 'No half balls in an urn', density, {
      ...by('Bela Ironwood', 'brook@mail.example', 200, 'No half balls in an urn'),
    }),
  ],
  right: {
    sets: [[101, 102, 103]],
    pairs: { '101-102': 'RESUBMISSION', '101-103': 'SAME_CHANGE', '102-103': 'SAME_CHANGE' },
  },
} satisfies Case
