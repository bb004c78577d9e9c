import { afterEach, expect, test, vi } from 'vitest'
import { followEvents } from './live.ts'

afterEach(() => vi.unstubAllGlobals())

/** The browser's own, of which a test says how its connection fares. */
class Source extends EventTarget {
  static readonly OPEN = 1
  static readonly CLOSED = 2
  static last: Source
  readyState = 0
  constructor() {
    super()
    Source.last = this
  }
  become(state: 0 | 1): void {
    this.readyState = state
    this.dispatchEvent(new Event(state === 1 ? 'open' : 'error'))
  }
  close(): void {
    this.readyState = 2
  }
}

test('who joins while the connection is lost hears of that, and when it is back', () => {
  vi.stubGlobal('EventSource', Source)
  const heard: Record<string, boolean[]> = { first: [], joined: [], late: [] }
  const follow = (name: string) =>
    followEvents({ event() {}, connection: (isOpen) => heard[name]!.push(isOpen) })
  const ends = [follow('first')]
  // A connection that is made for the first time is no loss.
  expect(heard.first).toEqual([])
  Source.last.become(1)
  Source.last.become(0)
  ends.push(follow('joined'))
  Source.last.become(1)
  ends.push(follow('late'))
  expect(heard).toEqual({ first: [true, false, true], joined: [false, true], late: [true] })
  for (const end of ends) end()
  heard.first = []
  follow('first')()
  expect(heard.first).toEqual([])
})

test('a page that is opened during a loss hears of it, too, though no other listens', () => {
  vi.stubGlobal('EventSource', Source)
  const heard: boolean[] = []
  const follow = () => followEvents({ event() {}, connection: (isOpen) => heard.push(isOpen) })
  const leave = follow()
  Source.last.become(1)
  Source.last.become(0)
  leave()
  heard.length = 0
  const end = follow()
  Source.last.become(1)
  expect(heard).toEqual([false, true])
  end()
})
