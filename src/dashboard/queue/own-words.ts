import { ApiError, mayHaveArrived } from '../api/client.ts'

/** What was last sent of a pair or a set, by its path, unless it was refused or undone. */
const sent = new Map<string, unknown>()

/**
 * Writes a word. What stands in its way may be the reader's own word: the answer to that was lost, or the page was read
 * before it came. Only then it is written upon that, and no other maintainer's word is passed over.
 * @param send writes it.
 * @param upon what to do where `own` was sent before and something stands: null where that is another word.
 * @throws what `send` throws.
 */
export async function writeWord<Word, Answer>(
  path: string,
  word: Word,
  send: () => Promise<Answer>,
  upon: (own: Word, stands: ApiError['details']) => Promise<Answer> | null,
): Promise<Answer> {
  const own = sent.get(path) as Word | undefined
  sent.set(path, word)
  try {
    return await send().catch((error: unknown) => {
      if (own === undefined || !(error instanceof ApiError) || error.status !== 409) throw error
      const again = upon(own, error.details)
      if (again === null) throw error
      return again
    })
  } catch (error) {
    if (!mayHaveArrived(error)) sent.set(path, own)
    throw error
  }
}

/** What was last sent of it, and may stand there. */
export const lastSent = (path: string): unknown => sent.get(path)

/** It was undone: what stands there from now on is another's. */
export function forgetWord(path: string): void {
  sent.delete(path)
}

/** Whoever comes next has said none of them. */
export function forgetWords(): void {
  sent.clear()
}
