import { type Case, pull } from '../case.ts'

// Three close one issue. Two mend the same function in the same way, the third writes docs about it: the two are a set,
// the third a lead for each.
const mended = (last: string) => ({
  'src/Loft/Pigeon.php': [
    '     public function home(): Route',
    '     {',
    '-        return $this->map->shortest($this->loft);',
    '+        $storms = $this->sky->stormsUntil($this->arrival());',
    '+        return $this->map->shortest($this->loft, avoiding: $storms);',
    last,
  ],
})

export default {
  pulls: [
    pull(101, 'ada', 'Pigeons fly around storms (fixes #83)', mended('     }')),
    pull(102, 'bela', 'Avoid thunderstorms\n\nResolves #83', mended('     } // home')),
    pull(103, 'cato', 'When pigeons are late (closes #83)', {
      'docs/pigeons.md': [' # Pigeons', '+In a storm a pigeon waits; messages may arrive a day later.'],
    }),
  ],
  right: {
    sets: [[101, 102]],
    pairs: { '101-102': 'SAME_CHANGE', '101-103': 'lead', '102-103': 'lead' },
  },
} satisfies Case
