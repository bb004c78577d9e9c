import type { DecisionState } from '../domain/set-decision.ts'

/** The parts of the queue, in the order in which a set goes through them. */
export const queueNames: Record<DecisionState, string> = {
  open: 'To decide',
  waiting: 'Waiting',
  decided: 'Decided',
  closed: 'Closed',
}

/** What stands where the sets of an empty part would. `others` is how many there are elsewhere in the queue. */
export function emptyPart(part: DecisionState, others: number): { headline: string; text: string } {
  switch (part) {
    case 'open':
      return others === 0
        ? { headline: 'No duplicates', text: 'No duplicate set has been found.' }
        : {
            headline: 'Nothing left to decide',
            text: 'A set comes back here when its members or their changes differ from what was decided.',
          }
    case 'waiting':
      return {
        headline: 'Nothing is put off',
        text: '“Put off” on the page of a set, or s, leaves it until a day, or until it changes.',
      }
    case 'decided':
      return {
        headline: 'Nothing is decided yet',
        text: 'A set is decided when its keeper is chosen, or when each of its pairs is judged.',
      }
    case 'closed':
      return {
        headline: 'Nothing is closed yet',
        text: 'A set is closed when at most one of its pull requests is still open and nothing merged makes that one unnecessary.',
      }
  }
}
