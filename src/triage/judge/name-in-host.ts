import type { Revision } from '../../domain/revision.ts'
import { isSharedName, loginOf } from '../change/author.ts'
import { isMerge, makersOf, personOf } from '../change/people.ts'

/** Letters of a name that is found in a host's: a shorter one is a word. */
const shortestInHost = 7
const longestName = 200

/** Letters and digits of a key alone, of an address those before the sign. */
const spell = (key: string): string =>
  key
    .replace(/^name /, '')
    .split('@', 1)[0]!
    .replace(/[^\p{L}\p{N}]+/gu, '')

/** The longest part of a host's name that is no domain of everyone's: "ironwood" of "mail.ironwood.dev". */
function hostOf(address: string): string | null {
  const parts = address
    .slice(address.lastIndexOf('@') + 1)
    .toLowerCase()
    .split('.')
    .slice(0, -1)
    .map((part) => part.replace(/[^\p{L}\p{N}]+/gu, ''))
  if (parts.length === 0) return null
  return parts.reduce((longest, part) => (part.length > longest.length ? part : longest))
}

/** The words of a name, and all of them as one. */
function namesIn(name: string | null | undefined): string[] {
  const words = (name ?? '')
    .slice(0, longestName)
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
  return [...words.filter((word) => word !== ''), words.join('')]
}

/**
 * Hosts of the addresses by which the makers of a pull request have signed its commits, each with what stands before
 * the sign where that is called after the person, as houses give addresses out: "ada" of "Ada <ada@ironwood.dev>".
 */
function hostsOf(revision: Revision): Map<string, string | null> {
  const makers = new Set(makersOf(revision))
  const hosts = new Map<string, string | null>()
  for (const { authorName, authorEmail, ...commit } of revision.commits) {
    // GitHub's own address of an account is at no host of the person's.
    if (isMerge(commit) || !authorEmail?.includes('@') || loginOf(authorEmail) !== null) continue
    const host = hostOf(authorEmail)
    if (host === null || host.length < shortestInHost) continue
    if (!personOf(authorName, authorEmail).some((key) => makers.has(key))) continue
    const before = spell(authorEmail.toLowerCase())
    const isGiven = namesIn(authorName).includes(before)
    hosts.set(host, hosts.get(host) ?? (isGiven ? before : null))
  }
  return hosts
}

/**
 * One person by an account or a whole name, and by an address at a host of their own that is called after it
 * ("ironwood" and "mail@ironwood-dev.example"): the account or name; null when it is not so. A house may be called
 * after its founder, so only of two that write the same. An account that is called after a house, as its program is,
 * tells nothing, nor does a mailbox that every house has.
 */
export function findNameInHost(one: Revision, other: Revision): string | null {
  return find(one, other) ?? find(other, one)
}

function find(housed: Revision, named: Revision): string | null {
  const hosts = hostsOf(housed)
  if (hosts.size === 0) return null
  const theirs = hostsOf(named)
  const called = named.commits.flatMap(({ authorName }) => namesIn(authorName))
  for (const key of makersOf(named)) {
    const name = spell(key)
    if (name.length < shortestInHost || isSharedName(name)) continue
    for (const [host, given] of hosts) {
      // Whoever writes from that host as well is a colleague; who has an address there by name may be one.
      if (theirs.has(host) || !(host.startsWith(name) || host.endsWith(name))) continue
      if (given === null || name.includes(given) || called.includes(given)) return key
    }
  }
  return null
}
