import { type SortedFiles, sortFiles } from './deciding-files.ts'
import { issueReferences } from './issues.ts'
import { referencesIn } from './message.ts'
import { type ChangedFile, parsePatch } from './patch.ts'
import type { FileChannel, PathRules } from './paths.ts'
import type { Revision } from './revision.ts'
import { deriveSignature, type Signature } from './signature.ts'
import { tokenize } from './tokens.ts'

/** One side of a pair, read closely: what evidence is counted from. */
export interface Side {
  revision: Revision
  signature: Signature
  files: SortedFiles['files']
  /** The channel that decides: production, or what stands in for it. */
  deciding: FileChannel
  /** Lines of the deciding files, white space folded, with how often they occur. */
  added: Map<string, number>
  removed: Map<string, number>
  /** Lines of the deciding files that were there before: context and removed ones. */
  before: Set<string>
  issues: number[]
}

/** A longer change is compared by its first lines: what it has beyond them no page shows. */
const mostLines = 20_000

/** @param signature the revision's own, where it is known already: deriving it once more costs as much as the rest. */
export function readSide(revision: Revision, signature?: Signature, rules?: PathRules): Side {
  const parsed = parsePatch(revision.patch)
  const { deciding, files } = sortFiles(parsed, rules)
  const added = new Map<string, number>()
  const removed = new Map<string, number>()
  const before = new Set<string>()
  let room = mostLines
  for (const { file, channel } of files) {
    if (channel !== deciding) continue
    for (const line of linesOf(file)) {
      if (room-- <= 0) break
      const content = line.slice(1).trim().replace(/\s+/g, ' ')
      if (content === '') continue
      if (line[0] !== '+') before.add(content)
      if (line[0] === ' ') continue
      const lines = line[0] === '+' ? added : removed
      lines.set(content, (lines.get(content) ?? 0) + 1)
    }
  }
  return {
    revision,
    signature: signature ?? deriveSignature(revision, parsed, rules),
    files,
    deciding,
    added,
    removed,
    before,
    issues: issueReferences(referencesIn(revision), revision.number),
  }
}

function* linesOf(file: ChangedFile): Generator<string> {
  for (const hunk of file.hunks ?? []) yield* hunk.lines
}

export function pathsOf(side: Side, channel: FileChannel): string[] {
  return side.files.filter((entry) => entry.channel === channel).map(({ file }) => file.path)
}

/** Names that a change introduces or edits: the identifiers on its added lines that look like a definition. */
const definition =
  /\b(?:function|class|interface|trait|enum|struct|def|fn|func|fun|type|const|let|var|val|module|namespace|sub|proc|impl|protocol|extension|record|macro_rules!|define)\s+[&*(]?([A-Za-z_$][\w$]*)/g
/** A line longer than this is no definition, and a pattern must not be tried on all of it. */
const longestDefinition = 400

export function symbolsOf(side: Side): Set<string> {
  const found = new Set<string>()
  for (const line of side.added.keys())
    for (const match of line.slice(0, longestDefinition).matchAll(definition)) found.add(match[1]!)
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
