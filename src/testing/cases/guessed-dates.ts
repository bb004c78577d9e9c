import { type Case, pull } from '../case.ts'

// In a mirror it is not said when a pull request was opened; the author's date of the later one is a year older.
// Numbers are given out in the order of opening: the original is the smaller one, and "first" is said by number.
const freed = {
  'harbour/berth.py': [
    ' def leave(ship, berth):',
    '-    berth.occupied = False',
    '+    berth.freed_at = harbour_clock()',
    '+    notify_pilots(berth, ship, tide=next_tide(berth.freed_at))',
    '     ship.location = "sea"',
  ],
}

export default {
  pulls: [
    pull(101, 'ada', 'Tell pilots when a berth is free', freed, {
      createdAt: '2026-02-01T00:00:00.000Z',
      createdAtGuessed: true,
    }),
    pull(102, 'bela', 'pilots hear of departures', freed, {
      createdAt: '2025-01-20T00:00:00.000Z',
      createdAtGuessed: true,
    }),
  ],
  right: { sets: [[101, 102]], pairs: { '101-102': 'SAME_CHANGE' } },
} satisfies Case
