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
  ['parseHTTPPort_v2', ['parse', 'http', 'port', 'v2']],
  ['adds', ['add']],
  ['Größenänderung', ['größenänderung']],
  ['изменитьРазмер', ['изменить', 'размер']],
])('%s has the parts %j', (word, parts) => {
  expect(splitWord(word)).toEqual(parts)
})

test('words that every second message has name no subject', () => {
  expect(messageWords('Fix the pull request that adds sockets')).toEqual(['socket'])
})
