import type { MessagePort } from 'node:worker_threads'
import type { ThreadAnswer } from './messages.ts'
import { packError } from './packed-error.ts'

/**
 * Answers what the process asks (open-thread.ts), which asks for one thing at a time.
 * @param answer may fail: then the failure is the answer.
 */
export function serveQuestions<Question>(
  port: MessagePort,
  answer: (question: Question) => Promise<unknown>,
): void {
  const say = (said: ThreadAnswer) => port.postMessage(said)
  port.on('message', (question: Question) => {
    void answer(question).then(
      (value) => say({ kind: 'answer', value }),
      (error: unknown) => say({ kind: 'failure', error: packError(error) }),
    )
  })
  say({ kind: 'ready' })
}
