import { AppError } from '../errors.ts'

/** A labelled duplicate: a maintainer called the newer pull request a duplicate of the older one. */
export interface LabelledPair {
  newer: number
  older: number
}

/** Reads lines `newer<TAB>older`; empty lines and lines that begin with "#" are passed over. */
export function readPairs(text: string, file: string): LabelledPair[] {
  const pairs: LabelledPair[] = []
  for (const [at, line] of text.split('\n').entries()) {
    const bare = line.trim()
    if (bare === '' || bare.startsWith('#')) continue
    const match = /^(\d{1,9})\t(\d{1,9})$/.exec(bare)
    const [newer, older] = [Number(match?.[1]), Number(match?.[2])]
    if (match === null || !(newer > older) || older < 1)
      throw new AppError(
        'USAGE',
        `${file}, line ${at + 1}: expected a number, a tab and a smaller number, got ${JSON.stringify(bare.slice(0, 60))}`,
      )
    pairs.push({ newer, older })
  }
  if (pairs.length === 0) throw new AppError('USAGE', `${file} holds no pairs (lines of newer<TAB>older)`)
  return pairs
}
