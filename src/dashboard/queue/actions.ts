import { lastActionTexts } from '../../words/page-texts/frame.ts'
import { ApiError, mayHaveArrived, maySucceedLater } from '../api/client.ts'
import { type Action, type GivenAction, idsOf, type LastAction, newGiven, newId } from './given-action.ts'
import { type KeptWord, keepWords, readKeptWords } from './kept-words.ts'
import { noteOwnWords, type OwnWord, ownWords } from './own-words.ts'
import { canAllBegin, inTurn } from './turns.ts'

const actions = new EventTarget()
/** What is sent or undone one after the other, so that an undo finds what it undoes. */
let written: Promise<unknown> = Promise.resolve()
/** With the time since when, in milliseconds. */
const underWay = new Map<GivenAction, number>()
/** So long an answer may take before it is doubtful that there is one. Milliseconds. */
const answersWithinMs = 2_000
/** What an earlier page of this tab has left, until it is taken up. */
let inherited = readKeptWords(Date.now())
let last: GivenAction | null = null
/** What did not arrive for a reason that passes (no connection, no session), in the order in which it was given. */
let unsent: readonly GivenAction[] = []
/** What was refused for good, such as a word upon another maintainer's, until the reader has seen it. */
let refused: readonly GivenAction[] = []
/** The last word on each subject. */
const latest = new Map<string, GivenAction>()

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

/** Whether something has not arrived yet. */
export const isUnsaved = (): boolean => underWay.size > 0 || unsent.length > 0

/**
 * Whether something may be lost with the tab. What is under way goes on without its page, and what waits is sent when
 * that is left; it is kept for the tab's next page, too.
 */
export function isAtRisk(): boolean {
  if (unsent.length > 0) return true
  const isLate = [...underWay.values()].some((since) => Date.now() - since > answersWithinMs)
  return underWay.size > 0 && (isLate || !navigator.onLine || !canAllBegin())
}

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
  const one = newGiven(action, { id: newId(), at: Date.now(), kind: 'send', stands: [] })
  for (const subject of action.subjects) latest.set(subject, one)
  dropReplaced()
  return carry(one)
}

/** Whether an earlier page of this tab has left what did not arrive. */
export const hasInherited = (): boolean => inherited.length > 0

/** Goes on with what an earlier page has left: sends it, or undoes it, under its old ids. */
export async function takeUpInherited(toAction: (spoken: unknown) => Action): Promise<void> {
  const said = new Set(latest.keys())
  const words = inherited.flatMap((word) => readInherited(word, toAction))
  inherited = []
  for (const one of words)
    for (const subject of one.action.subjects) if (!said.has(subject)) latest.set(subject, one)
  await Promise.all(words.filter(isCurrent).map(carry))
}

/** Nothing where another version of this page has kept it, in a form of its own: it must not hold up the others. */
function readInherited(word: KeptWord<unknown>, toAction: (spoken: unknown) => Action): GivenAction[] {
  try {
    const one = newGiven(toAction(word.spoken), word)
    for (const [subject, own] of word.own) noteOwnWords(subject, own)
    return [one]
  } catch {
    return []
  }
}

/**
 * Undoes the last action, or this one. What did not arrive is dropped; where nobody knows whether it did, too: what
 * stands there may be another maintainer's.
 * @returns the path where it was given; null: there is nothing to undo, or it failed.
 */
export async function undoAction(which: LastAction | null = last): Promise<string | null> {
  const one = which as GivenAction | null
  if (one === null || !canUndo(one)) return null
  if (one.state === 'failed' && one.kind === 'send') dropUncertain(one)
  one.kind = 'undo'
  return (await carry(one)) ? one.action.path : null
}

/** Sends all that did not arrive, in its order: after logging in, or once the service answers again. */
export async function retryActions(): Promise<void> {
  await Promise.all(unsent.map(carry))
}

/** What may arrive once the network or the service is back: nothing that waits for a log-in, or another look. */
export const canResend = ({ isLocked, isTooOld }: LastAction): boolean => !isLocked && !isTooOld

