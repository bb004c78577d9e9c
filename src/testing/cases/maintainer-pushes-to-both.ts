import { type Case, commit, pull } from '../case.ts'

// A maintainer pushed a small commit of their own to the branches of two contributors. Each branch is its opener's
// work: two people's, and duplicates.
const packed = {
  'lib/crate/packing.rb': [
    ' def pack(items)',
    '-  items.each { |item| add(item) }',
    '+  heavy, light = items.partition { |item| item.weight > rated_load / items.size }',
    '+  (heavy.sort_by(&:weight).reverse + light).each { |item| add(item, padding: item.fragile?) }',
    ' end',
  ],
}
const tidied = (minute: number, what: string) => commit('warden', minute, what)

export default {
  pulls: [
    pull(101, 'ada', 'Heavy things go to the bottom', packed, {
      commits: [commit('ada', 10, 'Heavy things go to the bottom'), tidied(55, 'Please the linter')],
    }),
    pull(102, 'bela', 'packing order by weight', packed, {
      commits: [commit('bela', 40, 'packing order by weight'), tidied(60, 'Name the partition')],
    }),
  ],
  right: { sets: [[101, 102]], pairs: { '101-102': 'SAME_CHANGE' } },
} satisfies Case
