import { type Case, commit, pull } from '../case.ts'

// `git revert` of a commit that was merged as it was: the message names the id, and the title does not count. And one
// that says it in words: "reverts #103".
const merged = commit('ada', 20, 'Pour wax at seventy degrees')
const [old, fresh] = [
  'moulds.each { |mould| mould.fill(wax) }',
  'wax.await(Celsius[70]) { moulds.each(&:fill) }',
]
const pour = (from: string, to: string) => ({
  'lib/candle.rb': [' def pour(wax)', `-  ${from}`, `+  ${to}`, ' end'],
})
const wick = (from: string, to: string) => ({
  'lib/wick.yaml': [' wick:', `-  ply: ${from}`, `+  ply: ${to}`],
})

export default {
  pulls: [
    pull(101, 'ada', 'Pour wax at seventy degrees', pour(old, fresh), { commits: [merged] }),
    pull(102, 'bela', 'Cold moulds crack', pour(fresh, old), {
      commits: [commit('bela', 90, `Cold moulds crack\n\nThis reverts commit ${merged.sha}.`)],
    }),
    pull(103, 'cato', 'Thicker wicks', wick('3 strands of cotton', '5 strands of cotton')),
    pull(
      104,
      'dora',
      'Wicks that smoke\n\nReverts #103.',
      wick('5 strands of cotton', '3 strands of cotton'),
    ),
  ],
  states: { 101: 'MERGED', 103: 'MERGED' },
  right: { sets: [], pairs: { '101-102': 'REVERT', '103-104': 'REVERT' } },
} satisfies Case
