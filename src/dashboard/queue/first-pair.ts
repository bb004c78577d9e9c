import type { SetDetail } from '../../domain/answers.ts'
import { keeperOf, othersOf } from '../../domain/keeper.ts'

/** Whether a maintainer has said what these two are. */
export function isJudged({ edges }: SetDetail, one: number, other: number): boolean {
  return edges.some(
    ({ a, b, verdict }) => verdict !== undefined && a === Math.min(one, other) && b === Math.max(one, other),
  )
}

/** What a set's page shows first: the keeper and a member that has not been judged so far. */
export function firstPair(set: SetDetail): [number, number] | null {
  const keeper = keeperOf(set).number
  const others = othersOf(set)
  const other = others.find(({ number }) => !isJudged(set, keeper, number)) ?? others[0]
  return other === undefined ? null : [keeper, other.number]
}
