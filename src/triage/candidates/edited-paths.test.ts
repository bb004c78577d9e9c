import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sampleRevision } from '../../testing/revisions.ts'
import { CandidateIndex } from './candidate-index.ts'
import { deriveSignature } from './signature.ts'

const names = ['a', 'b', 'c', 'd', 'e'].map((name) => `src/${name}.ts`)
const edit = [' const one = 1', '-const two = 2', '+const two = one + one']

test('two paths are in one where some pull request edits both, whatever else is there', () => {
  const changes = fc.array(fc.uniqueArray(fc.constantFrom(...names), { minLength: 1 }), { maxLength: 8 })
  fc.assert(
    fc.property(changes, (pulls) => {
      const index = new CandidateIndex(
        pulls.map((paths, at) => ({
          number: at + 1,
          signature: deriveSignature(
            sampleRevision(at + 1, Object.fromEntries(paths.map((path) => [path, edit]))),
          ),
        })),
      )
      for (const one of names)
        for (const other of names)
          expect(index.editsBoth(one, other)).toBe(
            pulls.some((paths) => paths.includes(one) && paths.includes(other)),
          )
    }),
    { numRuns: 50 },
  )
})
