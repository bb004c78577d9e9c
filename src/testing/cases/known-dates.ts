import { type Case, pull } from '../case.ts'

// Where GitHub says when each was opened, that counts: an issue that was turned into a pull request later keeps its
// small number. The original is 102.
const roped = {
  'harbour/rope.ts': [
    ' export function moor(ship: Ship, bollard: Bollard): void {',
    '-  bollard.hold(ship.rope)',
    '+  const slack = bollard.height - ship.deckAt(tideNow())',
    '+  bollard.hold(ship.rope.payOut(Math.max(slack, MINIMUM_SLACK)))',
    ' }',
  ],
}

export default {
  pulls: [
    pull(101, 'ada', 'Leave slack for the tide', roped, { createdAt: '2026-02-01T00:00:00.000Z' }),
    pull(102, 'bela', 'ropes snap at ebb', roped, { createdAt: '2026-01-20T00:00:00.000Z' }),
  ],
  right: { sets: [[101, 102]], pairs: { '101-102': 'SAME_CHANGE' } },
} satisfies Case
