import { expect, test } from 'vitest'
import {
  askedSentence,
  groupSentence,
  sayChecks,
  sayFiles,
  sayLines,
  sayMergeable,
  sayReview,
} from './keeper-words.ts'

test.each([
  [sayChecks(null), 'unknown'],
  [sayChecks('NONE'), 'none'],
  [sayChecks('SUCCESS'), 'passing'],
  [sayChecks('ERROR'), 'failing'],
  [sayChecks('PENDING'), 'running'],
  [sayReview(null), 'unknown'],
  [sayReview('NONE'), 'none'],
  [sayReview('CHANGES_REQUESTED'), 'changes asked for'],
  [sayReview('REVIEW_REQUIRED'), 'needed'],
  [sayMergeable(null), 'unknown'],
  [sayMergeable('CONFLICTING'), 'conflicts'],
  [sayMergeable('MERGEABLE'), 'cleanly'],
  [sayLines(null), 'unknown'],
  [sayLines({ files: 3, added: 1_204, removed: 0 }), '+1,204 −0'],
  [sayFiles(null), 'unknown'],
  [sayFiles({ files: 0, added: 0, removed: 0 }), 'none'],
  [sayFiles({ files: 1, added: 2, removed: 0 }), '1 file'],
  [askedSentence('2 hours ago', 0), 'Checks, reviews and conflicts as GitHub told them 2 hours ago.'],
  [
    askedSentence('just now', 2),
    'Checks, reviews and conflicts as GitHub told them just now; of 2 they are unknown.',
  ],
  [groupSentence({ closing: 3, mentioning: 0 }), '3 open pull requests close it.'],
  [groupSentence({ closing: 3, mentioning: 1 }), '3 open pull requests close it, and 1 more mentions it.'],
  [groupSentence({ closing: 1, mentioning: 12 }), '1 open pull request closes it, and 12 more mention it.'],
])('%j is said as %j', (said, words) => {
  expect(said).toBe(words)
})
