import type { MessagePort } from 'node:worker_threads'
import { compareRepository } from '../comparison/compare.ts'
import { keepIndexes } from '../comparison/index-cache.ts'
import { upgradeRevisions } from '../comparison/repository-rules.ts'
import type { Pool } from '../postgres/pool.ts'
import { serveQuestions } from '../thread/serve-questions.ts'
import { deriveRevision } from './derive.ts'
import { readOutcomes } from './outcomes.ts'
import type { ThreadAsk } from './thread-messages.ts'

/** Answers what the worker asks (thread.ts), with a connection of its own. */
export function serveThread(port: MessagePort, pool: Pool): void {
  const indexes = keepIndexes()
  // The process ends the thread when it no longer waits for an answer.
  const signal = new AbortController().signal
  serveQuestions<ThreadAsk>(port, async (question) => {
    switch (question.kind) {
      case 'derive':
        return deriveRevision(question.job)
      case 'upgrade':
        return upgradeRevisions({ pool }, question.repositoryId, signal)
      case 'outcomes':
        return readOutcomes(pool, question.repositoryId, question.numbers)
      case 'compare':
        return compareRepository({ pool, indexes }, question.repositoryId, question.closedSince, signal)
    }
  })
}
