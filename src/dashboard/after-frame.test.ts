import { afterEach, expect, test, vi } from 'vitest'
import { afterFrame } from './after-frame.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

/** A page that draws when it is told. */
function openPage(visibilityState: 'visible' | 'hidden') {
  const page = Object.assign(new EventTarget(), { visibilityState })
  const frames: (() => void)[] = []
  vi.stubGlobal('document', page)
  vi.stubGlobal('requestAnimationFrame', (frame: () => void) => frames.push(frame))
  let isOver = false
  void afterFrame().then(() => {
    isOver = true
  })
  return { page, draw: () => frames.shift()!(), isOver: () => isOver }
}

test('it is over in a task behind the frame', async () => {
  const { draw, isOver } = openPage('visible')
  await new Promise((resolve) => setTimeout(resolve))
  expect(isOver()).toBe(false)
  draw()
  await Promise.resolve()
  expect(isOver()).toBe(false)
  await vi.waitFor(() => expect(isOver()).toBe(true))
})

test.each([0, 1])(
  'a page that is left has no task any more: it is over there and then, after %d frames',
  async (frames) => {
    const { page, draw, isOver } = openPage('visible')
    for (let drawn = 0; drawn < frames; drawn++) draw()
    await Promise.resolve()
    expect(isOver()).toBe(false)
    page.dispatchEvent(new Event('visibilitychange'))
    await Promise.resolve()
    expect(isOver()).toBe(true)
    await new Promise((resolve) => setTimeout(resolve))
  },
)

test('a hidden page waits for nothing', async () => {
  const { isOver } = openPage('hidden')
  await Promise.resolve()
  expect(isOver()).toBe(true)
})
