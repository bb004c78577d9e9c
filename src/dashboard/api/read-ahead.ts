import { fetchJson, isAbsent } from './client.ts'

/** An answer that was read ahead is good for as long as a reader stays with one decision; events end it sooner. */
const goodForMs = 120_000

interface Ahead {
  at: number
  answer: Promise<unknown>
  /** What came; absent: nothing yet, or nothing that can be shown. */
  came?: unknown
}
const ahead = new Map<string, Ahead>()

/**
 * Reads what will be asked for next. What fails is forgotten: it is asked for again when it is wanted.
 * @returns the answer; null: there is no such thing; undefined: it could not be read.
 */
export function readAhead<T>(path: string): Promise<T | null | undefined> {
  const known = ahead.get(path)
  if (known !== undefined && isGood(known.at)) return known.answer as Promise<T>
  const answer = fetchJson<T>(path, {}, new AbortController().signal).catch((error) => {
    ahead.delete(path)
    return isAbsent(error) ? null : undefined
  })
  const reading: Ahead = { at: performance.now(), answer }
  ahead.set(path, reading)
  void answer.then((came) => {
    reading.came = came
  })
  return answer
}

/** What was read ahead and has come, which stays there; null: it has to be waited for. */
export function seeAhead<T>(path: string): T | null {
  const known = ahead.get(path)
  return known !== undefined && isGood(known.at) ? ((known.came as T | undefined) ?? null) : null
}

/** What was read ahead, once; else it is asked for now. @throws ApiError, as fetchJson. */
export async function fetchOnce<T>(path: string, signal: AbortSignal): Promise<T> {
  const known = ahead.get(path)
  ahead.delete(path)
  const answer = known !== undefined && isGood(known.at) ? await known.answer : undefined
  return (answer as T | null | undefined) ?? fetchJson<T>(path, {}, signal)
}

/** Something has changed: what begins so is read anew. */
export function forgetAhead(start: string): void {
  for (const path of ahead.keys()) if (path.startsWith(start)) ahead.delete(path)
}

const isGood = (at: number) => performance.now() - at < goodForMs
