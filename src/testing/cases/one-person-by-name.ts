import { type Case, commit, pull } from '../case.ts'

// Two accounts and two addresses that have nothing in common; only the name in the commits is the same: one author's
// two tries.
const sealed = {
  'internal/jar/seal.go': [
    ' func (j *Jar) Seal() error {',
    '+\tif !j.rim.IsDry() {',
    '+\t\treturn fmt.Errorf("jar %s: %w", j.label, ErrWetRim)',
    '+\t}',
    ' \treturn j.lid.Tighten(j.torque)',
    ' }',
  ],
}
const by = (name: string, address: string, minute: number, message: string) => ({
  commits: [commit(address, minute, message, { authorName: name, authorEmail: address })],
})

export default {
  pulls: [
    pull(101, 'renata-p', 'jar: a wet rim does not seal', sealed, {
      ...by('Renata Pal', 'rp@jars.example', 10, 'jar: a wet rim does not seal'),
    }),
    pull(103, 'preserves', 'Dry the rim first', sealed, {
      ...by('renata pal', 'kitchen@home.example', 70, 'Dry the rim first'),
    }),
  ],
  right: { sets: [], pairs: { '101-103': 'RESUBMISSION' } },
} satisfies Case
