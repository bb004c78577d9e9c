import { type Case, commit, pull } from '../case.ts'

// A maintainer does anew what somebody proposed, and begins the next branch from that: with words in common too, it is
// about something else.
const swept = (rest: string) => ({
  'kiln/firing.ts': [
    ' export async function fire(kiln: Kiln, load: Tile[]): Promise<void> {',
    '-  await kiln.heat(load.length)',
    '+  try {',
    '+    await kiln.heat(load.length)',
    '+  } catch (crack) {',
    '+    await kiln.rake(kiln.ash, kiln.slag)',
    `+    ${rest}`,
    '+  }',
  ],
})
const yard = {
  'kiln/yard.ts': [
    ' export function open(yard: Yard): void {',
    '+  for (const corner of yard.corners) broom.sweep(corner, market.isNear(corner))',
    '   yard.gate.unlock()',
  ],
}
const redone = commit('ada', 20, 'Sweep ash and slag from the kiln after a failed firing (redone from bela)')

export default {
  pulls: [
    pull(
      101,
      'bela',
      'Sweep ash and slag from the kiln after a failed firing',
      swept('throw new Error("the firing failed", { cause: crack })'),
      { createdAtGuessed: true },
    ),
    pull(
      102,
      'ada',
      'Sweep ash and slag from the kiln after a failed firing (redone from bela)',
      swept('log.warn("a firing failed", crack)'),
      { commits: [redone], createdAtGuessed: true },
    ),
    pull(
      103,
      'ada',
      'Sweep the yard of the kiln before a market',
      { ...swept('log.warn("a firing failed", crack)'), ...yard },
      {
        commits: [redone, commit('ada', 30, 'Sweep the yard of the kiln before a market')],
        createdAtGuessed: true,
      },
    ),
  ],
  right: {
    sets: [[101, 102]],
    pairs: { '101-103': 'lead', '102-103': 'STACKED' },
  },
} satisfies Case
