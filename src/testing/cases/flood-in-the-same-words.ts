import { type Case, commit, pull } from '../case.ts'

// Six people send one change within six days, in the same words: those of the issue that asks for it. By addresses
// alone two of them might be one person; six are a flood.
const subject = 'Sort parcels by weight before loading'
const sorted = {
  'src/yard/load.py': [
    ' def load(van, parcels):',
    '-    for parcel in parcels:',
    '-        van.add(parcel)',
    '+    heaviest_first = sorted(parcels, key=weight_of, reverse=True)',
    '+    for parcel in heaviest_first:',
    '+        if van.is_full():',
    '+            raise VanIsFull(van.plate, parcel.label)',
    '+        van.add(parcel)',
    '+        van.note_axle_load(parcel.weight)',
    '+    van.close_doors()',
    '     return van',
  ],
}
const names = ['ada', 'bela', 'cato', 'dora', 'emil', 'fay']

export default {
  pulls: names.map((name, day) =>
    pull(101 + day, `${name}@people.example`, subject, sorted, {
      createdAt: new Date(Date.UTC(2026, 0, 1 + day)).toISOString(),
      commits: [commit(name, day * 1_440, subject)],
    }),
  ),
  right: {
    sets: [[101, 102, 103, 104, 105, 106]],
    pairs: { '101-102': 'SAME_CHANGE', '101-106': 'SAME_CHANGE' },
  },
} satisfies Case
