import { type Case, pull } from '../case.ts'

// Two files of one name lie side by side, one for each kind of clock. Somebody mends one, another one brings the same
// to the other: both are needed. That they are two files, and not one that was moved, a third pull request tells, which
// edits both.
const mended = [
  ' public void Strike(Hour hour)',
  ' {',
  '-    log.Write(string.Format("strike {0}", hour));',
  '+    if (log.IsOpen)',
  '+        log.Write(string.Format("strike {0}", hour));',
  '     bell.Ring(hour.Count);',
  ' }',
]
const wound = [
  ' public void Wind(Spring spring)',
  ' {',
  '+    spring.Check();',
  '     barrel.Turn(spring);',
  ' }',
]

export default {
  pulls: [
    pull(101, 'ada', 'Write no strike where the log is closed', {
      'clock/tower/src/Striker.cs': mended,
    }),
    pull(
      104,
      'bela',
      'Perf: no strike is written to a closed log (pocket)',
      { 'clock/pocket/src/Striker.cs': mended },
      { startLine: 160 },
    ),
    pull(107, 'cyr', 'Check the spring before it is wound', {
      'clock/tower/src/Striker.cs': wound,
      'clock/pocket/src/Striker.cs': wound,
    }),
  ],
  states: { 107: 'MERGED' },
  right: { sets: [], pairs: { '101-104': 'lead' } },
} satisfies Case
