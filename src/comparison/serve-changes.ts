import type { MessagePort } from 'node:worker_threads'
import type { Pool } from '../postgres/pool.ts'
import { serveQuestions } from '../thread/serve-questions.ts'
import { alignPulls, measurePulls } from './align-pulls.ts'
import type { ChangesAsk } from './changes.ts'
import { openChangeChecks } from './check-change.ts'

/** Answers what the API asks (changes.ts), with a connection of its own. */
export function serveChanges(port: MessagePort, pool: Pool): void {
  const answer = answerChanges(pool)
  serveQuestions<ChangesAsk>(port, answer)
}

/** The answers by themselves, in any thread. */
export function answerChanges(pool: Pool): (question: ChangesAsk) => Promise<unknown> {
  const checks = openChangeChecks(pool)
  return async (question) => {
    switch (question.kind) {
      case 'check':
        return checks.check(question.repositoryId, question.change)
      case 'align':
        return alignPulls(pool, question.repositoryId, question.numbers)
      case 'measure':
        return measurePulls(pool, question.repositoryId, question.numbers)
    }
  }
}
