import { type Case, pull } from '../case.ts'

// What one person proposes for the main branch another one ports to a line of releases, and says so in the title. A
// mirror may not know the line's branch, which is long gone.
const wrapped = {
  'clock/Escapement.cs': [
    '     public void Log(Tick tick)',
    '     {',
    '-        int at = Interlocked.Increment(ref this.last) - 1;',
    '+        uint at = (uint)Interlocked.Increment(ref this.last) - 1;',
    '+        this.ticks[at % (uint)this.ticks.Length] = tick.WithoutJitter();',
    '     }',
  ],
}

export default {
  pulls: [
    pull(101, 'ada', 'fixed overflow of the tick log', wrapped, { baseRef: null }),
    pull(102, 'bela', 'Port to 2.1 - Fix overflow of the tick log', wrapped, { baseRef: null }),
  ],
  right: { sets: [], pairs: { '101-102': 'BACKPORT' } },
} satisfies Case
