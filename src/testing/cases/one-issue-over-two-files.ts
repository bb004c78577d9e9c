import { type Case, pull } from '../case.ts'

// For one issue the first mends one file, the third another, and the second both, in words that are partly its own:
// where code repeats and the issue is one, one set.
const oil = (own: string) => ({
  'engine/oil.go': [
    ' func (e *Engine) Oil() error {',
    '+\tif e.sump.Level() < e.dipstick.Low { return ErrLowOil }',
    '+\te.pump.Prime(e.sump.Viscosity(), coldStart)',
    own,
    ' \treturn nil',
    ' }',
  ],
})
const water = (own: string) => ({
  'engine/water.go': [
    ' func (e *Engine) Water() error {',
    '+\tif e.jacket.Pressure() > e.cap.Rated { return ErrOverheated }',
    '+\te.thermostat.OpenAt(e.jacket.Boiling() - margin)',
    own,
    ' \treturn nil',
    ' }',
  ],
})

export default {
  pulls: [
    pull(
      101,
      'ada',
      'Engines need oil (fixes #64)',
      oil('+\te.lamp.Oil.Show(e.sump.Level(), amber, blinking)'),
    ),
    pull(102, 'bela', 'engine: oil and water before starting, closes #64', {
      ...oil('+\tdefer e.journal.Note("oiled", e.clock.Now())'),
      ...water('+\tdefer e.journal.Note("watered", e.clock.Now())'),
    }),
    pull(
      103,
      'cato',
      'Engines need water. Fixes #64',
      water('+\te.fan.Couple(e.jacket.Hot(), viscous, slipping)'),
    ),
  ],
  right: {
    sets: [[101, 102, 103]],
    pairs: {
      '101-102': 'COMPETING_IMPLEMENTATION',
      '102-103': 'COMPETING_IMPLEMENTATION',
      '101-103': 'lead',
    },
  },
} satisfies Case
