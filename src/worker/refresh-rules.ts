import { AppError, describeError } from '../errors.ts'
import { updateRules } from '../postgres/repository-rules.ts'
import type { PullSource } from '../source/source.ts'
import { parseRepositoryRules } from '../triage/index.ts'
import type { Ports } from './ports.ts'

/**
 * Reads clawtriage.json from the default branch and keeps it. A file that cannot be used counts as absent, and what is
 * wrong with it is kept to be shown; when it cannot be fetched, the rules stay as they were.
 * @returns whether it could be fetched.
 */
export async function refreshRules(
  { pool, log }: Pick<Ports, 'pool' | 'log'>,
  repository: { id: number; owner: string; name: string },
  source: PullSource,
  signal: AbortSignal,
): Promise<boolean> {
  const repo = `${repository.owner}/${repository.name}`
  let text: string | null
  try {
    text = await source.fetchRules(signal)
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof AppError) || error.code !== 'UNAVAILABLE') throw error
    log.warn(
      { repo },
      `clawtriage.json could not be read, so its rules stay as they were: ${describeError(error)}`,
    )
    return false
  }
  const problem = text === null ? null : parseRepositoryRules(text).problem
  if (problem !== null) log.warn({ repo }, problem)
  await updateRules(pool, repository.id, { text: problem === null ? text : null, problem })
  return true
}
