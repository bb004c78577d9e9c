import { type Case, pull } from '../case.ts'

// Two were merged before the third began, one ten weeks before and one on the same morning: who began that morning may
// not have seen the one, and has had the other for long. Of two that are as much alike, the one of the morning comes
// first.
const said = (line: string) => ({ 'guide/rope.md': ['-Tie the ropes.', `+${line}`, ' Then lift.'] })
const began = { baseAt: '2026-03-12T12:00:00Z' }

export default {
  pulls: [
    pull(101, 'ada', 'Knots by hand', said('Tie each rope with a bowline.'), {
      baseAt: '2025-12-20T12:00:00Z',
    }),
    pull(102, 'bela', 'Knots for wet hands', said('Tie each rope with a clove hitch.'), {
      baseAt: '2025-12-20T12:00:00Z',
    }),
    pull(103, 'cato', 'Knots that hold', said('Tie every rope with a reef knot.'), began),
  ],
  states: { 101: 'MERGED', 102: 'MERGED' },
  mergedAt: { 101: '2026-03-12T09:00:00Z', 102: '2026-01-01T09:00:00Z' },
  right: { sets: [] },
} satisfies Case
