import type { SetDetail, SetMember } from './answers.ts'
import type { ReviewDecision } from './pull-facts.ts'

/** A set as far as it decides which of its members makes the others needless. */
export interface KeeperFacts {
  original: number
  alreadyMerged: number | null
  /**
   * `landed`: the commit of the default branch that has the same change; where it is unknown, so is whether one has
   * landed. Likewise with `review`.
   */
  members: readonly {
    number: number
    state?: string
    landed?: object | null
    review?: ReviewDecision | null
  }[]
  /** What a maintainer has said: the keeper that was chosen comes before any that is suggested. */
  decision?: { keeper: number | null }
}

export interface Keeper {
  number: number
  /** `ahead`: nothing of the set is in the default branch so far. */
  fate: 'merged' | 'landed' | 'ahead'
}

/**
 * The member that the others are closed in favour of: one that is merged, else one whose change the default branch has
 * already, else the only one that reviewers have approved, else the suggested original. Among several the suggested
 * original comes first, then the smallest number. A maintainer's own choice comes before all of these.
 */
export function keeperOf({ original, alreadyMerged, members, decision }: KeeperFacts): Keeper {
  const chosen = members.find(({ number }) => number === decision?.keeper)
  if (chosen !== undefined)
    return {
      number: chosen.number,
      fate: chosen.state === 'MERGED' ? 'merged' : chosen.landed != null ? 'landed' : 'ahead',
    }
  if (alreadyMerged !== null) return { number: alreadyMerged, fate: 'merged' }
  const landed = members.filter((member) => member.landed != null).map(({ number }) => number)
  if (landed.length === 0) {
    const approved = members.filter(({ state, review }) => state === 'OPEN' && review === 'APPROVED')
    return { number: approved.length === 1 ? approved[0]!.number : original, fate: 'ahead' }
  }
  return { number: landed.includes(original) ? original : Math.min(...landed), fate: 'landed' }
}

/** The members that the keeper is shown against: the open ones first, each as it was numbered. */
export function othersOf(
  set: Pick<SetDetail, 'members' | 'original' | 'alreadyMerged' | 'decision'>,
): SetMember[] {
  const keeper = keeperOf(set).number
  return set.members
    .filter(({ number }) => number !== keeper)
    .sort((x, y) => Number(y.state === 'OPEN') - Number(x.state === 'OPEN') || x.number - y.number)
}
