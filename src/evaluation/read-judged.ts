import { AppError } from '../errors.ts'

export const judgements = ['yes', 'no', 'same-person'] as const
export type Judgement = (typeof judgements)[number]

/** A pair that was shown, read by a person, and said to be a duplicate or not. */
export interface JudgedPair {
  a: number
  /** The other number, or for a landing the id of the commit. */
  b: number | string
  /** What it was shown as when it was read. */
  category: string
  label: Judgement
  reason: string
}

const line =
  /^([\w.-]{1,39}\/[\w.-]{1,100})\t(\d{1,9})\t(\d{1,9}|[0-9a-f]{7,64})\t([A-Z_]{1,40})\t(\S{1,20})(?:\t(.*))?$/

/**
 * Reads lines of repository, number, number (or commit), category, label and reason, with tabs between them, and keeps
 * those of `repo`. Empty lines and lines that begin with "#" are passed over.
 * @throws AppError USAGE naming the first line that is not one, or that no line is of `repo`.
 */
export function readJudged(text: string, file: string, repo: string): JudgedPair[] {
  const pairs: JudgedPair[] = []
  for (const [at, row] of text.split('\n').entries()) {
    const bare = row.replace(/\r$/, '')
    if (bare.trim() === '' || bare.startsWith('#')) continue
    const match = line.exec(bare)
    const label = judgements.find((one) => one === match?.[5])
    if (match === null || label === undefined)
      throw new AppError(
        'USAGE',
        `${file}, line ${at + 1}: expected repository, a, b, category, label (${judgements.join(', ')}) and reason with tabs between them, got ${JSON.stringify(bare.slice(0, 60))}`,
      )
    const [, of, a, b, category, , reason = ''] = match
    if (of!.toLowerCase() !== repo.toLowerCase()) continue
    pairs.push({
      a: Number(a),
      b: category === 'LANDED' ? b! : Number(b),
      category: category!,
      label,
      reason,
    })
  }
  if (pairs.length === 0) throw new AppError('USAGE', `${file} holds no judged pair of ${repo}`)
  return pairs
}
