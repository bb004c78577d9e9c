import { type Case, pull } from '../case.ts'

// What one person had merged into a line of releases is done by another one for the main branch: neither can take the
// other's place, whatever the titles. Where two wait for one branch, they are rivals still.
const damped = {
  'seismo/Needle.go': [
    ' func (n *Needle) Draw(shock Shock) {',
    '-	n.drum.Scratch(shock.Amplitude)',
    '+	swing := n.damper.Absorb(shock.Amplitude, n.drum.Speed())',
    '+	if swing < n.stiction {',
    '+		return',
    '+	}',
    '+	n.drum.Scratch(swing)',
    ' }',
  ],
}

const raised = (...files: string[]) =>
  Object.fromEntries(
    files.map((file) => [
      file,
      [' require (', '-	example.org/quake/waveform v1.9.0', '+	example.org/quake/waveform v1.10.2', ' )'],
    ]),
  )

export default {
  pulls: [
    pull(101, 'ada', 'Needles swing no more than their dampers let them', damped),
    pull(102, 'bela', 'seismo: absorb shocks before they are drawn', damped, { baseRef: 'release-2.4' }),
    pull(111, 'dora', 'Newer waveform library', raised('drum/go.mod')),
    pull(112, 'emil', 'Waveforms to v1.10.2', raised('drum/go.mod', 'clock/go.mod', 'go.mod'), {
      baseRef: 'release-2.4',
    }),
  ],
  mergedAt: { 102: '2026-01-03T12:00:00Z', 112: '2026-01-03T12:00:00Z' },
  right: { sets: [], pairs: { '101-102': 'BACKPORT', '111-112': 'BACKPORT' } },
} satisfies Case
