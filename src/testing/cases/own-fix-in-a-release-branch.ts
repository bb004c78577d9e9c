import { type Case, commit, ownCommit, pull } from '../case.ts'

// A release branch gathers the work of three people, and its opener mends one thing along the way, which another
// pull request mends too: by that commit the two do the same thing, and on what it carries it stays a roll-up.
const mended = {
  'src/ferry/ramp.ts': [
    '   raise(ramp: Ramp): void {',
    '-    this.winch.turn(ramp.length)',
    '+    if (this.deck.hasCarOn(ramp)) throw new CarOnRamp(ramp.berth)',
    '+    this.winch.turn(ramp.length, { until: this.sensor.locked(ramp) })',
    '   }',
  ],
}
const carried = {
  'src/ferry/horn.ts': [
    ' export class Horn {',
    '+  soundInFog(visibility: Metres): void { if (visibility < FOG_LIMIT) this.blow(LONG, LONG) }',
    ' }',
  ],
}
const own = commit('keeper', 300, 'Never raise the ramp under a car')

export default {
  pulls: [
    pull(101, 'ada', 'A ramp with a car on it stays down', mended),
    pull(102, 'bela', 'Sound the horn in fog', carried),
    pull(
      103,
      'keeper',
      'Release 3.1',
      {
        ...mended,
        ...carried,
        'src/ferry/ticket.ts': [' export const tickets = {', "+  bicycle: price('bicycle', 4),", ' }'],
        'src/ferry/lamp.ts': [' export const lamps = [', "+  { side: 'port', colour: 'red' },", ' ]'],
      },
      {
        commits: [
          commit('bela', 102, 'Sound the horn in fog'),
          commit('cato', 40, 'Bicycles have a price'),
          commit('dora', 60, 'A lamp on the port side'),
          own,
        ],
        own: [ownCommit(own, mended)],
      },
    ),
  ],
  right: { sets: [[101, 103]], pairs: { '101-103': 'SAME_CHANGE', '102-103': 'ROLL_UP' } },
} satisfies Case
