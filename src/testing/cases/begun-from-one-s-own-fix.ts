import { type Case, commit, pull } from '../case.ts'

// Somebody mends words of what a ledger says and writes a note about it, and opens two more from the same branch, each
// with something of its own: the mended words are what the first of these is about, and not what a fork began with.
// Another mends them too, beside one more: a rival of the first, and not of the others, which are about something else.
const mended = (...words: [wrong: string, right: string][]) => ({
  'ledger/check.ts': [
    ' export function check(state: State) {',
    ...words.flatMap(([wrong, right]) => [
      `-  if (state.${right}) throw new Error("an entry of this ledger ${wrong} twice")`,
      `+  if (state.${right}) throw new Error("an entry of this ledger ${right} twice")`,
    ]),
    '   return state',
  ],
})
const ledger = mended(['ocurred', 'occurred'], ['apeared', 'appeared'], ['begined', 'began'])
const rival = mended(['ocurred', 'occurred'], ['apeared', 'appeared'], ['beginned', 'started'])
const till = {
  'till/drawer.ts': [
    ' export function open(drawer: Drawer) {',
    '+  if (drawer.coins.length === 0) return drawer.close()',
    '   return drawer.slide()',
  ],
}
const receipt = {
  'till/receipt.ts': [
    ' export function print(receipt: Receipt) {',
    '+  receipt.lines.push(receipt.total.toFixed(2))',
    '   return receipt.roll.feed(receipt.lines)',
  ],
}
const note = (words: string) => ({ 'CHANGELOG.md': [' ## Next', `+- ${words}`] })
const begun = commit('ada', 10, 'Correct the words of errors in the ledger')
const by = (number: number, message: string, ...more: ReturnType<typeof commit>[]) => ({
  commits: [...more, commit('ada', number, message)],
  createdAtGuessed: true,
})

export default {
  pulls: [
    pull(
      101,
      'ada',
      'Note for the next release',
      { ...ledger, ...note('Words of the ledger') },
      by(101, 'Note for the next release', begun),
    ),
    pull(
      102,
      'ada',
      'Close a drawer without coins',
      { ...ledger, ...till },
      by(102, 'Close a drawer without coins', begun),
    ),
    pull(
      103,
      'ada',
      'Print the total on every receipt',
      { ...ledger, ...receipt },
      by(103, 'Print the total on every receipt', begun),
    ),
    pull(111, 'bela', 'Correct words in errors of the ledger', rival, { createdAtGuessed: true }),
  ],
  right: {
    sets: [[101, 111]],
    pairs: { '101-111': 'SAME_FEATURE', '102-111': 'lead', '103-111': 'lead' },
  },
} satisfies Case
