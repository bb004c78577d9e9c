import { expect, test } from 'vitest'
import type { CommitFacts } from './commits.ts'
import { readLandedWords } from './landed-words.ts'

const commit = (message: string, facts: Partial<CommitFacts> = {}): CommitFacts => ({
  sha: 'a'.repeat(40),
  authorEmail: 'ada@people.example',
  authorName: 'Ada Byron',
  committerEmail: null,
  committerName: null,
  parents: 1,
  authoredAt: null,
  zone: null,
  committedAt: null,
  message,
  ...facts,
})

const own = [commit('Parse ports\n\nAn address has one.'), commit('Mend the tests', { sha: 'b'.repeat(40) })]

test.each([
  [
    'a merge by the button has the title in its text',
    'Merge pull request #12 from ada/ports\n\nRead ports of IPv6\n\nCloses #7',
    { title: 'Read ports of IPv6', text: 'Closes #7' },
  ],
  [
    'what the title names is said once',
    'Merge pull request #12 from ada/ports\n\nMend what #9 broke\n\nCloses #7',
    { title: 'Mend what #9 broke', text: 'Closes #7' },
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
  [
    'a merge by hand has what git and its tools write in the place of a title',
    'Merge pull request #12 from ada/ports\n\nConflicts:\n\tsrc/ports.ts\n\nCloses #7',
    { title: null, text: 'Closes #7' },
  ],
  [
    'as it has with a list of what it brings',
    "Merge pull request #12 from ada/ports\n\n* 'ports' of https://forge.example/ada/yard:\n  Parse ports",
    { title: null, text: '' },
  ],
  [
    'and with who signed it',
    'Merge pull request #12 from ada/ports\n\nSigned-off-by: Ada Byron <ada@people.example>',
    { title: null, text: '' },
  ],
  [
    'what follows at once is no title of the button',
    'Merge pull request #12 from ada/ports\ninto main\n\nCloses #7',
    { title: null, text: 'Closes #7' },
  ],
  [
    'neither is what is indented below it',
    'Merge pull request #12 from ada/ports\n\n  Conflicts:\n\tsrc/ports.ts\n\nCloses #7',
    { title: null, text: 'Closes #7' },
  ],
  [
    'one line below it is text',
    'Merge pull request #12 from ada/ports\nCloses #7',
    { title: null, text: 'Closes #7' },
  ],
  [
    'where its place is empty there is none',
    'Merge pull request #12 from ada/ports\n\n\n\nCloses #7',
    { title: null, text: 'Closes #7' },
  ],
  ['the name of a branch is no title', "Merge branch 'ports' into main (#12)", { title: null, text: '' }],
  [
    'a message with the line ends of Windows is read as any other',
    'Merge pull request #12 from ada/ports\r\n\r\nRead ports of IPv6\r\n\r\nCloses #7\r',
    { title: 'Read ports of IPv6', text: 'Closes #7' },
  ],
  ['a number alone is no title', '(#12)', { title: null, text: '(#12)' }],
  ['nothing says nothing', '', { title: null, text: '' }],
])('%s', (_, message, words) => {
  expect(readLandedWords(12, commit(message), own, own[1]!)).toEqual(words)
})

test('a long message of stars and blanks is read in one go', () => {
  const hostile = `${'* '.repeat(30_000)}\n${' '.repeat(60_000)}x (#12`
  expect(readLandedWords(12, commit(hostile), own, own[1]!).title).toBeNull()
})

const none = { title: null, text: '' }
const bela = { authorName: 'Bela Nagy', authorEmail: 'bela@boats.example' }

test.each<[string, CommitFacts, typeof none | { title: string; text: string }]>([
  [
    'another pull request names the number in a commit of its own',
    commit('All ports are read here (#12)\n\nCloses #7', bela),
    none,
  ],
  [
    'the number is of the repository that the history was taken over from',
    commit('Merge pull request #12 from upstream/docs\n\nTidy the docs\n\nCloses #7', {
      ...bela,
      parents: 2,
    }),
    none,
  ],
  [
    'nobody is known to have written it',
    commit('Read ports (#12)', { authorName: null, authorEmail: null }),
    none,
  ],
  [
    'the author signs a squash by the account',
    commit('Read ports (#12)\n\nCloses #7', {
      authorName: 'adalove',
      authorEmail: '7+ada-byron@users.noreply.github.com',
    }),
    { title: 'Read ports', text: 'Closes #7' },
  ],
  [
    'the author signs a squash with the same name',
    commit('Read ports (#12)\n\nCloses #7', { authorEmail: '7+adalove@users.noreply.github.com' }),
    { title: 'Read ports', text: 'Closes #7' },
  ],
  [
    'who squashed it names the author beside',
    commit('Read ports (#12)\n\nCo-authored-by: Ada Byron <ada@people.example>', bela),
    { title: 'Read ports', text: '' },
  ],
  [
    'a program wrote both',
    commit('Raise the parser (#12)', {
      authorName: 'dependabot[bot]',
      authorEmail: '49+dependabot[bot]@users.noreply.github.com',
    }),
    none,
  ],
])(
  'a commit that lacks the head is believed where an author of the pull request wrote it: %s',
  (_, by, words) => {
    expect(readLandedWords(12, by, own, null)).toEqual(words)
  },
)

test('a merge is believed where what it merged is the head, whoever wrote that, or is by an author of the pull request', () => {
  const byBela = { ...bela, parents: 2 }
  const merge = commit('Merge pull request #12 from ada/ports\n\nRead ports of IPv6', byBela)
  const title = (head: CommitFacts, merged: CommitFacts) => readLandedWords(12, merge, [head], merged).title
  const unsigned = commit('Parse ports', { authorName: null, authorEmail: null })
  expect(title(unsigned, unsigned)).toBe('Read ports of IPv6')
  // The branch was pushed to after the merge.
  expect(title(own[0]!, commit('Parse ports, once more', { sha: 'c'.repeat(40) }))).toBe('Read ports of IPv6')
  expect(title(own[0]!, commit('Tidy the docs', { sha: 'c'.repeat(40), ...bela }))).toBeNull()
})

test('a merge of the last of several commits is believed', () => {
  const merge = commit('Merge pull request #12 from ada/ports\n\nRead ports of IPv6', { ...bela, parents: 2 })
  const nobody = { authorName: null, authorEmail: null }
  const [first, last] = [commit('Parse ports', nobody), commit('Tidy', { ...nobody, sha: 'b'.repeat(40) })]
  expect(readLandedWords(12, merge, [first, last], last).title).toBe('Read ports of IPv6')
})

test('what a squash lists of a commit is known, however it is set', () => {
  const squash = commit('Read ports (#12)\n\n  *  Mends #9. \n\nCloses #7')
  expect(readLandedWords(12, squash, [commit('Mends #9.')], null).text).toBe('Closes #7')
})

test.each([
  ['Co-authored-by: Ada Byron <ada@work.example>', 'Read ports'],
  ['Co-authored-by: Somebody < ada.byron@work.example >', 'Read ports'],
  ['    Co-authored-by: Ada Byron <ada@work.example>', 'Read ports'],
  ['Co-authored-by: Cato Major <cato@work.example>', null],
])('who is named beside is known by name or address: %j', (trailer, title) => {
  const by = commit(`Read ports (#12)\n\n${trailer}`, bela)
  const ada = commit('Parse ports', { authorEmail: 'ada.byron@people.example' })
  expect(readLandedWords(12, by, [ada], null).title).toBe(title)
})

test('an agent, who is no person, is known by its address alone, however that is spelled', () => {
  const agent = (authorEmail: string) => ({ authorName: 'Claude', authorEmail })
  const by = commit('Read ports (#12)', agent('noreply@anthropic.com'))
  const title = (address: string) => readLandedWords(12, by, [commit('Parse', agent(address))], null).title
  expect(title('NoReply@Anthropic.com')).toBe('Read ports')
  expect(title('noreply@openai.com')).toBeNull()
  const nameless = (authorEmail: string) => commit('Read ports (#12)', { authorName: null, authorEmail })
  const ada = [nameless('ada.byron@people.example')]
  expect(readLandedWords(12, nameless('ada.byron@work.example'), ada, null).title).toBe('Read ports')
})

test('a program is known by its address, and a pull request of two by either', () => {
  const program = {
    authorName: 'dependabot[bot]',
    authorEmail: '49+dependabot[bot]@users.noreply.github.com',
  }
  const by = commit('Raise the parser (#12)', program)
  expect(readLandedWords(12, by, [commit('Bump parser', program)], null).title).toBe('Raise the parser')
  const two = [commit('Bump parser', bela), commit('Mend the tests')]
  expect(readLandedWords(12, commit('Raise the parser (#12)', bela), two, null).title).toBe(
    'Raise the parser',
  )
  expect(readLandedWords(12, commit('Raise the parser (#12)'), two, null).title).toBe('Raise the parser')
})

test('the longest title that GitHub takes is read, and a subject beyond that is none', () => {
  const squash = (length: number) =>
    readLandedWords(12, commit(`${'x'.repeat(length)} (#12)`), own, own[1]!).title
  expect(squash(256)).toBe('x'.repeat(256))
  expect(squash(450)).toBeNull()
})