/** Sends what can be sent without the reader. */
export async function resendActions(): Promise<void> {
  await Promise.all(unsent.filter(canResend).map(carry))
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
  inherited = []
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

function dropUncertain(one: GivenAction): void {
  for (const [subject, how] of one.stands) {
    if (how === 'surely') continue
    one.mayStand = true
    one.stands.delete(subject)
    one.action.forget(subject)
  }
}

function canUndo(one: GivenAction): boolean {
  if (one.state !== 'failed') return one.state === 'sent' || one.state === 'sending'
  return unsent.includes(one) || one.stands.size > 0
}

/** Whether nothing was said of the subject since. */
const isLatest = (one: GivenAction, subject: string) => latest.get(subject) === one
const isCurrent = (one: GivenAction) => one.action.subjects.some((subject) => isLatest(one, subject))

/** Sends or undoes it when its turn comes. @returns whether that was done. */
function carry(one: GivenAction): Promise<boolean> {
  const { action, kind } = one
  last = one
  unsent = unsent.filter((other) => other !== one)
  refused = refused.filter((other) => other !== one)
  one.state = kind === 'send' ? 'sending' : 'undoing'
  Object.assign(one, { problem: '', isLocked: false, isTooOld: false })
  if (kind === 'send') action.assume()
  underWay.set(one, Date.now())
  tell()
  let problem: unknown = null
  const done = Promise.all(
    action.subjects.map((subject) =>
      inTurn(subject, async () => {
        // What did not arrive waits together, to be sent again in its order.
        if (problem !== null) return
        try {
          await (kind === 'send' ? sendOne(one, subject) : undoOne(one, subject))
        } catch (error) {
          problem ??= error
        }
      }),
    ),
  ).then(() => settle(one, kind, problem))
  written = Promise.all([written, done])
  return done
}

/** Nothing of it where it was undone or replaced before its turn came. */
async function sendOne(one: GivenAction, subject: string): Promise<void> {
  const { send, goodForMs = Infinity } = one.action
  const before = one.stands.get(subject)
  if (one.kind === 'undo' || !isLatest(one, subject) || before === 'surely') return
  if (Date.now() - one.at > goodForMs) throw new TooOld(lastActionTexts.tooOld)
  one.stands.set(subject, 'perhaps')
  try {
    await send(subject, idsOf(one, subject))
  } catch (error) {
    if (before === undefined && !mayHaveArrived(error)) one.stands.delete(subject)
    throw error
  }
  one.stands.set(subject, 'surely')
}

/** Sends nothing for what did not arrive. */
async function undoOne(one: GivenAction, subject: string): Promise<void> {
  const { action, stands } = one
  if (!isLatest(one, subject) || !stands.has(subject)) return
  if (stands.get(subject) === 'perhaps' && !(await isFound(one, subject))) {
    stands.delete(subject)
    return
  }
  if ((await action.undo(subject, idsOf(one, subject))) === 'stands') one.standing += 1
  stands.delete(subject)
}

/** Sent once more, it is found to stand, or it is refused as what another maintainer has said stands in its place. */
async function isFound(one: GivenAction, subject: string): Promise<boolean> {
  try {
    await one.action.send(subject, idsOf(one, subject))
    return true
  } catch (error) {
    if (!(error instanceof ApiError) || maySucceedLater(error)) throw error
    return false
  }
}

function settle(one: GivenAction, kind: LastAction['kind'], error: unknown): boolean {
  if (one.kind === kind) underWay.delete(one)
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

function fail(one: GivenAction, error: unknown): void {
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

/** What has not arrived, as the tab's next page can go on with it. */
function keep() {
  const waiting = [...new Set([...underWay.keys(), ...unsent])].filter(isCurrent)
  const words = waiting.map(({ id, at, kind, action, stands }) => ({
    id,
    at,
    kind,
    spoken: action.spoken,
    stands: [...stands.keys()],
    own: action.subjects.map((subject): [string, readonly OwnWord[]] => [subject, ownWords(subject)]),
  }))
  keepWords([...inherited, ...words.sort((one, other) => one.at - other.at)])
}

function tell() {
  keep()
  actions.dispatchEvent(new Event('change'))
}
