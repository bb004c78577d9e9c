import { expect, test } from 'vitest'
import { gather } from './gather.ts'

/** Calls that end when they are told to. */
function openCalls() {
  const calls: { asked: readonly string[]; end(error?: Error): void }[] = []
  const ask = gather<string, string>(
    (asked) =>
      new Promise((resolve, reject) => {
        calls.push({
          asked,
          end: (error) => (error ? reject(error) : resolve(asked.map((one) => one.toUpperCase()))),
        })
      }),
    { most: 3, kindOf: (one) => one.slice(0, 1) },
  )
  return { calls, ask }
}
/** Whatever is due by now has run: a turn ends with what was put off to its end. */
const turn = async () => {
  for (let turns = 0; turns < 3; turns++) await new Promise((resolve) => setImmediate(resolve))
}

test('what is asked at once goes together, each gets its own answer, and no call has more than it may', async () => {
  const { calls, ask } = openCalls()
  const answers = Promise.all(['a1', 'a2', 'a3', 'a4'].map(ask))
  await turn()
  expect(calls.map(({ asked }) => asked)).toEqual([['a1', 'a2', 'a3']])
  calls[0]!.end()
  await turn()
  expect(calls.map(({ asked }) => asked)).toEqual([['a1', 'a2', 'a3'], ['a4']])
  calls[1]!.end()
  expect(await answers).toEqual(['A1', 'A2', 'A3', 'A4'])
})

test('what is asked while a call is under way waits for it, and each kind goes by itself', async () => {
  const { calls, ask } = openCalls()
  const first = ask('a1')
  await turn()
  const others = Promise.all(['b1', 'a2', 'b2'].map(ask))
  await turn()
  expect(calls).toHaveLength(1)
  calls[0]!.end()
  expect(await first).toBe('A1')
  await turn()
  calls[1]!.end()
  await turn()
  calls[2]!.end()
  expect(await others).toEqual(['B1', 'A2', 'B2'])
  expect(calls.map(({ asked }) => asked)).toEqual([['a1'], ['b1', 'b2'], ['a2']])
})

test('a failure is told to those of its call alone, and the next call is made', async () => {
  const { calls, ask } = openCalls()
  const failing = Promise.allSettled(['a1', 'a2'].map(ask))
  const other = ask('b1')
  await turn()
  calls[0]!.end(new Error('no'))
  expect((await failing).map((one) => one.status)).toEqual(['rejected', 'rejected'])
  await turn()
  calls[1]!.end()
  expect(await other).toBe('B1')
})
