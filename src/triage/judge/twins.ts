import type { CandidateIndex } from '../candidates/candidate-index.ts'
import type { Side } from './side.ts'

/** A change of more files is a sweep, whose every file is no other one's. */
const mostFiles = 50

/** The files of two that may lie side by side: edited ones of one name, in other folders. */
function pairsOfNames(a: Side, b: Side): [string, string][] {
  if (a.changed.size > mostFiles || b.changed.size > mostFiles) return []
  for (const path of a.changed.keys()) if (b.changed.has(path)) return []
  // What was renamed is changed under its new name, and both edit it.
  const edited = new Set(a.places.map(({ path }) => path))
  if (b.places.some(({ path }) => edited.has(path))) return []
  const pathsByName = new Map<string, Set<string>>()
  for (const { path, base, isNew } of b.places)
    if (!isNew) pathsByName.set(base, (pathsByName.get(base) ?? new Set()).add(path))
  const pairs = new Map<string, [string, string]>()
  for (const { path, base, isNew } of a.places)
    for (const other of isNew ? [] : (pathsByName.get(base) ?? []))
      if (other !== path) pairs.set(`${path}\n${other}`, [path, other])
  return [...pairs.values()]
}

/** Whether all that two have in common may lie in other files of the same names. */
export const mayChangeTwins = (a: Side, b: Side): boolean => pairsOfNames(a, b).length > 0

/**
 * Whether each changes a file of its own, and the two lie side by side ("wheel/front/Hub.cs", "wheel/rear/Hub.cs"): a
 * third pull request edits both, so neither is what the other one was renamed to. False where both change one file.
 * Symmetric.
 */
export function changeTwins(a: Side, b: Side, index: Pick<CandidateIndex, 'editsBoth'>): boolean {
  return pairsOfNames(a, b).some(([one, other]) => index.editsBoth(one, other))
}
