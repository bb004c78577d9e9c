import { type Case, commit, pull } from '../case.ts'

// A program proposes a raise before anybody has set up its name, and once more by the account that runs a repository's
// programs: both messages are the same to the letter. Of one who signs with nothing and says it in other words nothing
// is known.
const raised = { 'tools/kiln-version': ['-v0.110.2', '+v0.110.3'] }
const message = 'chore: raise the kiln to v0.110.3\n\nMade with care by kilnkeeper'
const mirrored = (name: string, minute: number, words: string) => ({
  author: null,
  createdAtGuessed: true,
  commits: [
    commit(name, minute, words, name === '' ? { authorName: null, authorEmail: null } : { authorName: name }),
  ],
})

export default {
  pulls: [
    pull(101, '', 'chore: raise the kiln to v0.110.3', raised, mirrored('', 10, message)),
    pull(102, '', 'chore: raise the kiln to v0.110.3', raised, mirrored('github-actions[bot]', 60, message)),
    pull(103, '', 'The kiln is v0.110.3 now', raised, mirrored('', 90, 'The kiln is v0.110.3 now')),
  ],
  right: {
    sets: [[101, 102, 103]],
    pairs: { '101-102': 'RESUBMISSION', '101-103': 'SAME_CHANGE', '102-103': 'SAME_CHANGE' },
  },
} satisfies Case
