import { type Case, commit, pull } from '../case.ts'

// The program that raises packages has another account since it was bought, and raises again what it once raised. That
// is its next try. A person, and another program, who raise the same are others.
const raised = {
  'package.json': [
    '   "dependencies": {',
    '-    "lacquer": "^3.0.2",',
    '+    "lacquer": "^4.2.0",',
    '     "varnish": "^1.0.0"',
  ],
}
const title = 'Bump lacquer from 3.0.2 to 4.2.0'
const by = (author: string, address: string, minute: number) => ({
  author,
  commits: [commit(author, minute, title, { authorName: author, authorEmail: address })],
})

export default {
  pulls: [
    pull(101, '', title, raised, by('dependabot-preview[bot]', 'support@dependabot.com', 10)),
    pull(102, '', title, raised, {
      ...by('dependabot[bot]', '49699333+dependabot[bot]@users.noreply.github.com', 90),
    }),
    pull(103, '', title, raised, by('greenkeeper[bot]', 'support@greenkeeper.io', 200)),
    pull(104, 'ada', 'Newest lacquer', raised),
  ],
  right: {
    sets: [[101, 102, 103, 104]],
    pairs: { '101-102': 'RESUBMISSION', '101-103': 'SAME_CHANGE', '102-104': 'SAME_CHANGE' },
  },
} satisfies Case
