import { type Case, pull } from '../case.ts'

// One author closes a pull request and opens another for the same thing, written anew in part: a resubmission.
const tuned = (last: string) => ({
  'lib/harp.rb': [
    ' def tune(string)',
    '+  target = temperament.frequency_of(string.note)',
    '+  until string.frequency.within?(CENTS, of: target)',
    last,
    '+  end',
    ' end',
  ],
})

export default {
  pulls: [
    pull(
      101,
      'ada',
      'Tune harps to a temperament',
      tuned('+    peg.turn(string.frequency < target ? 1 : -1)'),
    ),
    pull(104, 'ada', 'Harps: temperament, second round', tuned('+    peg.nudge(toward: target)')),
  ],
  states: { 101: 'CLOSED' },
  right: { sets: [], pairs: { '101-104': 'RESUBMISSION' } },
} satisfies Case
