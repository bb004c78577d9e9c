import { type Case, pull } from '../case.ts'

// Two people mend the same misspelt word on two different pages: both are wanted. A third mends it on the first page
// once more.
const page = (name: string, before: string, after: string) => ({
  [`docs/${name}.md`]: [` # On ${name}`, ' ', `-${before}`, `+${after}`, ' ', ' See also the index.'],
})
const barrels = page('barrels', 'A barrel recieves two hoops.', 'A barrel receives two hoops.')

export default {
  pulls: [
    pull(101, 'ada', 'docs: spelling of "receive"', barrels),
    pull(
      102,
      'bela',
      'docs: receive, not recieve',
      page('ferries', 'The purser recieves all fares.', 'The purser receives all fares.'),
    ),
    pull(103, 'cato', 'Typo on barrels', barrels),
  ],
  right: { sets: [[101, 103]], pairs: { '101-103': 'SAME_CHANGE' } },
} satisfies Case
