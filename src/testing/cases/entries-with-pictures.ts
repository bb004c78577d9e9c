import { type Case, pull } from '../case.ts'

// Two people add an entry each to one list, for two brands of one owner: colour and source are the same, the names and
// the pictures are not. Not the same change. A third adds the second brand, with the picture of that name.
const added = (name: string, file: string, path: string) => ({
  'data/icons.json': [
    '   },',
    '+  {',
    `+    "title": "${name}",`,
    '+    "hex": "E95420",',
    '+    "source": "https://design.landlord.example/resources"',
    '+  },',
    '   {',
  ],
  [`icons/${file}.svg`]: [`+<svg viewBox="0 0 24 24"><title>${name}</title><path d="${path}"/></svg>`],
})
const asNew = (patch: ReturnType<typeof pull>) => ({
  ...patch,
  patch: patch.patch.replace(/(icons\/\w+\.svg)\nindex/g, '$1\nnew file mode 100644\nindex'),
})

export default {
  pulls: [
    asNew(
      pull(
        101,
        'ada',
        'Add Landlord Juniper icon',
        added('Landlord Juniper', 'landlordjuniper', 'M1 1h22v22H1z'),
      ),
    ),
    asNew(
      pull(
        102,
        'bela',
        'Add Landlord Meadow icon',
        added('Landlord Meadow', 'landlordmeadow', 'M3 8.9L12 2l9 6.9'),
      ),
    ),
    asNew(
      pull(103, 'cato', 'Landlord Meadow', added('Landlord Meadow', 'landlordmeadow', 'M3 8.9L12 2l9 6.9')),
    ),
  ],
  right: { sets: [[102, 103]], pairs: { '102-103': 'SAME_CHANGE', '101-102': 'lead' } },
} satisfies Case
