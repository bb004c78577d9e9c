import { expect, test } from 'vitest'
import { plainSignature } from '../../testing/plain-signature.ts'
import { CandidateIndex } from './candidate-index.ts'
import { flags } from './layout.ts'

/** By number from 1: the commits of each. */
const indexOf = (...commits: number[][]) =>
  new CandidateIndex(
    commits.map((hashes, at) => ({ number: at + 1, signature: plainSignature({ commits: hashes }) })),
  )

test('a commit is nobody’s own that three carry, and the earlier one’s of two', () => {
  const index = indexOf([5, 10], [5, 11], [5, 12], [11, 13])
  expect(index.ownCommits(1)).toEqual({ own: [10], all: 2 })
  expect(index.ownCommits(2)).toEqual({ own: [11], all: 2 })
  expect(index.ownCommits(4)).toEqual({ own: [13], all: 2 })
  expect(index.ownCommits(9)).toBeNull()
})

test('what one person carries to three of their own is the first one’s', () => {
  const indexBy = (...people: number[][]) =>
    new CandidateIndex(
      people.map((hashes, at) => ({
        number: at + 1,
        signature: plainSignature({ commits: [5, 10 + at], people: hashes }),
      })),
    )
  const alone = indexBy([20, 21], [20, 21], [20, 21])
  expect(alone.ownCommits(1)).toEqual({ own: [5, 10], all: 2 })
  expect(alone.ownCommits(2)).toEqual({ own: [11], all: 2 })
  expect(alone.ownCommits(3)).toEqual({ own: [12], all: 2 })
  // Somebody else, who wrote a commit beside it, began from there too.
  for (const others of [[20, 22], [20], [20, 21, 22], []])
    expect(indexBy([20, 21], others, [20, 21]).ownCommits(1)).toEqual({ own: [10], all: 2 })
  expect(indexBy([20], [20], [20]).ownCommits(1)).toEqual({ own: [5, 10], all: 2 })
  // Nobody is known.
  expect(indexBy([], [], []).ownCommits(1)).toEqual({ own: [10], all: 2 })
})

test('whoever has nothing else is about what is carried', () => {
  expect(indexOf([5], [5], [5, 6]).ownCommits(2)).toEqual({ own: [5], all: 1 })
  expect(indexOf([5, 6], [5, 6], [5, 7]).ownCommits(2)).toEqual({ own: [6], all: 2 })
  expect(indexOf([]).ownCommits(1)).toEqual({ own: [], all: 0 })
})

test('who carries what is told anew when a pull request comes or goes', () => {
  const index = indexOf([5, 6], [5, 7])
  expect(index.ownCommits(1)!.own).toEqual([5, 6])
  index.put(3, plainSignature({ commits: [5, 8] }))
  expect(index.ownCommits(1)!.own).toEqual([6])
  index.remove(2)
  expect(index.ownCommits(1)!.own).toEqual([5, 6])
})

test('the name of what others bring is another one as soon as a commit is another’s own', () => {
  const index = indexOf([5, 6], [5, 7], [9], [9, 10])
  const before = index.contexts()
  expect(index.contexts()).toEqual(before)
  index.put(5, plainSignature({ commits: [5, 8] }))
  const after = index.contexts()
  // One of two is the first one's own, and of three nobody's.
  expect(after.get(1)).not.toBe(before.get(1))
  for (const number of [3, 4])
    expect(after.get(number)!.split(' ')[1]).toBe(before.get(number)!.split(' ')[1])
  index.remove(5)
  expect(index.contexts().get(1)!.split(' ')[1]).toBe(before.get(1)!.split(' ')[1])
})

test('which commits of a roll-up others carry has another name once another pull request carries one more', () => {
  const pull = (number: number, commits: number[], bits = 0) => ({
    number,
    signature: plainSignature({ commits, flags: bits }),
  })
  const before = [pull(1, [5, 6, 7], flags.rollUp), pull(2, [5]), pull(3, [9])]
  const nameOf = (pulls: typeof before) => new CandidateIndex(pulls).findRollUps().nameCarried(1)
  expect(nameOf([...before, pull(4, [5, 10])])).toBe(nameOf(before))
  expect(nameOf([...before, pull(4, [6])])).not.toBe(nameOf(before))
  expect(nameOf(before.filter(({ number }) => number !== 2))).not.toBe(nameOf(before))
})
