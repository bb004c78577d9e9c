import { type Case, pull } from '../case.ts'

// Of four that do the same, one is closed and one merged: they stay in the set of the two that are open. Two closed
// ones elsewhere make no set: there is nothing to decide.
const swept = {
  'chimney/sweep.rb': [
    ' def sweep(chimney)',
    '-  brush.push(chimney.height)',
    '+  raise StillBurning, chimney if chimney.hearth.embers?',
    '+  brush.push(chimney.height + chimney.cowl.height)',
    ' end',
  ],
}
const painted = {
  'fence/paint.rs': [
    ' fn paint(fence: &mut Fence) {',
    '+    fence.slats.iter_mut().filter(|slat| slat.is_dry()).for_each(Slat::lacquer);',
    ' }',
  ],
}

export default {
  pulls: [
    pull(101, 'ada', 'Never sweep over embers', swept),
    pull(102, 'bela', 'brush reaches the cowl', swept),
    pull(103, 'cato', 'Burnt brushes', swept),
    pull(104, 'dora', 'sweep: look into the hearth first', swept),
    pull(105, 'emil', 'Lacquer dry slats', painted),
    pull(106, 'gisa', 'paint in dry weather', painted),
  ],
  states: { 101: 'CLOSED', 102: 'MERGED', 105: 'CLOSED', 106: 'MERGED' },
  right: { sets: [[101, 102, 103, 104]], pairs: { '103-104': 'SAME_CHANGE', '105-106': 'nothing' } },
} satisfies Case
