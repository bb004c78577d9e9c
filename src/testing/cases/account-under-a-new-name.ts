import { type Case, commit, pull } from '../case.ts'

// An account got another name, and opens the same again months later: GitHub's own address keeps its number. An account
// of another number is another one.
const answered = (...lines: string[]) => ({
  'post/courier.go': [
    ' func (c *Courier) deliver(letter Letter) error {',
    ...lines.map((line) => `+	${line}`),
    ' 	return c.route(letter)',
  ],
})
const by = (name: string, address: string, minute: number, message: string) => ({
  author: address,
  commits: [commit(address, minute, message, { authorName: name, authorEmail: address })],
})

export default {
  pulls: [
    pull(
      101,
      '',
      'Refuse letters without a stamp',
      answered('if letter.stamp == nil {', '	return errNoStamp', '}', 'c.count(letter)'),
      by('quill-07', '6170583+quill-07@users.noreply.github.com', 10, 'Refuse letters without a stamp'),
    ),
    pull(
      102,
      '',
      'No stamp, no delivery',
      answered('if letter.stamp == nil {', '	return errNoStamp', '}', 'c.tally(letter)'),
      by('Feather', '6170583+feathermoor@users.noreply.github.com', 9_000, 'No stamp, no delivery'),
    ),
    pull(
      103,
      '',
      'Letters must bear a stamp',
      answered('if letter.stamp == nil {', '	return errNoStamp', '}', 'c.sum(letter)'),
      by('oxbow', '6170584+oxbow@users.noreply.github.com', 18_000, 'Letters must bear a stamp'),
    ),
  ],
  right: {
    sets: [[101, 102, 103]],
    pairs: { '101-102': 'RESUBMISSION', '101-103': 'SAME_CHANGE', '102-103': 'SAME_CHANGE' },
  },
} satisfies Case
