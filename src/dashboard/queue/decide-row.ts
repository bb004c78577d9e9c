import type { SetSummary } from '../../domain/answers.ts'
import { othersOf } from '../../domain/keeper.ts'
import type { DecisionDialog } from '../elements/decision-dialog.ts'
import { chooseKeeper, judgeMembers, putOff, verdictOfKeys } from './decide.ts'

/**
 * What a key decides of a row of the queue; `K` and `s` ask first.
 * @param decided is called with the outcome as soon as the decision is made: whether it arrives.
 * @returns whether the key decides anything.
 */
export function decideRow(
  place: { owner: string; repo: string },
  set: SetSummary,
  key: string,
  dialog: DecisionDialog,
  decided: (arrives: Promise<boolean>) => void,
): boolean {
  switch (key) {
    case 'd':
    case 'n':
    case 'c': {
      const others = othersOf(set).map(({ number }) => number)
      decided(judgeMembers(place, set, others, verdictOfKeys[key], true))
      return true
    }
    case 'K':
      void dialog.askKeeper(set).then((keeper) => {
        if (keeper !== null) decided(chooseKeeper(place, set, keeper))
      })
      return true
    case 's':
      void dialog.askUntil().then((until) => {
        if (until !== null) decided(putOff(place, set, until))
      })
      return true
    default:
      return false
  }
}
