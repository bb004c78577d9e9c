import type { Revision, RevisionCommit } from '../../domain/revision.ts'
import { broughtFrom, isMerge, isRollUp, openerOf, type Person, personOf, writersIn } from './people.ts'

/**
 * A person with more commits of their own in a roll-up works on a branch, which no other pull request repeats as a
 * whole.
 */
const mostOwnCommits = 50

/**
 * The ids of those commits of a roll-up that are the work of the person who put it together, oldest first: no merge,
 * and nothing that says it was merged or picked from elsewhere. Depends on the head alone; whether another pull request
 * carries one of them is asked when they are compared (own-part.ts).
 * @param lastCommitter e-mail address of the committer of the head: of a roll-up none of whose commits is by its
 *   opener, as far as a login tells, that is who put it together. Null when unknown, or when GitHub did.
 * @returns null when it is no roll-up, or has too many.
 */
export function findOwnCommits(
  { number, author, commits }: Pick<Revision, 'number' | 'author' | 'commits'>,
  lastCommitter: string | null,
): string[] | null {
  if (!isRollUp({ commits })) return null
  const plain = commits.filter((commit) => !isMerge(commit))
  const written = writersIn(plain).flatMap((writers, nth) =>
    writers.length > 0 ? [{ commit: plain[nth]!, writers }] : [],
  )
  const all = written.flatMap(({ writers }) => writers)
  const opener = namesOf(openerOf({ author }), all)
  const isKnown = all.some((writer) => writer.some((key) => opener.has(key)))
  const gatherer = isKnown || lastCommitter === null ? opener : namesOf(personOf(null, lastCommitter), all)
  const own = written.flatMap(({ commit, writers }) =>
    writers.every((writer) => writer.some((key) => gatherer.has(key))) && !isBrought(commit, number)
      ? [commit.sha]
      : [],
  )
  return own.length > mostOwnCommits ? null : own
}

/** A squash on the branch itself names the pull request that it belongs to. */
function isBrought(commit: RevisionCommit, number: number): boolean {
  const from = broughtFrom(commit)
  return from !== null && from !== String(number)
}

/** All keys of one person: two writers that share a name or an address are one. */
function namesOf(person: Person, writers: readonly Person[]): Set<string> {
  const keys = new Set(person)
  let before: number
  do {
    before = keys.size
    for (const writer of writers)
      if (writer.some((key) => keys.has(key))) for (const key of writer) keys.add(key)
  } while (keys.size > before)
  return keys
}
