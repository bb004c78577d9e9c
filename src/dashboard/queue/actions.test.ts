import { expect, test } from 'vitest'
import { ApiError } from '../api/client.ts'
import { type Action, act, lastAction, retryActions, undoAction, unsentActions } from './actions.ts'

/** Says what was sent; what is refused is not. */
function openSending() {
  const sent: string[] = []
  let refusal: ApiError | null = null
  const action = (sentence: string): Action => ({
    sentence,
    path: `/${sentence}`,
    assume() {},
    recant() {},
    async send() {
      if (refusal !== null) throw refusal
      sent.push(sentence)
    },
    async undo() {
      sent.push(`undone ${sentence}`)
    },
  })
  return {
    sent,
    act: (sentence: string) => act(action(sentence)),
    refuse(status: number | null) {
      refusal = status === null ? null : new ApiError(status, 'X', `refused with ${status}`)
    },
  }
}

test.each([0, 401, 429, 503])('all that was refused with %d is sent again, in its order', async (status) => {
  const sending = openSending()
  sending.refuse(status)
  await Promise.all(['one', 'two', 'three'].map(sending.act))
  expect(unsentActions().map(({ action }) => action.sentence)).toEqual(['one', 'two', 'three'])
  await retryActions()
  expect(sending.sent).toEqual([])
  sending.refuse(null)
  await sending.act('four')
  await retryActions()
  expect(sending.sent).toEqual(['four', 'one', 'two', 'three'])
  expect(unsentActions()).toEqual([])
  expect(await undoAction()).toBe('/three')
})

test('what another maintainer has decided is not sent again', async () => {
  const sending = openSending()
  sending.refuse(409)
  expect(await sending.act('one')).toBe(false)
  sending.refuse(null)
  await retryActions()
  expect(sending.sent).toEqual([])
  expect(lastAction()).toMatchObject({ state: 'failed', problem: 'refused with 409' })
})
