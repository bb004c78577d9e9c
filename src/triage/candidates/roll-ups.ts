import type { RevisionCommit } from '../../domain/revision.ts'
import { commitKey } from '../change/people.ts'
import type { Corpus } from './corpus.ts'
import { hashText } from './hash.ts'
import { at, commitsAt, flags } from './layout.ts'

export interface RollUps {
  /** Ascending. */
  numbers: number[]
  /** How many pull requests carry a commit of one of these, under any id: itself is one. */
  countCarriers(commit: RevisionCommit): number
  /** Names which of one's commits another pull request carries, too: as long as it is the same, so is its own part. */
  nameCarried(number: number): string
}

/** Pull requests that gather the work of many, and who else carries their commits. Two passes over all signatures. */
export function findRollUps(corpus: Corpus): RollUps {
  const numbers: number[] = []
  const carriers = new Map<number, number>()
  for (const document of corpus.live()) {
    const [words, offset] = [corpus.words(document), corpus.offset(document)]
    if ((words[offset + at.flags]! & flags.rollUp) === 0) continue
    numbers.push(corpus.numberOf(document))
    for (const hash of commitsOf(words, offset)) carriers.set(hash, 0)
  }
  if (numbers.length > 0)
    for (const document of corpus.live())
      for (const hash of commitsOf(corpus.words(document), corpus.offset(document))) {
        const count = carriers.get(hash)
        if (count !== undefined) carriers.set(hash, count + 1)
      }
  return {
    numbers: numbers.sort((a, b) => a - b),
    nameCarried(number) {
      const document = corpus.documentOf(number)!
      const commits = commitsOf(corpus.words(document), corpus.offset(document))
      return [...commits].filter((hash) => (carriers.get(hash) ?? 0) > 1).join(' ')
    },
    countCarriers: (commit) => carriers.get(hashText(commitKey(commit), 0)) ?? 0,
  }
}

function commitsOf(words: Uint32Array, offset: number): Uint32Array {
  const from = commitsAt(words, offset)
  return words.subarray(from, from + words[offset + at.commits]!)
}
