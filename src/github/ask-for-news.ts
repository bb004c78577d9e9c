import type { EtagMemory } from '../domain/scan.ts'
import { type Answer, type Ask, isUnchanged, type RequestSignal } from './ask.ts'

/** Asks only for what is new, by what GitHub called its last answer. */
export interface News {
  /**
   * Sends one request and remembers what GitHub calls its answer.
   * @param key names the question from scan to scan.
   * @param conditional null is returned when GitHub says that the answer is still the one that was stored. With a token
   *   such an answer is free.
   */
  ask(
    subject: string,
    signal: AbortSignal,
    key: string,
    send: (conditions: { headers: Record<string, string>; request: RequestSignal }) => Promise<Answer>,
    conditional: boolean,
  ): Promise<Answer | null>
  /** Keeps what was remembered: call it when all that was answered is stored. */
  keep(): Promise<void>
}

/** @param memory without one every request is answered in full. */
export function openNews(ask: Ask, memory: EtagMemory | undefined): News {
  const etags = new Map<string, string>()
  return {
    async ask(subject, signal, key, send, conditional) {
      const etag = conditional ? ((await memory?.read(key)) ?? null) : null
      try {
        const answer = await ask(subject, signal, (request) =>
          send({ headers: etag === null ? {} : { 'if-none-match': etag }, request }),
        )
        if (typeof answer.headers.etag === 'string') etags.set(key, answer.headers.etag)
        return answer
      } catch (error) {
        if (etag !== null && isUnchanged(error)) return null
        throw error
      }
    },
    async keep() {
      await memory?.keep(etags)
      etags.clear()
    },
  }
}
