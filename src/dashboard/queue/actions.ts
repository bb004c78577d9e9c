import { lastActionTexts } from '../../words/page-texts/frame.ts'
import { afterFrame } from '../after-frame.ts'
import { ApiError, mayHaveArrived, maySucceedLater } from '../api/client.ts'

/** A verdict or a decision that a maintainer gives by a key or a button. */
export interface Action {
  /** "#3101 and #2700: a duplicate". */
  sentence: string
  /** Where it was given, to go back to. */
  path: string
  /** What it is said of, the API's path of each. The last word on one counts: an earlier one is not sent after it. */
  subjects: readonly string[]
  /**
   * So long after it was given it may be sent; absent: at any time, as the service itself finds out what has changed
   * since. Milliseconds.
   */
  goodForMs?: number
  /** What the page takes for granted while it is sent. */
  assume(): void
  /** Sends it for one subject. */
  send(subject: string): Promise<void>
  /** It did not arrive, or was undone: takes back what was assumed. */
  recant(): void
  /** @returns `stands` where another maintainer had said the same before: that is not taken back. */
  undo(subject: string): Promise<'undone' | 'stands'>
  /** Nothing is known of it any more: what stands of the subject from now on is another's. */
  forget(subject: string): void
}

/** How the last one fares. */
export interface LastAction {
  action: Action
  /** What the reader wants of it now, and what failed where it failed. */
  kind: 'send' | 'undo'
  state: 'sending' | 'sent' | 'undoing' | 'undone' | 'failed'
  /** Why it failed. */
  problem: string
  /** It needs a login first. */
  isLocked: boolean
  /** It was given too long ago to be sent again as it is. */
  isTooOld: boolean
  /** It was dropped without anybody knowing whether it had arrived. */
  mayStand: boolean
  /** Another maintainer had said the same: of so many subjects it stands all the same. */
  standing: number
}

interface Kept extends LastAction {
  /** When it was given, in milliseconds. */
  at: number
  /** The subjects of which it stands, and those of which it may, as no answer came. */
  stands: Map<string, 'surely' | 'perhaps'>
}

const actions = new EventTarget()
/** One after the other, so that an undo finds what it undoes. */
let written: Promise<unknown> = Promise.resolve()
let underWay = 0
let last: Kept | null = null
/** What did not arrive for a reason that passes (no connection, no session), in the order in which it was given. */
let unsent: readonly Kept[] = []
/** What was refused for good, such as a word upon another maintainer's, until the reader has seen it. */
let refused: readonly Kept[] = []
/** The last word on each subject. */
const latest = new Map<string, Kept>()

/** The last action, which can be undone; null: there was none since the page was opened. */
export const lastAction = (): LastAction | null => last

/** What did not arrive, and can be sent again or dropped. */
export const unsentActions = (): readonly LastAction[] => unsent

/** What was refused, and was not said otherwise since. */
export const refusedActions = (): readonly LastAction[] => refused

/** The reader has seen it; without an argument, all of it. */
export function dismissRefused(which?: LastAction): void {
  refused = which === undefined ? [] : refused.filter((one) => one !== which)
  tell()
}

/** Resolves when all that is under way has arrived or failed. */
export const whenWritten = (): Promise<unknown> => written

/** Whether something would be lost with the page. */
export const isUnsaved = (): boolean => underWay > 0 || unsent.length > 0

/** Calls `listener` whenever the last action is another one, or fares otherwise. @returns what ends it. */
export function followActions(listener: () => void): () => void {
  actions.addEventListener('change', listener)
  return () => actions.removeEventListener('change', listener)
}

/**
 * Takes it for given at once and sends it when the next one is drawn, as the reader is there already, or when the page
 * is left. @returns whether it arrived.
 */
export function act(action: Action): Promise<boolean> {
  const one: Kept = {
    action,
    kind: 'send',
    state: 'sending',
    problem: '',
    isLocked: false,
    isTooOld: false,
    mayStand: false,
    standing: 0,
    at: Date.now(),
    stands: new Map(),
  }
  for (const subject of action.subjects) latest.set(subject, one)
  dropReplaced()
  return carry(one)
}

/**
 * Undoes the last action, or this one. What did not arrive is dropped; where nobody knows whether it did, too: what
 * stands there may be another maintainer's.
 * @returns the path where it was given; null: there is nothing to undo, or it failed.
 */
