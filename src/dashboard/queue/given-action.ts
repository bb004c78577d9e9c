import type { KeptWord } from './kept-words.ts'

/** A verdict or a decision that a maintainer gives by a key or a button. */
export interface Action {
  /** "#3101 and #2700: a duplicate". */
  sentence: string
  /** Where it was given, to go back to. */
  path: string
  /** What it is said of, the API's path of each. The last word on one counts: an earlier one is not sent after it. */
  subjects: readonly string[]
  /** What it is made from, as JSON: so it is kept while it has not arrived. */
  spoken: unknown
  /**
   * So long after it was given it may be sent; absent: at any time, as the service itself finds out what has changed
   * since. Milliseconds.
   */
  goodForMs?: number
  /** What the page takes for granted while it is sent. */
  assume(): void
  /** Sends it for one subject. `idOf` names the write, for the service to do it once. */
  send(subject: string, idOf: WriteIds): Promise<void>
  /** It did not arrive, or was undone: takes back what was assumed. */
  recant(): void
  /** @returns `stands` where another maintainer had said the same before: that is not taken back. */
  undo(subject: string, idOf: WriteIds): Promise<'undone' | 'stands'>
  /** Nothing is known of it any more: what stands of the subject from now on is another's. */
  forget(subject: string): void
}

/** The id of a write: of the word itself, or of its undo. */
export type WriteIds = (kind: 'send' | 'undo') => string

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

/** One that was given, with what is known of its way. */
export interface GivenAction extends LastAction {
  /** In which the ids of its writes begin. */
  id: string
  /** When it was given, in milliseconds. */
  at: number
  /** The subjects of which it stands, and those of which it may, as no answer came. */
  stands: Map<string, 'surely' | 'perhaps'>
}

/** One that was given now, or to an earlier page. */
export function newGiven(
  action: Action,
  { id, at, kind, stands }: Pick<KeptWord<unknown>, 'id' | 'at' | 'kind' | 'stands'>,
): GivenAction {
  const untried = { problem: '', isLocked: false, isTooOld: false, mayStand: false, standing: 0 }
  return {
    action,
    kind,
    state: 'sending',
    ...untried,
    id,
    at,
    stands: new Map(stands.map((subject) => [subject, 'perhaps'])),
  }
}

/** Letters and digits that no other word has. */
export const newId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(10)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )

/** The same at each try. */
export const idsOf =
  (one: GivenAction, subject: string): WriteIds =>
  (kind) =>
    `${one.id}.${kind}.${one.action.subjects.indexOf(subject)}`
