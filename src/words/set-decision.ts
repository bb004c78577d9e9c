import type { SetChange, SetDecision } from '../domain/set-decision.ts'

const done: Record<SetChange['what'], string> = {
  joined: 'has joined',
  left: 'is no longer in it',
  pushed: 'has new changes',
  closed: 'was closed',
  merged: 'was merged',
  landed: 'has landed',
}

/** What has changed since a set was decided: "#12 has joined, #9 and #15 have new changes". Nothing has: "". */
export function changesSentence(changes: readonly SetChange[]): string {
  const kinds = [...new Set(changes.map(({ what }) => what))]
  return kinds
    .map((kind) => {
      const numbers = changes.filter(({ what }) => what === kind).map(({ number }) => `#${number}`)
      const [last] = numbers.slice(-1)
      if (numbers.length === 1) return `${last} ${done[kind]}`
      const many = done[kind]
        .replace(/^has\b/, 'have')
        .replace(/^is\b/, 'are')
        .replace(/^was\b/, 'were')
      return `${numbers.slice(0, -1).join(', ')} and ${last} ${many}`
    })
    .join(', ')
}

/**
 * What stands of a set, as a sentence without its full stop: "You keep #12", "Put off until 2026-12-01". Nothing was
 * said: "".
 */
export function decisionSentence({ state, keeper, until, byWords, saidAt, changes }: SetDecision): string {
  if (saidAt === null) return ''
  if (state === 'open') {
    const changed = changesSentence(changes)
    if (changed !== '') return `Back, as ${changed}`
    return `Back: it was put off until ${until}`
  }
  const kept = keeper === null ? '' : `#${keeper} is kept`
  if (until === 'change') return ['Put off until it changes', kept].filter((part) => part !== '').join('; ')
  if (until !== null) return [`Put off until ${until}`, kept].filter((part) => part !== '').join('; ')
  return byWords ? `${kept}: every pair was judged` : kept
}

/** Why a decision was not taken: what it was made upon is not what there is. */
export function staleSentence(now: SetDecision, what: 'set' | 'decision'): string {
  const stands = decisionSentence(now)
  if (what === 'set')
    return `this set has changed since you read it: look again${stands === '' ? '' : ` (${stands})`}`
  return stands === ''
    ? 'the decision on this set has been undone in the meantime: look again'
    : `this set has been decided in the meantime: ${stands}`
}

/** "31 of 54 decided today": those that were decided, of all that were or are to be. Nothing was and nothing is: "". */
export function progressSentence(decided: number, open: number): string {
  if (decided === 0 && open === 0) return ''
  return `${decided} of ${decided + open} decided today`
}

/** A decision on a set, to stand beside its undo. */
export const keeperSentence = (keeper: number): string => `Keep #${keeper}`
export const putOffSentence = (keeper: number, until: string): string =>
  until === 'change' ? `#${keeper} put off until it changes` : `#${keeper} put off until ${until}`
