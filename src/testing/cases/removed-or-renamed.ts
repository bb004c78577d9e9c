import { type Case, pull } from '../case.ts'

// One removes an entry of a list, another gives it a new name: the same lines go, so only one of them can be
// merged, but they are not the same change. Two who remove it are.
const entry = [
  '  {',
  '    "title": "Empire Crate",',
  '    "hex": "72BE50",',
  '    "source": "https://crate.example"',
  '  },',
]
const around = (lines: string[]) => ({ 'data/brands.json': ['   },', ...lines, '   {'] })
const gone = entry.map((line) => `-${line}`)

export default {
  pulls: [
    pull(101, 'ada', 'Remove Empire Crate', around(gone)),
    pull(
      102,
      'bela',
      'Empire Crate is called Crate now',
      around([
        ...gone,
        '+  {',
        '+    "title": "Crate",',
        '+    "hex": "72BE50",',
        '+    "source": "https://crate.example/press"',
        '+  },',
      ]),
    ),
    pull(103, 'cato', 'Empire Crate is no more', around(gone)),
  ],
  right: { sets: [[101, 102, 103]], pairs: { '101-103': 'SAME_CHANGE', '101-102': 'SAME_FEATURE' } },
} satisfies Case
