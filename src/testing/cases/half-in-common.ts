import { type Case, pull } from '../case.ts'

// Of two changes half is the same, in one of two files; each has a half of its own and another aim. Shown, and no set.
const lines = (name: string, count: number) =>
  Array.from({ length: count }, (_, at) => `+    ${name}.${name}${at}(well.${name}Depth${at}, ${at * 7 + 3})`)
const dug = (own: string[]) => ({ 'wells/deep.rs': [' fn dig_deep(well: &Well) {', ...own, ' }'] })
const file = (name: string) => ({ [`wells/${name}.rs`]: [` fn ${name}() {`, ...lines(name, 5), ' }'] })

export default {
  pulls: [
    pull(101, 'ada', 'Wells with a winch', { ...dug(lines('shaft', 5)), ...file('winch') }),
    pull(104, 'bela', 'Ditches drain the yard', {
      ...dug([...lines('shaft', 4), ...lines('sump', 2)]),
      ...file('ditch'),
    }),
  ],
  right: { sets: [], pairs: { '101-104': 'lead' } },
} satisfies Case
