import { expect, test } from 'vitest'
import { closeCaution } from './close-caution.ts'

test.each([
  [null, null, null],
  [null, 'NONE', null],
  ['REVIEW_REQUIRED', 'CONTRIBUTOR', null],
  ['APPROVED', null, '#7 is approved: look again before you close it.'],
  [null, 'OWNER', '#7 is by the owner of this repository: look again before you close it.'],
  [
    'CHANGES_REQUESTED',
    'COLLABORATOR',
    '#7 is by a collaborator of this repository: look again before you close it.',
  ],
  [
    'APPROVED',
    'MEMBER',
    '#7 is approved and is by a member of this repository’s organization: look again before you close it.',
  ],
] as const)('review %j and author %j: %j', (review, authorAssociation, caution) => {
  expect(closeCaution({ number: 7, authorAssociation, review })).toBe(caution)
})
