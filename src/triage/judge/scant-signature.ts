import type { Revision } from '../../domain/revision.ts'
import { isNoHost, loginOf } from '../change/author.ts'
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

/** Machines that many have by that name, as far as it stands before the first dot. */
const noMachine =
  /^(?:.{0,3}|local.*|ubuntu.*|debian.*|centos.*|fedora.*|arch(?:linux)?|kali|vagrant.*|docker.*|raspberrypi|build.*|desktop.*|laptop.*|server.*|vps.*|host.*|ip-.*|example|unknown|macbook.*|none|\(none\)|dev.*|test.*)$/

/**
 * One person who had set up no name on one machine, and a name on another or later on: both have a commit that is
 * signed by the same machine ("root@bobox"), which is called as no other is. The address; null when it is not so. Only
 * of two that write or say the same, within a week.
 */
export function findSameMachine(one: Revision, other: Revision): string | null {
  if (!areWithinDays(one, other)) return null
  const theirs = machinesOf(other)
  return [...machinesOf(one)].find((address) => theirs.has(address)) ?? null
}

/** Addresses by which machines have signed its commits, as their author or committer. */
function machinesOf({ commits }: Revision): Set<string> {
  const found = new Set<string>()
  for (const commit of commits) {
    if (isMerge(commit)) continue
    const { authorName, authorEmail, committerName, committerEmail } = commit
    for (const signed of [
      { authorName, authorEmail },
      { authorName: committerName ?? null, authorEmail: committerEmail ?? null },
    ]) {
      const address = (signed.authorEmail ?? '').toLowerCase()
      const [name = '', host = ''] = address.split('@')
      if (name === 'root' && !noMachine.test(host.split('.', 1)[0]!) && isUnset({ ...commit, ...signed }))
        found.add(address)
    }
  }
  return found
}

/** A first name that people.ts takes for no one's: two who have it are often two. */
const firstName = /^\p{L}{3,4}$/u

/**
 * One person by two accounts, who signs with a short first name that both addresses begin with ("will" as
 * "will.barker@…" and "will@…"): the address of the second; null when it is not so. Only of two that write or say the
 * same.
 * @param writeTheSame not by their words alone. Else the two must be opened within a week, not by two known logins,
 *   and the name must end in both addresses; where they write the same, in one ("will@…", "willbarker@…").
 */
export function findFirstName(one: Revision, other: Revision, writeTheSame: boolean): string | null {
  const [mine, theirs] = [readSignature(one), readSignature(other)]
  if (mine === null || theirs === null || mine.name !== theirs.name) return null
  if (writeTheSame) return mine.isWhole || theirs.isWhole ? theirs.address : null
  const areTwoLogins = loginOf(one.author) !== null && loginOf(other.author) !== null
  if (areTwoLogins || !areWithinDays(one, other)) return null
  return mine.isWhole && theirs.isWhole ? theirs.address : null
}

/** A name of one word, of whatever length, that is all of the address of a machine without a domain. */
const bareName = /^\p{L}{3,}$/u

/**
 * One person who signs with a first name on a machine that no mail comes from ("amy@lab0.home.arpa"), and elsewhere
 * with a whole name that begins with it: the key of that name; null when it is not so, and of two known logins. Only of
 * two that write and say the same, within a week.
 */
export function findBareName(one: Revision, other: Revision): string | null {
  if (!areWithinDays(one, other)) return null
  if (loginOf(one.author) !== null && loginOf(other.author) !== null) return null
  return wholeNameOf(one, other) ?? wholeNameOf(other, one)
}

function wholeNameOf({ commits }: Revision, named: Revision): string | null {
  const own = commits.filter((commit) => !isMerge(commit))
  const name = (own[0]?.authorName ?? '').trim().toLowerCase()
  if (!bareName.test(name)) return null
  const isBare = own.every(({ authorName, authorEmail }) => {
    const [account, host = ''] = (authorEmail ?? '').toLowerCase().split('@')
    return (authorName ?? '').trim().toLowerCase() === name && account === name && isNoHost(host)
  })
  if (!isBare || isNoPerson(name, '')) return null
  return makersOf(named).find((key) => key.startsWith(`name ${name} `)) ?? null
}

interface Signature {
  /** Lower-case, like the address. */
  name: string
  address: string
  /** No letter follows the name in the address: "will2@…", and not "willow@…". */
  isWhole: boolean
}

/** What the first commit is signed with, if that is a first name and an address that begins with it. */
function readSignature({ commits }: Revision): Signature | null {
  const first = commits.find((commit) => !isMerge(commit))
  const name = (first?.authorName ?? '').trim().toLowerCase()
  const address = (first?.authorEmail ?? '').toLowerCase().replace(/^\d+\+/, '')
  if (!firstName.test(name) || !address.startsWith(name) || isNoPerson(name, address)) return null
  return { name, address, isWhole: !/^\p{L}/u.test(address.slice(name.length)) }
}
