import type { OwnWord } from './own-words.ts'

/**
 * What was said and has not arrived, in the browser's memory for this tab: it outlives a reload and a walk to another
 * site, and ends with the tab.
 */
const place = 'clawtriage-unsaved-words'
/** When somebody logged out, in whichever tab: what was said before that is nobody's to send. */
const loggedOut = 'clawtriage-logged-out'
/** Who comes back later would not know any more what it was about. Milliseconds. */
const keptForMs = 12 * 3_600_000
/** Many more than anybody says while a network is gone. */
const mostKept = 200

/** A word as it is kept. `Spoken` can be written as JSON. */
export interface KeptWord<Spoken> {
  /** Under which the service does it once. */
  id: string
  /** When it was said, in milliseconds. */
  at: number
  kind: 'send' | 'undo'
  spoken: Spoken
  /** The subjects of which it may have arrived. */
  stands: string[]
  /** What this reader had sent of the same subjects before. */
  own: [subject: string, words: readonly OwnWord[]][]
}

/** Keeps these and no others. A browser that keeps nothing goes without. */
export function keepWords(words: readonly KeptWord<unknown>[]): void {
  try {
    if (words.length === 0) sessionStorage.removeItem(place)
    else sessionStorage.setItem(place, JSON.stringify(words.slice(-mostKept)))
  } catch {
    forgetKeptWords()
  }
}

/** Of what stays there although it could not be kept anew, something may have been dropped since. */
function forgetKeptWords(): void {
  try {
    sessionStorage.removeItem(place)
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

/** What an earlier page of this tab has left, in the order in which it was said. */
export function readKeptWords(now: number): KeptWord<unknown>[] {
  try {
    const since = Math.max(now - keptForMs, Number(localStorage.getItem(loggedOut) ?? 0))
    const words = JSON.parse(sessionStorage.getItem(place) ?? '[]') as KeptWord<unknown>[]
    return words.filter(({ at }) => at > since)
  } catch {
    return []
  }
}

/** The last log-out that this page knows of. */
let known: string | null = null

function readLogOut(): string | null {
  try {
    return localStorage.getItem(loggedOut)
  } catch {
    return null
  }
}

/** Somebody has logged out of this browser: other tabs hear of it, and so do pages that come later. */
export function noteLogOut(now: number): void {
  known = String(now)
  try {
    localStorage.setItem(loggedOut, known)
  } catch {
    // A browser that keeps nothing has kept no words for another tab either.
  }
}

/**
 * Calls `listener` when somebody logs out in another tab. A page that the browser had put aside hears of nothing, and
 * looks when it is shown again. @returns what ends it.
 */
export function followLogOut(listener: () => void): () => void {
  known = readLogOut()
  const note = (last: string | null) => {
    if (last === known) return
    known = last
    listener()
  }
  const hear = ({ key, newValue }: StorageEvent) => {
    if (key === loggedOut) note(newValue)
  }
  const look = () => note(readLogOut())
  window.addEventListener('storage', hear)
  window.addEventListener('pageshow', look)
  return () => {
    window.removeEventListener('storage', hear)
    window.removeEventListener('pageshow', look)
  }
}
