import { type Case, pull } from '../case.ts'

// Six people add the same picture and its line in the list of pictures; three more add another one each. The six are a
// set, though all nine write into one list.
const shape = 'M12 0C5.37 0 0 5.37 0 12s5.37 12 12 12 12-5.37 12-12S18.63 0 12 0zm5.2 17.1'
const added = (name: string, hex: string, path: string) => ({
  [`icons/${name}.svg`]: [`+<svg viewBox="0 0 24 24"><title>${name}</title><path d="${path}"/></svg>`],
  'data/icons.json': [
    '     },',
    '+    {',
    `+        "title": "${name}",`,
    `+        "hex": "${hex}",`,
    `+        "source": "https://${name}.example/brand"`,
    '+    },',
    '     {',
  ],
})
const others: [string, string, string][] = [
  ['osprey', 'FF0000', 'M1 1h22v22H1z M4 4v3h9l2 2'],
  ['petrel', '00FF00', 'M3 8.9L12 2l9 6.9v11a2 2 0 0 1-2 2H5'],
  ['quail', '0000FF', 'M7 7.7L2 2l9 6.9v11a2 2 0 0 1-2 2H9.9'],
]

export default {
  pulls: [
    ...['ada', 'bela', 'cato', 'dora', 'emil', 'fritz'].map((author, at) =>
      pull(101 + at, author, ['Add Merlin', 'feat: merlin icon', 'New icon: Merlin'][at % 3]!, {
        ...added('merlin', '31A3F0', shape),
      }),
    ),
    ...others.map(([name, hex, path], at) =>
      pull(111 + at, `${name}-friend`, `Add ${name}`, added(name, hex, path)),
    ),
  ],
  right: { sets: [[101, 102, 103, 104, 105, 106]], pairs: { '101-106': 'SAME_CHANGE' } },
} satisfies Case
