/**
 * Makes one call for many: what is asked in one turn of the event loop goes together, and so does what is asked while a
 * call is under way, which is waited for. So a burst costs a few calls, and a single one waits for nothing.
 * @param askAll answers each of what it gets, in order. What it throws, all of these are told.
 * @param options.most of one call.
 * @param options.kindOf only those of one kind go together.
 */
export function gather<T, R>(
  askAll: (asked: readonly T[]) => Promise<readonly R[]>,
  { most, kindOf }: { most: number; kindOf: (asked: T) => string },
): (asked: T) => Promise<R> {
  let waiting: Waiting<T, R>[] = []
  let isUnderWay = false

  const take = (): Waiting<T, R>[] => {
    const kind = kindOf(waiting[0]!.asked)
    const taken: Waiting<T, R>[] = []
    const left: Waiting<T, R>[] = []
    for (const one of waiting) (taken.length < most && kindOf(one.asked) === kind ? taken : left).push(one)
    waiting = left
    return taken
  }
  const run = async () => {
    while (waiting.length > 0) {
      const taken = take()
      try {
        const answers = await askAll(taken.map(({ asked }) => asked))
        for (const [at, { resolve }] of taken.entries()) resolve(answers[at]!)
      } catch (error) {
        for (const { reject } of taken) reject(error)
      }
    }
    isUnderWay = false
  }
  return (asked) =>
    new Promise<R>((resolve, reject) => {
      waiting.push({ asked, resolve, reject })
      if (isUnderWay) return
      isUnderWay = true
      setImmediate(() => void run())
    })
}

interface Waiting<T, R> {
  asked: T
  resolve(answer: R): void
  reject(error: unknown): void
}
