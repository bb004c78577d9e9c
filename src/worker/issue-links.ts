import { readUnreadLinks, replaceIssueLinks } from '../postgres/issue-links.ts'
import { inTransaction } from '../postgres/pool.ts'
import { issueLinksVersion, readIssueLinks } from '../triage/index.ts'
import type { Ports } from './ports.ts'

/** Pull requests whose texts are held at a time. */
const pullsAtATime = 25

/**
 * Brings up to date which issues the stored pull requests close and mention. Reads only those whose texts or commits
 * are others than they were; nothing is asked of GitHub. Safe to repeat.
 */
export async function refreshIssueLinks(
  { pool }: Pick<Ports, 'pool'>,
  repositoryId: number,
  signal: AbortSignal,
): Promise<void> {
  for (let after = 0; ; ) {
    const pulls = await readUnreadLinks(pool, repositoryId, issueLinksVersion, { after, limit: pullsAtATime })
    const last = pulls.at(-1)
    if (last === undefined) return
    after = last.number
    const read = pulls.map((pull) => ({
      number: pull.number,
      readFrom: pull.readFrom,
      links: readIssueLinks(pull),
    }))
    await inTransaction(pool, (db) => replaceIssueLinks(db, repositoryId, read))
    signal.throwIfAborted()
  }
}
