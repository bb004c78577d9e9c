import { createHash } from 'node:crypto'
import type { SeparateLines } from '../domain/separate-lines.ts'
import type { CommitGraph } from '../git/history/commit-graph.ts'
import { findSeparateLines } from '../git/history/separate-lines.ts'

/** To be raised when something else is found in the same history. */
const linesVersion = 1

/**
 * Finds which lines go their own way; null where their history is the one that `known` names.
 * @param trunk the default branch's tip.
 * @param lines tips by name.
 * @param state names what else their history depends on, which is cut where a repository is shallow.
 * @param loadGraph reads a graph that has all of these, as far as they are commits.
 */
export async function readSeparateLines(
  trunk: string,
  lines: ReadonlyMap<string, string>,
  state: string,
  known: string | null,
  loadGraph: () => Promise<CommitGraph>,
): Promise<SeparateLines | null> {
  const tips = [...lines].sort(([a], [b]) => (a < b ? -1 : 1))
  const digest = createHash('sha256')
    .update(JSON.stringify([linesVersion, state, trunk, tips]))
    .digest('base64')
  if (digest === known) return null
  if (lines.size === 0) return { digest, names: [] }
  const graph = await loadGraph()
  const find = (id: string) => graph.commits.find(id)
  const found = tips.map(([name, id]) => [name, find(id)] as const).filter(([, tip]) => tip !== -1)
  const names = find(trunk) === -1 ? [] : findSeparateLines(graph, find(trunk), new Map(found))
  return { digest, names }
}
