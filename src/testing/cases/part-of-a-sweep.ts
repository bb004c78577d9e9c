import { type Case, pull } from '../case.ts'

// A sweep mends one mistake in five files; another person has mended it in one of them. All of the small one is in the
// large one.
const mended = (name: string) => [
  ` def ${name}_stock(shelf):`,
  `-    return shelf.${name}_count`,
  `+    with shelf.locked(reason="${name} are being counted"):`,
  `+        return sum(box.${name}_count for box in shelf.boxes if box.is_${name}_box())`,
]
const swept = ['candles', 'ropes', 'nails', 'brushes', 'hinges']

export default {
  pulls: [
    pull(101, 'ada', 'Count nails under a lock', { 'stock/nails.py': mended('nails') }),
    pull(
      104,
      'bela',
      'every count takes the lock of its shelf',
      Object.fromEntries(swept.map((name) => [`stock/${name}.py`, mended(name)])),
    ),
  ],
  right: { sets: [[101, 104]], pairs: { '101-104': 'SAME_FEATURE' } },
} satisfies Case
