import { readUnreadLinks, replaceIssueLinks } from '../postgres/issue-links.ts'
import { inTransaction } from '../postgres/pool.ts'
import { issueLinksVersion, readIssueLinks } from '../triage/index.ts'
import type { Ports } from './ports.ts'

/** Pull requests whose texts are held at a time. */
const pullsAtATime = 100

/**
 * Brings up to date which issues the stored pull requests close and mention. Reads only those whose texts or commits are others than they were;
 * nothing is asked of GitHub. Safe to repeat.
 */
export async function refreshIssueLinks(
  { pool }: Pick<Ports, 'pool'>,
  repositoryId: number,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    const pulls = await readUnreadLinks(pool, repositoryId, issueLinksVersion, pullsAtATime)
    if (pulls.length === 0) return
    const read = pulls.map((pull) => ({
      number: pull.number,
      readFrom: pull.readFrom,
      links: readIssueLinks(pull),
    }))
    await inTransaction(pool, (db) => replaceIssueLinks(db, repositoryId, read))
    signal.throwIfAborted()
  }
}
