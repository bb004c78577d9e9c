import { type Case, commit, ownCommit, pull } from '../case.ts'

// A release branch carries the first commit of another pull request, and brings what the second one of that mends in a
// commit of its own: even with what it adds, it is what gathers that pull request, and no rival of it.
const first = {
  'src/mill/sail.go': [
    ' func (s *Sail) Furl(wind Knots) error {',
    '+\tif wind > s.cloth.Bears() {',
    '+\t\treturn fmt.Errorf("sail: furl before %v tears it: %w", wind, ErrGale)',
    '+\t}',
    ' \treturn s.rope.Haul(s.length)',
    ' }',
  ],
}
const second = {
  'src/mill/brake.go': [
    ' func (b *Brake) Hold(shaft *Shaft) error {',
    '-\treturn b.press(shaft)',
    '+\tfor shaft.Turns() > b.safe {',
    '+\t\tb.press(shaft.Rim(), b.leather.Wear())',
    '+\t}',
    '+\treturn b.lock(shaft.Rim(), until(b.miller.Releases))',
    ' }',
  ],
}
const furled = commit('ada', 101, 'sail: furl in time')
const braked = commit('keeper', 300, 'brake: hold the shaft until it stands')

export default {
  pulls: [
    pull(
      101,
      'ada',
      'Stop the mill in a gale',
      { ...first, ...second },
      { commits: [furled, commit('ada', 110, 'brake: hold the shaft until the miller comes')] },
    ),
    pull(
      103,
      'keeper',
      'Release 1.9',
      {
        ...first,
        ...second,
        'src/mill/flour.go': [' var grades = []Grade{', '+\t{Name: "rye", Sieve: 40},', ' }'],
        'src/mill/sack.go': [' const (', '-\tsack = 50', '+\tsack = 25', ' )'],
      },
      {
        commits: [
          { ...furled, sha: 'cd'.repeat(20) },
          commit('cato', 40, 'flour: rye'),
          commit('dora', 60, 'sack: as much as one can carry'),
          braked,
        ],
        own: [ownCommit(braked, second)],
      },
    ),
  ],
  right: { sets: [], pairs: { '101-103': 'ROLL_UP' } },
} satisfies Case
