import type { Changes, ChangesAsk } from '../comparison/changes.ts'
import { answerChanges } from '../comparison/serve-changes.ts'
import type { Pool } from '../postgres/pool.ts'

/** What the API's threads answer, without a thread. */
export function changesHere(pool: Pool): Changes {
  const answer = answerChanges(pool) as <T>(question: ChangesAsk) => Promise<T>
  return {
    check: (repositoryId, change) => answer({ kind: 'check', repositoryId, change }),
    align: (repositoryId, numbers) => answer({ kind: 'align', repositoryId, numbers }),
    measure: (repositoryId, numbers) => answer({ kind: 'measure', repositoryId, numbers }),
    close: async () => {},
  }
}
