import type { MessagePort } from 'node:worker_threads'
import { keepIndexes } from '../comparison/index-cache.ts'
import { AppError, describeError } from '../errors.ts'
import type { Pool } from '../postgres/pool.ts'
import { compareRepository } from './compare.ts'
import { deriveRevision } from './derive.ts'
import { upgradeRevisions } from './repository-rules.ts'
import type { ThreadAnswer, ThreadAsk } from './thread-messages.ts'

/** Answers what the process asks (thread.ts), one question at a time, with a connection of its own. */
export function serveThread(port: MessagePort, pool: Pool): void {
  const indexes = keepIndexes()
  // The process ends the thread when it no longer waits for an answer.
  const signal = new AbortController().signal
  const say = (answer: ThreadAnswer) => port.postMessage(answer)
  port.on('message', (question: ThreadAsk) => {
    void answer(question).then(say, (error: unknown) =>
      say({
        kind: 'failure',
        code: error instanceof AppError ? error.code : 'INTERNAL',
        message: describeError(error),
        stack: error instanceof Error ? error.stack : undefined,
      }),
    )
  })
  say({ kind: 'ready' })

  async function answer(question: ThreadAsk): Promise<ThreadAnswer> {
    switch (question.kind) {
      case 'derive':
        return { kind: 'answer', value: deriveRevision(question.job) }
      case 'upgrade':
        return { kind: 'answer', value: await upgradeRevisions({ pool }, question.repositoryId, signal) }
      case 'compare': {
        const { repositoryId, closedSince } = question
        return {
          kind: 'answer',
          value: await compareRepository({ pool, indexes }, repositoryId, closedSince, signal),
        }
      }
    }
  }
}
