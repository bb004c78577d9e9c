import { describeError } from '../errors.ts'
import { readBranchTip, upsertBranchFiles } from '../postgres/branch-files.ts'
import type { PullSource } from '../source/source.ts'
import { classifyOutage } from './outage.ts'
import type { Ports } from './ports.ts'

/**
 * Keeps what the default branch consists of, for those who ask about a change before they open it. It decides nothing
 * else, so when the branch cannot be read what was known stays, and the scan goes on.
 */
export async function refreshBranchFiles(
  { pool, log }: Pick<Ports, 'pool' | 'log'>,
  repositoryId: number,
  source: PullSource,
  signal: AbortSignal,
): Promise<void> {
  if (source.readBranchFiles === undefined) return
  try {
    const files = await source.readBranchFiles(await readBranchTip(pool, repositoryId), signal)
    if (files !== null) await upsertBranchFiles(pool, repositoryId, files)
  } catch (error) {
    signal.throwIfAborted()
    if (classifyOutage(error) === 'ours') throw error
    log.warn(
      { repositoryId, error: describeError(error) },
      'the files of the default branch could not be read',
    )
  }
}
