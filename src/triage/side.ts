import { type ChangedFile, parsePatch } from './patch.ts'
import type { FileChannel } from './paths.ts'
import type { Revision } from './revision.ts'
import { decidingFiles, deriveSignature, type Signature } from './signature.ts'
import { issueReferences, tokenize } from './tokens.ts'

/** One side of a pair, read closely: what evidence is counted from. */
export interface Side {
  revision: Revision
  signature: Signature
  files: { file: ChangedFile; channel: FileChannel }[]
  /** The channel that decides: production, or what stands in for it. */
  deciding: FileChannel
  /** Lines of the deciding files, white space folded, with how often they occur. */
  added: Map<string, number>
  removed: Map<string, number>
  issues: number[]
}

export function readSide(revision: Revision): Side {
  const parsed = parsePatch(revision.patch)
  const { deciding, files } = decidingFiles(parsed)
  const added = new Map<string, number>()
  const removed = new Map<string, number>()
  for (const { file, channel } of files) {
    if (channel !== deciding) continue
    for (const hunk of file.hunks ?? [])
      for (const line of hunk.lines) {
        const content = line.slice(1).trim().replace(/\s+/g, ' ')
        if (content === '' || line[0] === ' ') continue
        const lines = line[0] === '+' ? added : removed
        lines.set(content, (lines.get(content) ?? 0) + 1)
      }
  }
  const text = [revision.title, revision.body, ...revision.commits.map((commit) => commit.message)].join('\n')
  return {
    revision,
    signature: deriveSignature(revision, parsed),
    files,
    deciding,
    added,
    removed,
    issues: issueReferences(text, revision.number),
  }
}

export function pathsOf(side: Side, channel: FileChannel): string[] {
  return side.files
    .filter((entry) => entry.channel === channel)
    .map(({ file }) => file.path)
    .sort()
}

/** Names that a change introduces or edits: the identifiers on its added lines that look like a definition. */
const definition =
  /\b(?:function|class|interface|trait|enum|struct|def|fn|func|type|const|let|var|module|namespace|sub|proc|impl)\s+[&*]?([A-Za-z_$][\w$]*)/g

export function symbolsOf(side: Side): Set<string> {
  const found = new Set<string>()
  for (const line of side.added.keys()) for (const match of line.matchAll(definition)) found.add(match[1]!)
  return found
}

/** Lines that both have, those with the most words first. */
export function sharedLines(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): string[] {
  const shared = [...a.keys()].filter((line) => b.has(line) && /[\p{L}\d]/u.test(line))
  const weight = new Map(shared.map((line) => [line, tokenize(line).length]))
  return shared.sort((x, y) => weight.get(y)! - weight.get(x)! || (x < y ? -1 : 1))
}

/** Σ min over Σ max of two bags: Jaccard with multiplicity; null when either is empty. */
export function jaccard(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number | null {
  if (a.size === 0 || b.size === 0) return null
  let both = 0
  let all = 0
  for (const [line, count] of a) {
    both += Math.min(count, b.get(line) ?? 0)
    all += Math.max(count, b.get(line) ?? 0)
  }
  for (const [line, count] of b) if (!a.has(line)) all += count
  return both / all
}
