import { ApiError } from '../api/client.ts'

/** A verdict or a decision that a maintainer gives by a key or a button. */
export interface Action {
  /** "#3101 and #2700: a duplicate". */
  sentence: string
  /** Where it was given, to go back to. */
  path: string
  /** What the page takes for granted while it is sent. */
  assume(): void
  /** Sends it. */
  send(): Promise<void>
  /** It did not arrive: takes back what was assumed. */
  recant(): void
  undo(): Promise<void>
}

/** How the last one fares. */
export interface LastAction {
  action: Action
  state: 'sending' | 'sent' | 'undoing' | 'undone' | 'failed'
  /** Why it failed. */
  problem: string
  /** It needs a login first. */
  isLocked: boolean
  /** Sends it once more. */
  again(): Promise<boolean>
}

const actions = new EventTarget()
/** One after the other, so that an undo finds what it undoes. */
let written: Promise<void> = Promise.resolve()
let last: LastAction | null = null
/** What did not arrive for a reason that passes (no connection, no session), in the order in which it was given. */
let unsent: LastAction[] = []

/** The last action, which can be undone; null: there was none since the page was opened. */
export const lastAction = (): LastAction | null => last

/** What did not arrive, and can be sent again as it is. */
export const unsentActions = (): readonly LastAction[] => unsent

/** Calls `listener` whenever the last action is another one, or fares otherwise. @returns what ends it. */
export function followActions(listener: () => void): () => void {
  actions.addEventListener('change', listener)
  return () => actions.removeEventListener('change', listener)
}

/**
 * Takes it for given at once and sends it behind: the reader is at the next one already. @returns whether it arrived.
 */
export function act(action: Action): Promise<boolean> {
  return carry(action, 'sending', 'sent', () => action.send())
}

/** Undoes the last action. @returns the path where it was given; null: there is nothing to undo. */
export async function undoAction(): Promise<string | null> {
  if (last === null || last.state === 'undone' || last.state === 'undoing' || last.state === 'failed')
    return null
  const { action } = last
  return (await carry(action, 'undoing', 'undone', () => action.undo())) ? action.path : null
}

/** Sends all that did not arrive, in its order: after logging in, or once the service answers again. */
export async function retryActions(): Promise<void> {
  const waiting = unsent
  unsent = []
  await Promise.all(waiting.map((one) => one.again()))
}

function carry(
  action: Action,
  during: LastAction['state'],
  after: LastAction['state'],
  send: () => Promise<void>,
): Promise<boolean> {
  const again = () => carry(action, during, after, send)
  const one: LastAction = { action, state: during, problem: '', isLocked: false, again }
  last = one
  if (during === 'sending') action.assume()
  tell()
  const sent = written.then(send).then(
    () => {
      one.state = after
      tell()
      return true
    },
    (error: unknown) => {
      // There may have been another one since: what failed is told all the same.
      last = one
      one.state = 'failed'
      if (during === 'sending') action.recant()
      one.problem = error instanceof Error ? error.message : String(error)
      one.isLocked = error instanceof ApiError && error.status === 401
      if (isPassing(error)) unsent = [...unsent, one]
      tell()
      return false
    },
  )
  written = sent.then(() => {})
  return sent
}

/** Whether the same may arrive later: no answer came, the service was unwell or busy, or the session had ended. */
function isPassing(error: unknown): boolean {
  return (
    error instanceof ApiError &&
    (error.status === 0 || [401, 429].includes(error.status) || error.status >= 500)
  )
}

function tell() {
  actions.dispatchEvent(new Event('change'))
}
