import { ApiError } from '../api/client.ts'

/** Something that a maintainer says by a key or a button. */
export interface Saying {
  /** "#3101 and #2700: a duplicate". */
  words: string
  /** Where it was said, to go back to. */
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
export interface Said {
  saying: Saying
  state: 'sending' | 'said' | 'taking back' | 'taken back' | 'failed'
  /** Why it failed. */
  problem: string
  /** Whoever says it has to log in first. */
  isLocked: boolean
  /** Sends it once more. */
  again(): Promise<boolean>
}

const sayings = new EventTarget()
/** One after the other, so that an undo finds what it undoes. */
let written: Promise<void> = Promise.resolve()
let last: Said | null = null

/** The last word, which can be taken back; null: none was said since the page was opened. */
export const lastSaid = (): Said | null => last

/** Calls `listener` whenever the last word is another one, or fares otherwise. @returns what ends it. */
export function followSayings(listener: () => void): () => void {
  sayings.addEventListener('said', listener)
  return () => sayings.removeEventListener('said', listener)
}

/** Says it at once and sends it behind: the reader is at the next one already. @returns whether it arrived. */
export function say(saying: Saying): Promise<boolean> {
  return carry(saying, 'sending', 'said', () => saying.send())
}

/** Takes the last word back. @returns the path where it was said; null: there is nothing to take back. */
export async function takeBack(): Promise<string | null> {
  if (last === null || last.state === 'taken back' || last.state === 'taking back' || last.state === 'failed')
    return null
  const { saying } = last
  return (await carry(saying, 'taking back', 'taken back', () => saying.undo())) ? saying.path : null
}

/** After logging in: sends what was refused without. @returns whether there was something, and it arrived. */
export async function sayAgain(): Promise<boolean> {
  return last !== null && last.state === 'failed' && last.isLocked && (await last.again())
}

function carry(
  saying: Saying,
  during: Said['state'],
  after: Said['state'],
  send: () => Promise<void>,
): Promise<boolean> {
  const again = () => carry(saying, during, after, send)
  const said: Said = { saying, state: during, problem: '', isLocked: false, again }
  last = said
  if (during === 'sending') saying.assume()
  tell()
  const sent = written.then(send).then(
    () => {
      said.state = after
      tell()
      return true
    },
    (error: unknown) => {
      // Another word may have been said since: what failed is told all the same.
      last = said
      said.state = 'failed'
      if (during === 'sending') saying.recant()
      said.problem = error instanceof Error ? error.message : String(error)
      said.isLocked = error instanceof ApiError && error.status === 401
      tell()
      return false
    },
  )
  written = sent.then(() => {})
  return sent
}

function tell() {
  sayings.dispatchEvent(new Event('said'))
}
