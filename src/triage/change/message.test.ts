import { expect, test } from 'vitest'
import { sampleRevision } from '../../testing/revisions.ts'
import { messageOf, referencesIn } from './message.ts'
import { issueReferences } from './references.ts'
import { messageWords, splitWord } from './tokens.ts'

const body = `<!-- Thank you for your
pull request -->
| Bug fix? | yes
| Tickets | #4711

- [x] I have read the guide
Closes idle sockets of the pool.
\`\`\`
ECONNRESET at pool
\`\`\`
Signed-off-by: Mirela <mirela@example.org>`

test('what a template, a quoted log or a trailer says is not what the author says', () => {
  const text = messageOf(sampleRevision(1, {}, { title: 'Pool: close sockets', body, commits: [] }))
  expect(text.split('\n').filter((line) => line !== '')).toEqual([
    'Pool: close sockets',
    'Closes idle sockets of the pool.',
  ])
})

test("a template's table still names the issue", () => {
  expect(issueReferences(referencesIn(sampleRevision(1, {}, { body })), 1)).toEqual([4711])
})

test('a commit that repeats the title counts once', () => {
  const text = messageOf(sampleRevision(1, {}, { title: 'Close sockets' }))
  expect(text.match(/Close sockets/g)).toHaveLength(1)
})

test.each([
  ['fixes #12, GH-13 and https://github.com/o/r/issues/14', [12, 13, 14]],
  ['see #7 (this one) and #0, a colour &#35; or x#9', []],
  ['o/r#5', []],
])('%s refers to %j', (text, expected) => {
  expect(issueReferences(text, 7)).toEqual(expected)
})

test('an unclosed comment of a hundred thousand parts takes one pass', () => {
  const hostile = `${'<!-- '.repeat(100_000)}${'```'.repeat(100_001)}${'\n'.repeat(100_000)}|`
  expect(messageOf(sampleRevision(1, {}, { title: 'T', body: hostile, commits: [] }))).toBe('T\n')
})

test.each([
  ['parseHTTPPort_v2', ['pars', 'http', 'port', 'v2']],
  ['adds', ['add']],
  ['Größenänderung', ['größenänderung']],
  ['изменитьРазмер', ['изменить', 'размер']],
])('%s has the parts %j', (word, parts) => {
  expect(splitWord(word)).toEqual(parts)
})

test('words that every second message has name no subject', () => {
  expect(messageWords('Fix the pull request that adds sockets')).toEqual(['socket'])
})

test('a description is read for 8,000 characters, and so is each message', () => {
  const padded = (end: number) => `${'x'.repeat(end - 5)}\n#123`
  const revision = (facts: object) => sampleRevision(1, {}, { title: 'T', commits: [], ...facts })
  const messages = (text: string) => [{ sha: 'a', message: text, authoredAt: '' }]
  for (const facts of [{ body: padded(8_000) }, { commits: messages(padded(8_000)) }]) {
    expect(messageOf(revision(facts))).toContain('\n#123')
    expect(referencesIn(revision(facts))).toContain('\n#123')
  }
  for (const facts of [{ body: padded(8_001) }, { commits: messages(padded(8_001)) }]) {
    expect(messageOf(revision(facts))).not.toContain('#123')
    expect(referencesIn(revision(facts))).not.toContain('#123')
  }
})

test('no further message is read once there were more than 16,000 characters of them', () => {
  const read = (...lengths: number[]) =>
    messageOf(
      sampleRevision(
        1,
        {},
        {
          title: 'T',
          commits: [...lengths.map((length) => 'y'.repeat(length)), 'Last'].map((message) => ({
            sha: 'a',
            message,
            authoredAt: '',
          })),
        },
      ),
    ).includes('Last')
  expect(read(9_000, 7_000)).toBe(true)
  expect(read(9_000, 7_001)).toBe(false)
})

test('lines stand without the blanks around them, each once', () => {
  const text = messageOf(
    sampleRevision(
      1,
      {},
      {
        title: ' Close it ',
        body: '  Close it\n  more \nmore',
        commits: [{ sha: 'a', message: 'Close it\n\tmore', authoredAt: '' }],
      },
    ),
  )
  expect(text.split('\n').filter((line) => line !== '')).toEqual(['Close it', 'more'])
})
