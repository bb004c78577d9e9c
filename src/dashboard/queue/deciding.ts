import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { SetDetail } from '../../domain/answers.ts'
import { keeperOf, othersOf } from '../../domain/keeper.ts'
import { repositoryPath } from '../../markup/repository-path.ts'
import { apiPath } from '../api/paths.ts'
import { readAhead } from '../api/read-ahead.ts'
import type { DecisionDialog } from '../elements/decision-dialog.ts'
import { navigate } from '../router.ts'
import { followActions, lastAction } from './actions.ts'
import { chooseKeeper, judgeMembers, putOff, verdictOfKeys } from './decide.ts'
import { firstPair, isJudged } from './first-pair.ts'
import { nextSet } from './open-sets.ts'
import { verdictPath } from './say-verdict.ts'

/** A page on which one set is decided. */
interface DecidingHost extends ReactiveControllerHost {
  owner: string
  repo: string
  /** The set as it was last read; null: not yet. */
  readonly known: SetDetail | null
  readonly dialog: DecisionDialog
}

/** A word on a pair, by the API's path of its verdict. */
interface Said {
  subject: string
}

/** Deciding one set: the member that is shown beside the keeper, what was said of each, and where it goes on then. */
export class Deciding implements ReactiveController {
  private readonly host: DecidingHost
  /** The member beside the keeper; null: the first one that has not been judged. */
  private chosen: number | null = null
  /** The members of which something was said here, before the service is known to have it, each with that word. */
  private judged: ReadonlyMap<number, Said> = new Map()
  private stop = () => {}

  constructor(host: DecidingHost) {
    this.host = host
    host.addController(this)
  }

  hostConnected() {
    this.stop = followActions(() => {
      const last = lastAction()
      if (last?.state === 'undone') this.takeBack(({ subject }) => last.action.subjects.includes(subject))
    })
  }

  hostDisconnected() {
    this.stop()
  }

  /** Another set is decided: what was said of the one before is not said of it. */
  begin(): void {
    this.chosen = null
    this.judged = new Map()
  }

  /** The keeper and the member that is shown beside it; null: the set is not known, or has no other. */
  pair(): [number, number] | null {
    const set = this.host.known
    if (set === null) return null
    const isThere = othersOf(set).some(({ number }) => number === this.chosen)
    return isThere ? [keeperOf(set).number, this.chosen!] : firstPair(set)
  }

  /** Shows this member beside the keeper. */
  show(member: number): void {
    this.chosen = member
    this.host.requestUpdate()
  }

  /** The members of which something was said. */
  done(set: SetDetail): number[] {
    return othersOf(set)
      .map(({ number }) => number)
      .filter((number) => this.isDone(set, number))
  }

  /** Has the changes of the member read that comes next. */
  readNextMember(): void {
    const { known, owner, repo } = this.host
    const [keeper, shown] = this.pair() ?? []
    const others = known === null ? [] : othersOf(known)
    const next = others[others.findIndex(({ number }) => number === shown) + 1]
    if (keeper !== undefined && next !== undefined && others.length > 1)
      void readAhead(apiPath(owner, repo, 'compare', `${keeper}...${next.number}`))
  }

  /** What a key, or the button that names it, decides. @returns whether it means something here. */
  takeKey(key: string): boolean {
    const set = this.host.known
    if (set === null) return false
    switch (key) {
      case 'd':
      case 'n':
      case 'c':
        this.judge(set, key)
        return true
      case 'k':
      case 'K':
        void this.choose(set)
        return true
      case 's':
        void this.putOff(set)
        return true
      case 'j':
        this.goOn(set)
        return true
      default:
        return false
    }
  }

  private isDone(set: SetDetail, other: number): boolean {
    return this.judged.has(other) || isJudged(set, keeperOf(set).number, other)
  }

  /** Says it of the pair that is shown, and goes on to the next member without a verdict, or to the next set. */
  private judge(set: SetDetail, key: 'd' | 'n' | 'c') {
    const [, other] = this.pair() ?? []
    if (other === undefined) return
    const [next] = othersOf(set).filter(
      ({ number, state }) => number !== other && state === 'OPEN' && !this.isDone(set, number),
    )
    const arrives = judgeMembers(this.host, set, [other], verdictOfKeys[key], next === undefined)
    const said: Said = { subject: verdictPath(this.host, keeperOf(set).number, other) }
    this.say(new Map([...this.judged, [other, said]]))
    if (next === undefined) this.leave(set)
    else this.show(next.number)
    void arrives.then((arrived) => {
      // Another word on the same may have been said since.
      if (!arrived) this.takeBack((one) => one === said)
    })
  }

  private takeBack(isMeant: (said: Said) => boolean) {
    const left = [...this.judged].filter(([, said]) => !isMeant(said))
    if (left.length < this.judged.size) this.say(new Map(left))
  }

  private say(judged: ReadonlyMap<number, Said>) {
    this.judged = judged
    this.host.requestUpdate()
  }

  private async choose(set: SetDetail) {
    const keeper = await this.host.dialog.askKeeper(set)
    if (keeper === null) return
    void chooseKeeper(this.host, set, keeper)
    this.leave(set)
  }

  private async putOff(set: SetDetail) {
    const until = await this.host.dialog.askUntil()
    if (until === null) return
    void putOff(this.host, set, until)
    this.leave(set)
  }

  /** The next member; behind the last one, the next set. */
  private goOn(set: SetDetail) {
    const others = othersOf(set)
    const at = others.findIndex(({ number }) => number === this.pair()?.[1])
    const next = others[at + 1]
    if (next === undefined) this.leave(set)
    else this.show(next.number)
  }

  /** Shows the next set that is to be decided; without one, the list. */
  private leave(set: SetDetail) {
    const { owner, repo } = this.host
    const next = nextSet(owner, repo, set.id)
    navigate(repositoryPath(owner, repo, ...(next === null ? [] : ['sets', next])))
  }
}
