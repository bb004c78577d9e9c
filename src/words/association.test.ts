import { expect, test } from 'vitest'
import { sayAssociation } from './association.ts'

test.each([
  ['FIRST_TIME_CONTRIBUTOR', 'first-time contributor'],
  ['MEMBER', 'member'],
  // No association, none that is known, and none of ours.
  ['NONE', null],
  [null, null],
  ['constructor', null],
])('%s is said as %s', (association, said) => expect(sayAssociation(association)).toBe(said))
