import { type Case, commit, pull } from '../../testing/cases.ts'

// Two accounts and two addresses that have nothing in common; only the name in the commits is the same, with and without its accent.
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

export default {
  pulls: [
    pull(101, 'renata-p', 'jar: a wet rim does not seal', sealed, {
      commits: [
        commit('renata-p', 10, 'jar: a wet rim does not seal', {
          authorName: 'Renáta Pál',
          authorEmail: 'rp@jars.example',
        }),
      ],
    }),
    pull(103, 'preserves', 'Dry the rim first', sealed, {
      commits: [
        commit('preserves', 70, 'Dry the rim first', {
          authorName: 'Renata Pal',
          authorEmail: 'kitchen@home.example',
        }),
      ],
    }),
  ],
  right: { sets: [], pairs: { '101-103': 'RESUBMISSION' } },
} satisfies Case