export async function undoAction(which: LastAction | null = last): Promise<string | null> {
  const one = which as Kept | null
  if (one === null || !canUndo(one)) return null
  if (one.state === 'failed' && one.kind === 'send') dropUncertain(one)
  one.kind = 'undo'
  return (await carry(one)) ? one.action.path : null
}

/** Sends all that did not arrive, in its order: after logging in, or once the service answers again. */
export async function retryActions(): Promise<void> {
  await Promise.all(unsent.map(carry))
}

/** Another word was given on this, elsewhere on the page: an earlier one is neither sent nor undone after it. */
export function dropEarlier(subject: string): void {
  latest.delete(subject)
  dropReplaced()
  if (last !== null && !isCurrent(last)) last = unsent.at(-1) ?? null
  tell()
}

/** Whoever comes next has said none of it. */
export function forgetActions(): void {
  latest.clear()
  unsent = []
  refused = []
  last = null
  tell()
}

/** Of what something was said since. */
function dropReplaced(): void {
  unsent = unsent.filter(isCurrent)
  refused = refused.filter(isCurrent)
}

function dropUncertain(one: Kept): void {
  for (const [subject, how] of one.stands) {
    if (how === 'surely') continue
    one.mayStand = true
    one.stands.delete(subject)
    one.action.forget(subject)
  }
}

function canUndo(one: Kept): boolean {
  if (one.state !== 'failed') return one.state === 'sent' || one.state === 'sending'
  return unsent.includes(one) || one.stands.size > 0
}

/** Whether nothing was said of the subject since. */
const isLatest = (one: Kept, subject: string) => latest.get(subject) === one
const isCurrent = (one: Kept) => one.action.subjects.some((subject) => isLatest(one, subject))

/** Sends or undoes it when its turn comes. @returns whether that was done. */
function carry(one: Kept): Promise<boolean> {
  const { action, kind } = one
  last = one
  unsent = unsent.filter((other) => other !== one)
  refused = refused.filter((other) => other !== one)
  one.state = kind === 'send' ? 'sending' : 'undoing'
  Object.assign(one, { problem: '', isLocked: false, isTooOld: false })
  if (kind === 'send') action.assume()
  underWay += 1
  tell()
  const done = written
    .then(afterFrame)
    .then(() => (kind === 'send' ? sendOne(one) : undoOne(one)))
    .then(
      () => settle(one, kind, null),
      (error: unknown) => settle(one, kind, error),
    )
  written = done
  return done
}

/** Nothing of it where it was undone or replaced before its turn came. */
async function sendOne(one: Kept): Promise<void> {
  const { send, goodForMs = Infinity } = one.action
  for (const subject of one.action.subjects) {
    if (one.kind === 'undo' || !isLatest(one, subject) || one.stands.get(subject) === 'surely') continue
    if (Date.now() - one.at > goodForMs) throw new TooOld(lastActionTexts.tooOld)
    try {
      await send(subject)
    } catch (error) {
      if (mayHaveArrived(error)) one.stands.set(subject, 'perhaps')
      throw error
    }
    one.stands.set(subject, 'surely')
  }
}

/** Sends nothing for what did not arrive. */
async function undoOne(one: Kept): Promise<void> {
  for (const subject of one.action.subjects) {
    if (!isLatest(one, subject) || !one.stands.has(subject)) continue
    if ((await one.action.undo(subject)) === 'stands') one.standing += 1
    one.stands.delete(subject)
  }
}

function settle(one: Kept, kind: LastAction['kind'], error: unknown): boolean {
  underWay -= 1
  // One that was undone meanwhile is told by its undo, one that was replaced by its successor.
  if (one.kind === kind && isCurrent(one)) {
    if (error !== null) fail(one, error)
    else one.state = kind === 'send' ? 'sent' : 'undone'
    const isTakenBack = kind === 'undo' && one.standing < one.action.subjects.length
    if (error === null ? isTakenBack : kind === 'send') one.action.recant()
  }
  tell()
  return error === null && (kind === 'undo' || one.stands.size > 0)
}

function fail(one: Kept, error: unknown): void {
  // There may have been another one since: what failed is told all the same.
  last = one
  one.state = 'failed'
  one.problem = error instanceof Error ? error.message : String(error)
  one.isLocked = error instanceof ApiError && error.status === 401
  one.isTooOld = error instanceof TooOld
  if (one.isTooOld || maySucceedLater(error)) unsent = [...unsent, one]
  else refused = [...refused, one]
}

/** A word that may be about what nobody has seen. */
class TooOld extends Error {}

function tell() {
  actions.dispatchEvent(new Event('change'))
}
