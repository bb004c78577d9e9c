import { type Case, commit, ownCommit, pull } from '../case.ts'

// A maintainer picks three merged pull requests for a release branch and writes a fix and what it lacked in two commits
// of their own. Another pull request has that fix; a third one has what one of the picks brings, which is not the
// branch's own.
const picked = {
  'pkg/kiln/damper.go': [
    ' func (d *Damper) Close(by Percent) error {',
    '+\tif by > d.open {',
    '+\t\treturn fmt.Errorf("damper: cannot close %v of %v: %w", by, d.open, ErrShut)',
    '+\t}',
    ' \treturn d.motor.Turn(-by)',
    ' }',
  ],
}
const mended = [
  ' func (k *Kiln) Fire(to Degrees) error {',
  '-\treturn k.burner.Heat(to)',
  '+\tif to > k.bricks.Limit() {',
  '+\t\treturn fmt.Errorf("kiln: %v would melt the bricks: %w", to, ErrTooHot)',
  '+\t}',
  '+\treturn k.burner.HeatSlowly(to, k.bricks.Rate())',
  ' }',
]
const half = [
  ' func (k *Kiln) Fire(to Degrees) error {',
  '+\tif to > k.bricks.Limit() {',
  '+\t\treturn fmt.Errorf("kiln: %v would melt the bricks: %w", to, ErrTooHot)',
  '+\t}',
  ' \treturn k.burner.Heat(to)',
  ' }',
]
const rest = [
  ' \t\treturn fmt.Errorf("kiln: %v would melt the bricks: %w", to, ErrTooHot)',
  ' \t}',
  '-\treturn k.burner.Heat(to)',
  '+\treturn k.burner.HeatSlowly(to, k.bricks.Rate())',
  ' }',
]
const [first, second] = [
  commit('keeper', 310, 'kiln: refuse to melt bricks'),
  commit('keeper', 311, 'kiln: heat slowly'),
]

export default {
  pulls: [
    pull(101, 'ada', 'damper: close no further than shut', picked),
    pull(102, 'bela', 'kiln: keep the bricks whole', { 'pkg/kiln/kiln.go': mended }),
    pull(
      105,
      'keeper',
      'Picks for 2.4.1',
      {
        ...picked,
        'pkg/kiln/kiln.go': mended,
        'pkg/kiln/ash.go': [' const (', '-\tash = 3', '+\tash = 5', ' )'],
        'pkg/kiln/glaze.go': [' var glaze = Glaze{', '+\tLead: false,', ' }'],
      },
      {
        baseRef: 'release-2.4',
        commits: [
          commit('keeper', 210, 'damper: stop when shut (#88)'),
          commit('keeper', 211, 'ash: more room (#77)'),
          commit('keeper', 212, 'glaze: no lead (#83)'),
          first,
          second,
        ],
        own: [
          ownCommit(first, { 'pkg/kiln/kiln.go': half }),
          ownCommit(second, { 'pkg/kiln/kiln.go': rest }),
        ],
      },
    ),
  ],
  right: { sets: [[102, 105]], pairs: { '101-105': 'ROLL_UP' } },
} satisfies Case
