import { type Case, pull } from '../case.ts'

// What one person mended another one ports to the branch of the old clocks, a little otherwise, and says so in the
// description alone. A mirror does not know that branch.
const rung = (last: string) => ({
  'clock/bell.cs': [
    ' public void Ring(Hour hour)',
    ' {',
    '-    hammer.Fall();',
    '+    for (int stroke = 0; stroke < hour.Count; stroke++)',
    '+        hammer.Fall(tone: bell.Tone);',
    `+    ${last}`,
    ' }',
  ],
})

export default {
  pulls: [
    pull(101, 'ada', 'Ring as often as the hour says', rung('rope.Release();'), { baseRef: null }),
    pull(
      104,
      'bela',
      'Every stroke of the hour (old clocks)\n\nPort #101 to the old clocks.',
      rung('rope.Slacken(force);'),
      { baseRef: null },
    ),
  ],
  right: { sets: [], pairs: { '101-104': 'BACKPORT' } },
} satisfies Case
