import type { SetDetail, SetMember } from '../../domain/answers.ts'
import { keeperOf } from '../../domain/keeper.ts'

/** The members that the keeper is shown against: the open ones first, each as it was numbered. */
export function othersOf(
  set: Pick<SetDetail, 'members' | 'original' | 'alreadyMerged' | 'decision'>,
): SetMember[] {
  const keeper = keeperOf(set).number
  return set.members
    .filter(({ number }) => number !== keeper)
    .sort((x, y) => Number(y.state === 'OPEN') - Number(x.state === 'OPEN') || x.number - y.number)
}

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
