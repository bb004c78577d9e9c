import { type Case, commit, pull } from '../case.ts'

// Two people bring one commit of main to two release branches by `git cherry-pick -x`, under titles of their own: both
// were picked from the same commit.
const guarded = {
  'server/dam.go': [
    ' func (d *Dam) Open(gates int) error {',
    '+\tif d.level() < d.minimum {',
    '+\t\td.siren.Cancel("level below minimum")',
    '+\t\treturn ErrReservoirLow',
    '+\t}',
    ' \treturn d.gates.Lift(gates)',
    ' }',
  ],
}
const picked = '(cherry picked from commit 5f0c2b9e41d7a6830e9b12c4f7d5a6b8c9d0e1f2)'
const by = (person: string, minute: number, title: string) => ({
  commits: [commit(person, minute, `${title}\n\n${picked}`)],
})

export default {
  pulls: [
    pull(101, 'ada', 'Dam: hold water back in summer', guarded, {
      baseRef: 'release-7',
      ...by('ada', 10, 'Dam: hold water back in summer'),
    }),
    pull(102, 'bela', 'low reservoirs stay shut', guarded, {
      baseRef: 'release-8',
      ...by('bela', 25, 'low reservoirs stay shut'),
    }),
  ],
  right: { sets: [], pairs: { '101-102': 'BACKPORT' } },
} satisfies Case
