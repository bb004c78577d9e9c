import { expect, test } from 'vitest'
import type { Revision } from '../../domain/revision.ts'
import { commit } from '../../testing/case.ts'
import { sampleRevision } from '../../testing/revisions.ts'
import { findSameWords } from './same-words.ts'

interface Signed {
  name: string
  address?: string
  zone?: string
  minute?: number
  subject?: string
}

const by = (...commits: Signed[]): Revision => {
  const address = ({ name, address = `${name.toLowerCase()}@people.example` }: Signed) => address
  return sampleRevision(
    1,
    {},
    {
      author: address(commits[0]!),
      commits: commits.map((one) => {
        const { name, zone, minute = 0, subject = 'Mend the broken link to the harbour guide' } = one
        const facts = { authorName: name, authorEmail: address(one) }
        return commit(name, minute, subject, zone === undefined ? facts : { ...facts, zone })
      }),
    },
  )
}
const imre: Signed = { name: 'Imre Moor', zone: '-0700' }
const other: Signed = { name: 'quayside', address: 'unknown', zone: '-0700', minute: 15 }

const isOne = (one: Revision, two: Revision) => {
  const found = findSameWords(one, two) !== null
  expect(findSameWords(two, one) !== null).toBe(found)
  return found
}

test('who has no address and says the same within four hours by clocks of one zone is one person', () => {
  expect(findSameWords(by(imre), by(other))).toBe('unknown')
  expect(isOne(by(imre), by({ ...other, minute: 240 }))).toBe(true)
  const nobody: Signed = { ...other, name: '', address: '' }
  expect(findSameWords(by(imre), by(nobody))).toBe('imre moor')
  // There is nobody to name.
  expect(isOne(by(nobody), by({ ...nobody, minute: 30 }))).toBe(false)
  expect(isOne(by(imre), by({ ...other, subject: 'fix broken links to harbour guides' }))).toBe(false)
  expect(isOne(by(imre), by({ ...other, subject: 'Mend the harbour guide: link to it is broken' }))).toBe(
    true,
  )
})

test('who names an issue as well says the same', () => {
  const subject = 'Fixes: #31 Mend the broken link to the harbour guide'
  expect(isOne(by(imre), by({ ...other, subject }))).toBe(true)
})

test.each<[string, Signed]>([
  ['it was later', { ...other, minute: 241 }],
  ['the clock is another', { ...other, zone: '+0200' }],
  ['it says more', { ...other, subject: 'Mend the broken link to the harbour guide of Vigo' }],
])('not where %s', (_, two) => {
  expect(isOne(by(imre), by(two))).toBe(false)
})

test('a clock in UTC is a machine’s, and what GitHub calls a commit is nobody’s word', () => {
  const { zone: _, ...bare } = imre
  expect(isOne(by(bare), by({ name: 'quayside', minute: 15, address: '' }))).toBe(false)
  const subject = 'Create harbour-guide-links.md'
  expect(isOne(by({ ...imre, subject }), by({ ...other, subject }))).toBe(false)
  const little = 'Mend the harbour'
  expect(isOne(by({ ...imre, subject: little }), by({ ...other, subject: little }))).toBe(false)
})

test.each(['Bump harbour-guide from 1.2.0 to 1.3.0', 'release: cut the v1.2.3 release'])(
  '%j is what everybody says',
  (subject) => {
    expect(isOne(by({ ...imre, subject }), by({ ...other, subject }))).toBe(false)
  },
)

test('a commit that another one wrote is that one’s', () => {
  const own: Signed = { name: 'Velda', zone: '-0700', minute: 300, subject: 'Name the berths of the ferry' }
  const more: Signed = { ...own, minute: 310, subject: 'Name the berths of the tugs' }
  expect(isOne(by(imre), by(own, other, more))).toBe(false)
  expect(isOne(by(imre), by(own, other))).toBe(false)
  expect(isOne(by(imre), by(other, { ...other, minute: 20, subject: 'Name the berths of the ferry' }))).toBe(
    true,
  )
})

test('two who are known each by an address say what they were told to', () => {
  expect(isOne(by(imre), by({ ...other, address: 'quayside@people.example' }))).toBe(false)
})

test('an address that a machine has put together is none that somebody is known by', () => {
  expect(isOne(by(imre), by({ ...other, address: 'quayside@berth-7.local' }))).toBe(true)
  expect(isOne(by(imre), by({ ...other, address: 'quayside@berth-7' }))).toBe(true)
})

test('an agent on one clock writes for whoever runs it', () => {
  const agent: Signed = { ...other, name: 'Claude', address: 'noreply@anthropic.com' }
  expect(isOne(by({ ...agent, minute: 30 }), by(agent))).toBe(true)
  expect(findSameWords(by(imre), by(agent))).toBe('Claude')
  expect(isOne(by(imre), by({ ...other, name: 'yardbot[bot]' }))).toBe(false)
})
