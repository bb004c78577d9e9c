import { expect, test } from 'vitest'
import type { Revision } from '../domain/revision.ts'
import { CandidateIndex } from '../triage/candidates/candidate-index.ts'
import { deriveSignature } from '../triage/candidates/signature.ts'
import { alignChanges } from '../triage/change/align.ts'
import { deriveOutcomes } from '../triage/change/file-outcome.ts'
import { parsePatch } from '../triage/change/patch.ts'
import { parseRepositoryRules } from '../triage/change/repository-rules.ts'
import { deriveEdge } from '../triage/judge/judge-pair.ts'
import { readSide } from '../triage/judge/side.ts'
import { GitFailure } from './git.ts'
import { parseCommit } from './history/commits.ts'

/**
 * What an attacker may put into a title, a message, a path or a line to keep a pattern busy: a piece that one begins
 * with, many times. With 128 KiB of it anything that grows with the square of its length takes minutes, so the limit
 * for hangs ends the test; what grows with its length takes milliseconds.
 */
const length = 128 * 1024
const pieces = [
  ...[
    'A',
    'a',
    'aB',
    'ABc',
    '1',
    '1.',
    '1a',
    'é',
    'É',
    '_',
    '-',
    '.',
    '/',
    '\\',
    ' ',
    '\t',
    '\r',
    '"',
    '(',
    '[',
  ],
  ...[
    '#',
    '#1 ',
    '(#1) ',
    '@',
    '<',
    '<a',
    '> ',
    '+',
    '*',
    '|',
    '`',
    '```',
    '<!--',
    '- [x] ',
    ': ',
    '\n',
    '\n ',
    'x\n',
  ],
  ...[
    'closes #1, ',
    'closes ',
    'fixes: ',
    'revert ',
    'revert: "',
    'Merge branch ',
    'cherry pick',
    '(cherry picked from commit ',
  ],
  ...[
    'co-authored-by: ',
    'co-authored-by: a <',
    'signed-off-by:',
    'https://github.com/',
    'acme/shop#1 ',
    'PROJ-1 ',
    'v1.2.',
  ],
  ...[
    'zz_generated',
    'test_',
    'test.',
    '.test',
    '.lock',
    'lock-',
    'min.',
    'sha256',
    'docs/',
    'changelog-',
    '[v1] ',
    'do not edit',
  ],
  ...['function ', 'const ', 'copilot', '\u0301', '\u202e', '\ud800', '😀', '{', '&*('],
]

function revisionOf(number: number, text: string): Revision {
  const line = text.replaceAll('\n', ' ')
  return {
    number,
    repository: 'acme/shop',
    headSha: 'a'.repeat(40),
    baseSha: null,
    baseRef: line.slice(0, 1_000),
    title: line,
    body: text,
    author: line.slice(0, 1_000),
    createdAt: '2026-01-01T00:00:00.000Z',
    commits: [
      {
        sha: String(number).repeat(40),
        message: text,
        authoredAt: '1970-01-01T00:00:00.000Z',
        authorName: line,
        authorEmail: `${line}@example.org`,
      },
    ],
    patch: [
      `diff --git a/${line} b/${line}`,
      `index ${line}`,
      `--- a/${line}`,
      `+++ b/${line}`,
      `@@ -1,2 +1,2 @@ ${line}`,
      `-${line}`,
      `+${line}${number}`,
      `-${line.slice(0, 1_900)}`,
      `+${line.slice(0, 1_900)}`,
      'diff --git a/src/a.ts b/src/a.ts',
      '--- a/src/a.ts',
      '+++ b/src/a.ts',
      '@@ -1 +1 @@',
      `-${line}`,
      `+${line}`,
      '',
    ].join('\n'),
  }
}

test.each(pieces)('%j many times is read in the time of its length', (piece) => {
  const text = piece.repeat(Math.ceil(length / piece.length))
  const [a, b] = [1, 2].map((number) => revisionOf(number, text)) as [Revision, Revision]
  const sides = [readSide(a), readSide(b)] as const
  const signatures = sides.map(({ signature }, at) => ({ number: at + 1, signature }))
  const index = new CandidateIndex(signatures)
  deriveEdge(...sides, index.compare(1, 2), index)
  alignChanges(a.patch, b.patch)
  deriveOutcomes(parsePatch(a.patch))
  parseCommit(
    'a'.repeat(40),
    Buffer.from(`tree x\nauthor ${text}\ncommitter ${text}\n\n${text}`),
    2_000_000_000,
  )
  expect(new GitFailure('fetch', 128, text.slice(-8_192)).message.length).toBeLessThan(400)
  const rules = parseRepositoryRules(JSON.stringify({ production: [piece.repeat(50)] })).rules ?? undefined
  deriveSignature(a, undefined, rules)
})
