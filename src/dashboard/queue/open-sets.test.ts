import { expect, test } from 'vitest'
import { setQueue, sets, summaries } from '../testing/answers.ts'
import { moveSet, nextSet, noteQueue, progressOf } from './open-sets.ts'

const owner = 'openclaw'
const today = new Date().toISOString()
const queue = (open: number, decidedAt: string[]) => ({
  ...setQueue,
  decidedAt,
  decisions: { ...setQueue.decisions, open },
})
const shown = summaries(sets)

test('an undone verdict counts once, whether or not the list was read again before its answer came', () => {
  for (const isReadAgain of [false, true]) {
    const repo = `again-${isReadAgain}`
    noteQueue(owner, repo, shown, queue(10, [today]))
    moveSet(owner, repo, 'set-2700', 'decided')
    expect(progressOf(owner, repo)).toMatchObject({ decided: 2, open: 9 })
    if (isReadAgain) noteQueue(owner, repo, shown, queue(10, [today]))
    moveSet(owner, repo, 'set-2700', 'open', 'decided')
    expect(progressOf(owner, repo)).toMatchObject({ decided: 1, open: 10 })
  }
})

test('a set that is decided counts once, also where the list is narrowed and does not show it', () => {
  noteQueue(owner, 'narrowed', shown.slice(1), queue(10, []))
  for (const _ of [1, 2]) moveSet(owner, 'narrowed', 'set-2700', 'decided')
  expect(progressOf(owner, 'narrowed')).toMatchObject({ decided: 1, open: 9 })
  expect(nextSet(owner, 'narrowed', 'set-2700')).toBe('set-3188')
})
