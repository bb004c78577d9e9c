import type { SetDetail, SetSummary } from '../../domain/answers.ts'
import { keeperOf } from '../../domain/keeper.ts'
import type { MaintainerVerdict } from '../../domain/pair.ts'
import { act, takeUpInherited } from './actions.ts'
import { type DecisionWord, type SpokenDecision, sayDecision, standingWord } from './say-decision.ts'
import { type SpokenVerdict, sayVerdict } from './say-verdict.ts'

interface Place {
  owner: string
  repo: string
}

/** The verdict that a key or button gives. */
export const verdictOfKeys = { d: 'DUPLICATE', n: 'NOT_RELATED', c: 'COMPETING' } as const satisfies Record<
  string,
  MaintainerVerdict
>

/**
 * Says of the keeper and each of these members that they are duplicates, are none, or compete.
 * @param decides whether the set has nothing left to be judged then.
 */
export function judgeMembers(
  { owner, repo }: Place,
  set: SetSummary & Partial<Pick<SetDetail, 'edges'>>,
  others: readonly number[],
  verdict: MaintainerVerdict,
  decides: boolean,
): Promise<boolean> {
  const keeper = keeperOf(set).number
  const judged = others.map((number) => {
    const [a, b] = [Math.min(keeper, number), Math.max(keeper, number)]
    const before = set.edges?.find((edge) => edge.a === a && edge.b === b)?.verdict
    return { number, ...(before === undefined ? {} : { before }) }
  })
  return act(
    sayVerdict({ kind: 'verdict', owner, repo, set: set.id, keeper, others: judged, verdict, decides }),
  )
}

/** Chooses the keeper of a set, which decides it. */
export const chooseKeeper = (place: Place, set: SetSummary, keeper: number): Promise<boolean> =>
  decideSet(place, set, { keeper })

/** Puts a set off until a day (2026-12-01), or until it changes. */
export const putOff = (place: Place, set: SetSummary, until: string): Promise<boolean> =>
  decideSet(place, set, { until })

function decideSet({ owner, repo }: Place, set: SetSummary, word: DecisionWord): Promise<boolean> {
  const { decision, id } = set
  const before = standingWord(decision)
  const { version } = decision
  const named = keeperOf(set).number
  return act(sayDecision({ kind: 'decision', owner, repo, set: id, named, word, version, before }))
}

/** Goes on with what an earlier page of this tab has left. */
export function takeUpWords(): Promise<void> {
  return takeUpInherited((spoken) => {
    const word = spoken as SpokenVerdict | SpokenDecision
    return word.kind === 'verdict' ? sayVerdict(word) : sayDecision(word)
  })
}
