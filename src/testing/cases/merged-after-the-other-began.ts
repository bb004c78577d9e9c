import { type Case, pull } from '../case.ts'

// The newer one branched off before the older one was merged: its author could not know, so it is a duplicate of what
// has been merged.
const watered = {
  'src/Garden/Hose.php': [
    '     public function water(Bed $bed): void',
    '     {',
    '-        $this->valve->open();',
    '+        if ($bed->moisture() >= $bed->plant()->thirst()) {',
    '+            return;',
    '+        }',
    '+        $this->valve->openFor($bed->plant()->thirst() - $bed->moisture());',
    '     }',
  ],
}

export default {
  pulls: [
    pull(101, 'ada', 'Do not water wet beds', watered, { baseAt: '2026-01-02T08:00:00Z' }),
    pull(105, 'bela', 'water by thirst', watered, { baseAt: '2026-01-02T19:00:00Z' }),
  ],
  states: { 101: 'MERGED' },
  mergedAt: { 101: '2026-01-03T09:00:00Z' },
  right: { sets: [[101, 105]], pairs: { '101-105': 'SAME_CHANGE' } },
} satisfies Case
