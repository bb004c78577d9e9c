import type { PullState } from '../domain/pull-request.ts'

const words: Record<PullState, string> = { OPEN: 'open', CLOSED: 'closed', MERGED: 'merged' }

export interface StateFacts {
  state: PullState
  /** The default branch has its change already; null or absent: it has not, as far as is known. */
  landed?: object | null
  draft?: boolean
}

/** What a pull request is, in one word: an open one may have landed, or be a draft. */
export function stateWord({ state, landed = null, draft = false }: StateFacts): string {
  if (state !== 'OPEN') return words[state]
  if (landed !== null) return 'landed'
  return draft ? 'draft' : words.OPEN
}

/** " (merged)" to stand behind a title; of an open one nothing. */
export function stateMark(facts: StateFacts): string {
  const word = stateWord(facts)
  return word === words.OPEN ? '' : ` (${word})`
}
