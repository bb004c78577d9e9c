import type { PullFile } from '../github/pull-files.ts'
import { type FilePatch, readFilePatch } from './file-patch.ts'
import { quotePath } from './quoted-path.ts'

export interface AssembledDiff {
  /** git's unified diff text. */
  patch: string
  /** What is missing in it, in words; null when nothing is. */
  degraded: string | null
}

/** Git's name for a file without content. */
const emptyBlob = 'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391'
/** Paths named in `degraded`; the rest is counted. */
const mostNamed = 3

/**
 * Makes git's unified diff of the files that the REST API lists. It differs from git's own in what the API does not
 * tell: no index lines, no similarity, and every mode is 100644. A file whose text is not there keeps its header and is
 * named.
 */
export function assembleDiff(files: readonly PullFile[], more: boolean): AssembledDiff {
  const missing: string[] = []
  const cut: string[] = []
  let patch = ''
  for (const file of files) {
    if (file.status === 'unchanged') continue
    const hunks = file.patch === null ? null : readFilePatch(file.patch)
    patch += renderHeader(file, hunks) + (hunks?.text ?? '')
    if (hunks === null) {
      if (!isWithoutText(file)) missing.push(file.filename)
    } else if (!hunks.whole || hunks.additions < file.additions || hunks.deletions < file.deletions)
      cut.push(file.filename)
  }
  const reasons = [
    ...(more ? [`GitHub lists only the first ${files.length} changed files`] : []),
    ...(missing.length > 0 ? [`GitHub gives no patch (too large, or binary) for ${nameSome(missing)}`] : []),
    ...(cut.length > 0 ? [`GitHub cuts the patch of ${nameSome(cut)}`] : []),
  ]
  return { patch, degraded: reasons.length === 0 ? null : reasons.join('; ') }
}

/** Whether a file without patch has nothing to show: an empty file, a pure rename, another mode. */
function isWithoutText({ status, sha, additions, deletions, beyondLimit }: PullFile): boolean {
  if (additions + deletions > 0 || beyondLimit) return false
  switch (status) {
    case 'added':
    case 'removed':
      return sha === emptyBlob
    case 'renamed':
    case 'copied':
    case 'changed':
      return true
    default:
      return false
  }
}

function renderHeader({ filename, previousFilename, status }: PullFile, hunks: FilePatch | null): string {
  const old = previousFilename ?? filename
  const lines = [`diff --git ${quotePath(`a/${old}`)} ${quotePath(`b/${filename}`)}`]
  if (status === 'added') lines.push('new file mode 100644')
  if (status === 'removed') lines.push('deleted file mode 100644')
  if (status === 'renamed') lines.push(`rename from ${quotePath(old)}`, `rename to ${quotePath(filename)}`)
  if (status === 'copied') lines.push(`copy from ${quotePath(old)}`, `copy to ${quotePath(filename)}`)
  if (hunks !== null && hunks.text !== '')
    lines.push(
      `--- ${status === 'added' ? '/dev/null' : endName(`a/${old}`)}`,
      `+++ ${status === 'removed' ? '/dev/null' : endName(`b/${filename}`)}`,
    )
  return `${lines.join('\n')}\n`
}

/** git ends a name that has a space with a tab, or a reader would not know where it ends. */
function endName(path: string): string {
  return quotePath(path) + (path.includes(' ') ? '\t' : '')
}

function nameSome(paths: readonly string[]): string {
  const named = paths.slice(0, mostNamed).map(quotePath).join(', ')
  return paths.length > mostNamed ? `${named} and ${paths.length - mostNamed} more` : named
}
