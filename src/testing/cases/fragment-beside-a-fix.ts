import { type Case, pull } from '../case.ts'

// Two people make the same fix; one brings a note for the change log, the other a changed lock file. What is metadata
// or generated takes nothing from the likeness.
const fix = {
  'src/cooper.rs': [
    ' fn hoop(barrel: &mut Barrel) -> Result<(), Burst> {',
    '-    barrel.tighten(3)',
    '+    let turns = barrel.staves().iter().map(Stave::gap).fold(0.0, f32::max) / THREAD;',
    '+    barrel.tighten(turns.ceil() as u8)',
    ' }',
  ],
}

export default {
  pulls: [
    pull(101, 'ada', 'Hoops close every gap', {
      ...fix,
      'changelog.d/+hoops.fixed.md': ['+Barrels no longer leak.'],
    }),
    pull(104, 'bela', 'cooper: turns by the widest gap', {
      ...fix,
      'Cargo.lock': ['-version = "0.3.1"', '+version = "0.3.2"', ' source = "registry"'],
    }),
  ],
  right: { sets: [[101, 104]], pairs: { '101-104': 'SAME_CHANGE' } },
} satisfies Case
