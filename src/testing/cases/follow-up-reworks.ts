import { type Case, pull } from '../case.ts'

// The later one begins from what the earlier one added and writes it anew: it goes on from there and is no rival.
export default {
  pulls: [
    pull(101, 'ada', 'Stop the mill when a hopper jams', {
      'mill/stones.go': [
        ' func (m *Mill) Grind(grain Grain) error {',
        '-\tm.hopper.Take(grain)',
        '+\tif err := m.hopper.Take(grain); err != nil {',
        '+\t\treturn fmt.Errorf("mill %s stopped: %w", m.name, err)',
        '+\t}',
        ' \treturn m.sack()',
      ],
    }),
    pull(108, 'bela', 'Ring the bell when the mill stops', {
      'mill/stones.go': [
        ' func (m *Mill) Grind(grain Grain) error {',
        ' \tif err := m.hopper.Take(grain); err != nil {',
        '-\t\treturn fmt.Errorf("mill %s stopped: %w", m.name, err)',
        '+\t\tm.brake.Pull()',
        '+\t\tm.bell.Ring(3)',
        '+\t\treturn StoppedError{Mill: m.name, At: m.clock.Now(), Cause: err}',
        ' \t}',
        ' \treturn m.sack()',
      ],
    }),
  ],
  states: { 101: 'MERGED' },
  right: { sets: [], pairs: { '101-108': 'FOLLOW_UP' } },
} satisfies Case
