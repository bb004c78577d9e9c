import { type Case, pull } from '../case.ts'

// Two people forgot the change log and send only its fragments, written after one template; two others mend different
// things and bring the same fragment. Fragments are metadata: no set.
const fragment = ['+Fixed a crash of the ferry when no passenger holds a ticket for the return trip.']

export default {
  pulls: [
    pull(101, 'ada', 'Add news for the ferry', { 'changelog.d/412.fixed.md': fragment }),
    pull(102, 'bela', 'news of the ferry', { 'changelog.d/412.fixed.md': fragment }),
    pull(103, 'cato', 'The pilot waits for the tide', {
      'changes/+ferry.bugfix.rst': fragment,
      'ferry/pilot.py': [
        ' def cast_off(tide):',
        '-    engine.start()',
        '+    engine.start(after=tide.turns_at() + SLACK_WATER)',
      ],
    }),
    pull(104, 'dora', 'Count unpaid tickets', {
      'changes/+ferry.bugfix.rst': fragment,
      'ferry/purser.py': [
        ' def unpaid(cabins):',
        '-    return 0',
        '+    return sum(1 for cabin in cabins if cabin.fare is None)',
      ],
    }),
  ],
  right: { sets: [] },
} satisfies Case
