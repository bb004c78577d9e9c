/** So long an answer that came too late is kept for its page: a slow connection takes as long for the scripts. */
const keptMs = 10_000
/** Of readers who never ask for theirs nothing piles up. */
const mostKept = 100

/** Looks something up. @returns the answer's JSON; null where there is none for this reader. */
export type LookUp = () => Promise<string | null>

/**
 * Answers that a page did not wait for. It asks for the same a moment later: then it gets what is under way already,
 * and a slow database is not asked twice.
 * @param patienceMs so long a page waits; what came sooner stands in it, and is not asked for again.
 */
export function openLateAnswers(patienceMs: number) {
  const underWay = new Map<string, Promise<string | null>>()
  return {
    /** @param reader tells apart who may read what. */
    lookUp(reader: string, address: string, lookUp: LookUp): Promise<string | null> {
      const key = keyOf(reader, address)
      const answer = lookUp().catch(() => null)
      underWay.set(key, answer)
      const drop = () => {
        if (underWay.get(key) === answer) underWay.delete(key)
      }
      let isLate = false
      const patience = setTimeout(() => {
        isLate = true
      }, patienceMs)
      void answer.then((json) => {
        clearTimeout(patience)
        if (isLate && json !== null && underWay.size <= mostKept) setTimeout(drop, keptMs).unref()
        else drop()
      })
      return answer
    },

    /** @returns the answer that is under way for this reader, once; null: none is. */
    take(reader: string, address: string): Promise<string | null> | null {
      const key = keyOf(reader, address)
      const answer = underWay.get(key) ?? null
      underWay.delete(key)
      return answer
    },

    /** Something was written, or somebody logs out: what was looked up before is not handed out any more. */
    forget(): void {
      underWay.clear()
    },
  }
}

/** Neither a header nor an address holds a line's end. */
const keyOf = (reader: string, address: string) => `${reader}\n${address}`
