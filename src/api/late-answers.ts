/** The page that was sent without an answer asks for it when its script runs. Milliseconds. */
const keptForMs = 5_000
/** Answers at a time: a flood of pages that nobody's script reads keeps no more than these. */
const mostKept = 64

/**
 * Answers that came too late for their page, for the page's own request: what is being looked up is not looked up a
 * second time beside it. Each is handed out once, to who would be told the same.
 */
export class LateAnswers {
  private readonly kept = new Map<string, Promise<string | null>>()

  /**
   * @param asker what decides who may read it: the cookie that came with the page.
   * @param address of the API, as the page asks for it.
   * @param answer JSON; null, or an error: the page has to ask, and hear why, itself.
   */
  keep(asker: string | null, address: string, answer: Promise<string | null>): void {
    if (this.kept.size >= mostKept) return
    const key = keyOf(asker, address)
    const settled = answer.catch(() => null)
    this.kept.set(key, settled)
    setTimeout(() => {
      if (this.kept.get(key) === settled) this.kept.delete(key)
    }, keptForMs).unref()
  }

  /** @returns null: there is none. */
  take(asker: string | null, address: string): Promise<string | null> | null {
    const key = keyOf(asker, address)
    const answer = this.kept.get(key) ?? null
    this.kept.delete(key)
    return answer
  }

  /** Something was written: what was looked up before may be another by now. */
  forget(): void {
    this.kept.clear()
  }
}

const keyOf = (asker: string | null, address: string) => JSON.stringify([asker, address])
