import type { Revision } from '../../domain/revision.ts'
import { isMerge, isNoPerson, isUnset, makersOf, openerOf, peopleOf, writersIn } from '../change/people.ts'
import { sharesPerson } from './relation-facts.ts'
import { areWithinDays } from './within-days.ts'

/**
 * One person who had set up no name at first, and opens the same again within a week: a key of the one who is known;
 * null when it is not so. The nameless one has signed its commits with what machines and tutorials put where a name
 * should be, and nobody has signed them off, all but those of somebody who wrote in the other as well: a program, and
 * one of whom nothing is known, may be anyone's. Only of two that write and say the same.
 */
export function findNobody(one: Revision, other: Revision): string | null {
  if (!areWithinDays(one, other)) return null
  return knownBeside(one, other) ?? knownBeside(other, one)
}

function knownBeside(nameless: Revision, known: Revision): string | null {
  const own = nameless.commits.filter((commit) => !isMerge(commit))
  const { author } = nameless
  // An agent's account is no one's either.
  if (openerOf(nameless).length > 0 || (author !== null && isNoPerson(author, author))) return null
  const signed = own.filter((commit) => !isUnset(commit) || writersIn([commit]).flat(2).length > 0)
  if (signed.length === own.length) return null
  const people = peopleOf(known)
  if (writersIn(signed).some((writers) => sharesPerson(writers.flat(), people) === null)) return null
  return makersOf(known)[0] ?? null
}
