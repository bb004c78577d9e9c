import type { Revision } from '../../domain/revision.ts'
import { isMerge, isProgram } from '../change/people.ts'

/**
 * Whether one program began both: what it opens is its own, whoever adds to it, and in a plain mirror the account that
 * opened it is not known.
 */
export function haveOneProgram(one: Revision, other: Revision): boolean {
  const program = programOf(one)
  return program !== null && program === programOf(other)
}

/**
 * The name of the program whose commit a mirror's pull request begins with; null where a person's or an agent's does.
 */
function programOf({ commits, createdAtGuessed }: Revision): string | null {
  if (createdAtGuessed !== true) return null
  const first = commits.find((commit) => !isMerge(commit))
  return first !== undefined && isProgram(first) ? first.authorName!.trim().toLowerCase() : null
}
