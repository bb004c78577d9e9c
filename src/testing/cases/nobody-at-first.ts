import { type Case, commit, pull } from '../case.ts'

// A person had set up no name, and opens the same again under one. Another who writes the same says it otherwise.
const formatted = {
  'label/hash.go': [
    ' func mod(value uint64) string {',
    '-	return fmt.Sprintf("%d", value)',
    '+	return strconv.FormatUint(value, 10)',
    ' }',
  ],
}
const title = 'Labels are written by strconv, which is quicker'
const by = (name: string, address: string, minute: number, message: string) => ({
  author: address,
  commits: [commit(address, minute, message, { authorName: name, authorEmail: address })],
})

export default {
  pulls: [
    pull(101, '', title, formatted, by('unknown', 'unknown@example.com', 10, title)),
    pull(102, '', title, formatted, by('Ada Ironwood', 'ada@brass.example', 90, title)),
    pull(103, '', 'No Sprintf for numbers', formatted, {
      ...by('Bela Copper', 'bela@copper.example', 200, 'No Sprintf for numbers'),
    }),
  ],
  right: {
    sets: [[101, 102, 103]],
    pairs: { '101-102': 'RESUBMISSION', '101-103': 'SAME_CHANGE', '102-103': 'SAME_CHANGE' },
  },
} satisfies Case
