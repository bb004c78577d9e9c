import { type Case, commit, pull } from '../case.ts'

// One maintainer takes three merged pull requests over to a release branch; their subjects still have the "(#n)" of the
// squash. The branch gathers them.
const cooled = {
  'pkg/still/condenser.go': [
    ' func (c *Condenser) Cool(vapour Stream) (Stream, error) {',
    '+\tif c.water.Temperature() > c.limit {',
    '+\t\treturn Stream{}, fmt.Errorf("condenser: water is at %v: %w", c.water.Temperature(), ErrTooWarm)',
    '+\t}',
    ' \treturn c.coil.Pass(vapour)',
    ' }',
  ],
}

export default {
  pulls: [
    pull(101, 'ada', 'condenser: refuse warm water', cooled),
    pull(
      105,
      'keeper',
      'Picks for 1.8.3',
      {
        ...cooled,
        'pkg/still/boiler.go': [' const (', '-\tlimit = 90', '+\tlimit = 96', ' )'],
        'pkg/still/label.go': [' var label = Label{', '+\tProof: true,', ' }'],
      },
      {
        baseRef: 'release-1.8',
        commits: [
          commit('keeper', 210, 'condenser: refuse warm water (#101)'),
          commit('keeper', 211, 'boiler: a higher limit (#77)'),
          commit('keeper', 212, 'label: print the proof (#83)'),
        ],
      },
    ),
  ],
  states: { 101: 'MERGED' },
  right: { sets: [], pairs: { '101-105': 'ROLL_UP' } },
} satisfies Case
