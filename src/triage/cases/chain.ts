import { type Case, pull } from '../../testing/cases.ts'

// The first resembles the second and the second the third, but the first has nothing of the third: no set of three. The middle one belongs to whichever it is
// more like.
const lines = (name: string, count: number) =>
  Array.from({ length: count }, (_, at) => `+    ${name}.${name}${at}(crop.${name}Yield${at}, ${at * 7 + 3})`)
const oats = lines('oats', 6)
const rye = lines('rye', 6)
const at = (path: string, added: string[]) => ({
  [path]: [` fn rotate_${path.length}(crop: &Crop) {`, ...added, ' }'],
})

export default {
  pulls: [
    pull(101, 'ada', 'Oats in the first year', at('fields/upper.rs', oats)),
    pull(102, 'bela', 'Two years of rotation', {
      ...at('fields/upper.rs', [...oats, '+    rest(crop)']),
      ...at('fields/lower-meadow.rs', rye.slice(0, 5)),
    }),
    pull(103, 'cato', 'Rye by the river', {
      ...at('fields/lower-meadow.rs', [...rye.slice(0, 4), ...lines('clover', 3)]),
      'fields/ditch.rs': [' fn dig() {', ...lines('ditch', 5), ' }'],
    }),
  ],
  right: { sets: [[101, 102]], pairs: { '101-102': 'SAME_FEATURE', '101-103': 'nothing' } },
} satisfies Case
