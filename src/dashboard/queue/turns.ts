import { afterFrame } from '../after-frame.ts'

/** Work that waits for its turn. */
interface Turn {
  subject: string
  state: 'waiting' | 'called' | 'begun'
  begin(): void
}

/** So many at once when the page is left: browsers let some 20 requests outlive it, and refuse more. */
const mostAtOnce = 12

let line: Turn[] = []
let isListening = false

/**
 * Does it behind all that was asked for before, and behind the frame that is drawn next. When the page is left there is
 * no later: what waits begins at once then, unless something on the same subject is still under way.
 */
export async function inTurn<T>(subject: string, work: () => Promise<T>): Promise<T> {
  if (!isListening) document.addEventListener('visibilitychange', advance)
  isListening = true
  let turn!: Turn
  const begun = new Promise<void>((begin) => {
    turn = { subject, state: 'waiting', begin }
  })
  line.push(turn)
  advance()
  await begun
  try {
    return await work()
  } finally {
    line = line.filter((other) => other !== turn)
    advance()
  }
}

/** Whether all that waits begins when the page is left. */
export const canAllBegin = (): boolean => line.length <= mostAtOnce && line.every(isFree)

function advance(): void {
  if (document.visibilityState === 'hidden') {
    for (const turn of line)
      if (turn.state !== 'begun' && isFree(turn) && countBegun() < mostAtOnce) begin(turn)
    return
  }
  const [first] = line
  if (first?.state !== 'waiting') return
  first.state = 'called'
  void afterFrame().then(() => begin(first))
}

const countBegun = () => line.filter(({ state }) => state === 'begun').length

function begin(turn: Turn): void {
  turn.state = 'begun'
  turn.begin()
}

/** Whether nothing before it is about the same. */
function isFree(turn: Turn, at = line.indexOf(turn)): boolean {
  return line.slice(0, at).every(({ subject }) => subject !== turn.subject)
}
