import { createHash } from 'node:crypto'
import type { Queryable } from './pool.ts'
import { storableText } from './storable.ts'

/** A repository's clawtriage.json as last read. `text` is null when there is none, or none that can be used. */
export interface StoredRules {
  text: string | null
  /** What is wrong with the file, in words. */
  problem: string | null
}

/** Names a version of the rules; '' when there are none. */
export function digestRules(text: string | null): string {
  return text === null ? '' : createHash('sha256').update(text).digest('hex')
}

export async function updateRules(db: Queryable, repositoryId: number, rules: StoredRules): Promise<void> {
  await db.query('UPDATE repositories SET rules = $2, rules_problem = $3 WHERE id = $1', [
    repositoryId,
    rules.text === null ? null : storableText(rules.text),
    rules.problem === null ? null : storableText(rules.problem),
  ])
}

export async function readRules(db: Queryable, repositoryId: number): Promise<StoredRules> {
  const { rows } = await db.query<StoredRules>(
    'SELECT rules AS text, rules_problem AS problem FROM repositories WHERE id = $1',
    [repositoryId],
  )
  return rows[0] ?? { text: null, problem: null }
}
