import { expect, test } from 'vitest'
import type { CommitFacts } from './commits.ts'
import { readLandedWords } from './landed-words.ts'

const commit = (message: string): CommitFacts => ({
  sha: 'a'.repeat(40),
  authorEmail: null,
  authorName: null,
  committerEmail: null,
  committerName: null,
  parents: 1,
  authoredAt: null,
  committedAt: null,
  message,
})

const own = [commit('Parse ports\n\nAn address has one.'), commit('Mend the tests')]

test.each([
  [
    'a merge by the button has the title in its text',
    'Merge pull request #12 from ada/ports\n\nRead ports of IPv6\n\nCloses #7',
    { title: 'Read ports of IPv6', text: 'Closes #7' },
  ],
  ['an old one has none', 'Merge pull request #12 from ada/ports', { title: null, text: '' }],
  [
    'the merge of another one, which holds this, says nothing of it',
    'Merge pull request #13 from ada/all\n\nAll of it\n\nCloses #7',
    { title: null, text: '' },
  ],
  [
    'a squash has the number behind the title, and lists what its commits said',
    'Read ports of IPv6 (#12)\n\n* Parse ports\n\nAn address has one.\n\n* Mend the tests\n\nSee #9.',
    { title: 'Read ports of IPv6', text: 'See #9.' },
  ],
  [
    'a squash that was squashed again keeps the first number in its title',
    'Read ports (#11) (#12)',
    { title: 'Read ports (#11)', text: '' },
  ],
  [
    'a number that is not its own is part of a subject',
    'Read ports (#11)\n\nFor the beta.',
    { title: null, text: 'Read ports (#11)' },
  ],
  [
    'who merges by hand says so in words of their own',
    'bug #12 Read ports (ada)\n\nThis was merged into 2.x.\n\nThis closes #7 and #8.\n\n    Parse ports',
    { title: null, text: 'bug #12 Read ports (ada)\nThis closes #7 and #8.' },
  ],
  [
    'what was rebased has what was added on the way',
    'Parse ports\n\nAn address has one.\n\nCloses #7\nReviewed-by: Ada <ada@example.org>',
    { title: null, text: 'Closes #7' },
  ],
  ['a number alone is no title', '(#12)', { title: null, text: '(#12)' }],
  ['nothing says nothing', '', { title: null, text: '' }],
])('%s', (_, message, words) => {
  expect(readLandedWords(12, commit(message), own)).toEqual(words)
})

test('a long message of stars and blanks is read in one go', () => {
  const hostile = `${'* '.repeat(30_000)}\n${' '.repeat(60_000)}x (#12`
  expect(readLandedWords(12, commit(hostile), own).title).toBeNull()
})
