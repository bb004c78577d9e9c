import { ApiError, mayHaveArrived } from '../api/client.ts'

/** A word that was sent, with the id of that write. */
export interface OwnWord {
  word: unknown
  id: string
}

/** What was sent of a pair or a set, by its path, and may stand there: the last word, and those without an answer. */
let sent = new Map<string, readonly OwnWord[]>()

/**
 * Writes a word. What stands in its way may be the reader's own word: the answer to that was lost, or the page was read
 * before it came. Only then it is written upon that, and no other maintainer's word is passed over.
 * @param id of the write.
 * @param send writes it.
 * @param upon what to do where `own` was sent before and something stands: null where that is another word.
 * @throws what `send` throws.
 */
export async function writeWord<Word, Answer>(
  path: string,
  word: Word,
  id: string,
  send: () => Promise<Answer>,
  upon: (own: Word, stands: ApiError['details']) => Promise<Answer> | null,
): Promise<Answer> {
  // Who logs out before the answer has said it; whoever comes next has not.
  const own = sent
  const before = ownWords(path)
  own.set(path, [...before, { word, id }])
  try {
    const answer = await send().catch((error: unknown) => {
      if (!(error instanceof ApiError) || error.status !== 409) throw error
      for (const earlier of before) {
        const again = upon(earlier.word as Word, error.details)
        if (again !== null) return again
      }
      throw error
    })
    own.set(path, [{ word, id }])
    return answer
  } catch (error) {
    if (!mayHaveArrived(error)) own.set(path, before)
    throw error
  }
}

/** What was sent of it, and may stand there. */
export const ownWords = (path: string): readonly OwnWord[] => sent.get(path) ?? []

/** What an earlier page had sent of it. */
export function noteOwnWords(path: string, words: readonly OwnWord[]): void {
  sent.set(path, [...words, ...ownWords(path)])
}

/** It was undone: what stands there from now on is another's. */
export function forgetWord(path: string): void {
  sent.delete(path)
}

/** Whoever comes next has said none of them. */
export function forgetWords(): void {
  sent = new Map()
}
