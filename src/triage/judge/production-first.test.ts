import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Revision } from '../../domain/revision.ts'
import { sampleLines, sampleRevision, sampleStrangers } from '../../testing/revisions.ts'
import { CandidateIndex } from '../candidates/candidate-index.ts'
import { deriveSignature } from '../candidates/signature.ts'
import { deriveEdge } from './judge-pair.ts'
import { readSide } from './side.ts'

const indexed = (revision: Revision) => ({ number: revision.number, signature: deriveSignature(revision) })
const strangers = sampleStrangers(40).map(indexed)
const paths = [
  'tests/a.test.ts',
  'spec/b_spec.rb',
  'docs/a.md',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  '.github/ci.yml',
  'yarn.lock',
  'vendor/x.js',
]

const support = fc.dictionary(fc.constantFrom(...paths), fc.integer({ min: 1, max: 60 }), {
  noNullPrototype: true,
})

test('no tests, docs, metadata or generated files make two unrelated changes the same change or feature', () => {
  fc.assert(
    fc.property(support, fc.integer({ min: 1, max: 400 }), (files, seed) => {
      const shared = Object.fromEntries(
        Object.entries(files).map(([path, count], at) => [path, sampleLines(seed + at, count, '+')]),
      )
      const a = sampleRevision(
        1,
        { 'src/auth/login.ts': sampleLines(9_001, 6, '+'), ...shared },
        { title: 'Log in' },
      )
      const b = sampleRevision(
        2,
        { 'lib/invoice.ts': sampleLines(9_501, 6, '+'), ...shared },
        { title: 'Send invoices' },
      )
      const index = new CandidateIndex([...strangers, indexed(a), indexed(b)])
      const edge = deriveEdge(readSide(a), readSide(b), index.compare(1, 2), index)
      expect(['SAME_CHANGE', 'SAME_FEATURE', 'COMPETING_IMPLEMENTATION']).not.toContain(edge?.category)
    }),
    { numRuns: 60 },
  )
})

test('adding tests, docs or metadata to one side of a pair of duplicates changes neither score nor category', () => {
  const change = { 'src/pool.ts': [...sampleLines(8_000, 3, ' '), ...sampleLines(8_001, 5, '+')] }
  const b = sampleRevision(2, change, { title: 'Close sockets' })
  const judge = (a: Revision) => {
    const index = new CandidateIndex([...strangers, indexed(a), indexed(b)])
    const edge = deriveEdge(readSide(a), readSide(b), index.compare(1, 2), index)
    return { category: edge?.category, score: edge?.score }
  }
  const bare = judge(sampleRevision(1, change, { title: 'Close sockets' }))
  expect(bare.category).toBe('SAME_CHANGE')
  fc.assert(
    fc.property(support, (files) => {
      const more = Object.fromEntries(
        Object.entries(files).map(([path, count]) => [path, sampleLines(count, count, '+')]),
      )
      expect(judge(sampleRevision(1, { ...change, ...more }, { title: 'Close sockets' }))).toEqual(bare)
    }),
    { numRuns: 60 },
  )
})
