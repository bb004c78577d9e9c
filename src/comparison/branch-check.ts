import { type BranchFiles, findContent } from '../domain/branch-files.ts'
import { parsePatch } from '../triage/index.ts'

/** What the tip of a branch says of a change. */
export interface BranchCheck {
  /** Each of its files is there what the change makes of it. */
  isThere: boolean
  /** It edits or removes files, and none of them is there: one of these. Null otherwise. */
  strange: { path: string; count: number } | null
}

/** git abbreviates an id to no fewer digits by itself. */
const shortestId = 7

/** Holds a patch against what a branch consists of. A part of it that cannot be told makes it not there. */
export function checkAgainstBranch(patch: string, branch: Pick<BranchFiles, 'entries'>): BranchCheck {
  const files = parsePatch(patch)
  const ids = readNewIds(patch)
  const contents = files.map(({ path }) => findContent(branch, path))
  const isThere = files.map(({ status, oldPath }, at) => {
    const content = contents[at]!
    if (status === 'deleted') return content === null
    const id = ids.length === files.length ? ids[at]! : null
    if (content === null || id === null || !content.startsWith(id.slice(0, content.length))) return false
    return status !== 'renamed' || findContent(branch, oldPath) === null
  })
  const edited = files.flatMap(({ status, oldPath }) => (status === 'added' ? [] : [oldPath]))
  const isStrange = edited.length > 0 && edited.every((path) => findContent(branch, path) === null)
  return {
    // What only removes files that are not there may as well be of another repository.
    isThere: isThere.every(Boolean) && files.some(({ status }) => status !== 'deleted'),
    strange:
      isStrange && files.some(({ status }) => status !== 'deleted')
        ? { path: edited[0]!, count: edited.length }
        : null,
  }
}

/**
 * The id of each file's content afterwards, as far as the patch spells it; null where it does not. Both lines begin a
 * line only in a file's header.
 */
function readNewIds(patch: string): (string | null)[] {
  const ids: (string | null)[] = []
  for (const [, index] of patch.matchAll(/^(?:diff --git |index ([0-9a-f]{7,64}\.\.[0-9a-f]{7,64})\b)/gm))
    if (index === undefined) ids.push(null)
    else if (ids.length > 0) ids[ids.length - 1] = index.split('..')[1]!
  return ids.map((id) => (id === null || id.length < shortestId ? null : id))
}
