import { type Case, pull } from '../case.ts'

// The first resembles the second and the second the third, but the first has nothing of the third: no set of three. The
// middle one belongs to whichever it is more like.
const lines = (name: string, count: number) =>
  Array.from({ length: count }, (_, at) => `+    ${name}.${name}${at}(crop.${name}Yield${at}, ${at * 7 + 3})`)
const meadow = (...added: string[]) => ({
  'fields/lower-meadow.rs': [' fn rotate_meadow(crop: &Crop) {', '-    crop.fallow()', ...added, ' }'],
})

export default {
  pulls: [
    pull(101, 'ada', 'Oats on the upper field', {
      'fields/upper.rs': [' fn rotate_upper(crop: &Crop) {', '-    crop.graze()', ...lines('oats', 6), ' }'],
    }),
    pull(102, 'bela', 'Oats on the upper field, rye in the meadow', {
      'fields/upper.rs': [' fn rotate_upper(crop: &Crop) {', '-    crop.graze()', ...lines('oats', 6), ' }'],
      ...meadow(...lines('rye', 6)),
    }),
    pull(103, 'cato', 'Rye in the meadow, then clover', meadow(...lines('rye', 6), ...lines('clover', 4))),
  ],
  right: {
    sets: [[101, 102]],
    pairs: { '101-102': 'SAME_FEATURE', '102-103': 'SAME_FEATURE', '101-103': 'nothing' },
  },
} satisfies Case
