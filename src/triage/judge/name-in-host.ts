import type { Revision } from '../../domain/revision.ts'
import { isMerge, makersOf, personOf } from '../change/people.ts'

/** Letters of a name that is found in a host's: a shorter one is a word. */
const shortestInHost = 7

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

/** Hosts of the addresses by which the makers of a pull request have signed its commits. */
function hostsOf(revision: Revision): Set<string> {
  const makers = new Set(makersOf(revision))
  const hosts = new Set<string>()
  for (const commit of revision.commits) {
    if (isMerge(commit) || !commit.authorEmail?.includes('@')) continue
    const host = hostOf(commit.authorEmail)
    if (host === null || host.length < shortestInHost) continue
    if (personOf(commit.authorName, commit.authorEmail).some((key) => makers.has(key))) hosts.add(host)
  }
  return hosts
}

/**
 * One person by an account or a whole name, and by an address at a host of their own that is called after it
 * ("ironwood" and "mail@ironwood-dev.example"): the account or name; null when it is not so. A house may be called
 * after its founder, so only of two that write the same. An account that is called after a house, as its program is,
 * tells nothing.
 */
export function findNameInHost(one: Revision, other: Revision): string | null {
  return find(one, other) ?? find(other, one)
}

function find(housed: Revision, named: Revision): string | null {
  const hosts = hostsOf(housed)
  if (hosts.size === 0) return null
  const theirs = hostsOf(named)
  for (const key of makersOf(named)) {
    const name = spell(key)
    if (name.length < shortestInHost) continue
    for (const host of hosts) {
      // Whoever writes from that host as well is a colleague.
      if (!theirs.has(host) && (host.startsWith(name) || host.endsWith(name))) return key
    }
  }
  return null
}
