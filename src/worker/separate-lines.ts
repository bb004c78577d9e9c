import { describeError } from '../errors.ts'
import { readNumberedTargets, readStoredLines, upsertSeparateLines } from '../postgres/separate-lines.ts'
import type { PullSource } from '../source/source.ts'
import { mayBeSeparateLine } from '../triage/index.ts'
import { classifyOutage } from './outage.ts'
import type { Ports } from './ports.ts'

/** Lines of one repository that are looked at, those that most pull requests are made to first. */
const mostLines = 200

/**
 * Finds which numbered branches that pull requests are made to go their own way: what is done for two of them is done
 * twice. Where their history cannot be read, what was known stays, and the scan goes on.
 * @param hasNews whether anything was pushed since the last scan.
 */
export async function refreshSeparateLines(
  { pool, log }: Pick<Ports, 'pool' | 'log'>,
  repositoryId: number,
  source: PullSource,
  hasNews: boolean,
  signal: AbortSignal,
): Promise<void> {
  if (source.findSeparateLines === undefined) return
  const targets = await readNumberedTargets(pool, repositoryId)
  const asked = targets.filter(mayBeSeparateLine).slice(0, mostLines).sort()
  const known = await readStoredLines(pool, repositoryId)
  const isSame = asked.join('\n') === (known?.asked ?? []).join('\n')
  // Nearly no repository has any: then there is nothing to read, or to keep.
  if (isSame && (asked.length === 0 || !hasNews)) return
  try {
    const found = await source.findSeparateLines(asked, isSame ? known!.digest : null, signal)
    if (found !== null) await upsertSeparateLines(pool, repositoryId, { ...found, asked })
  } catch (error) {
    signal.throwIfAborted()
    if (classifyOutage(error) === 'ours') throw error
    log.warn({ repositoryId, error: describeError(error) }, 'the lines of releases could not be read')
  }
}
