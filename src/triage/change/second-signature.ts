import type { RevisionCommit } from '../../domain/revision.ts'

/** Keys of one person, as far as a commit tells (people.ts). */
type Keys = readonly string[]

/** Words that programs and shared accounts are called by: these commit for whoever asks, by their address even. */
const servants = new Set(
  `action actions auto automation bot bots build builder buildbot cd ci committer deploy deployer deployment flow github gitlab gitea import importer integration
  jenkins machine merge merger mirror pipeline queue release releases robot runner script server service sync system team travis`.split(
    /\s+/,
  ),
)
const longestName = 200

/** Whether a name, or the part of an address before the sign, has a word that programs are called by. */
function isServant(name: string): boolean {
  return name
    .slice(0, longestName)
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .some((word) => servants.has(word))
}

const serves = ({ committerName = '', committerEmail = '' }: RevisionCommit): boolean =>
  isServant(committerName) || isServant(committerEmail.split('@')[0]!)

/**
 * An address that is one person's, a whole name, or a name that is an account's too ("mikolock", of "mikolock@…"): many
 * are called Alexander.
 */
function isTelling(key: string, both: Keys): boolean {
  if (!key.startsWith('name ')) return !key.includes('@')
  const name = key.slice('name '.length)
  return name.includes(' ') || both.includes(name)
}

/**
 * What the committer's signature adds to what is known of the author: who writes it under one name and commits it under
 * another, from one address, is one person, and so is who does from two addresses by a name that nobody else has.
 * Nothing where the committer is a program or somebody else.
 */
export function committerKeys(commit: RevisionCommit, author: Keys, committer: Keys): Keys {
  const shared = committer.filter((key) => author.includes(key))
  const isOne = !serves(commit) && shared.some((key) => isTelling(key, [...author, ...committer]))
  return isOne ? committer : []
}

/**
 * Keys by which one commits for authors that have nothing in common: a maintainer whose tools put in the name or the
 * address of each, who is none of them.
 */
export function keysOfMany(signed: readonly { author: Keys; added: Keys }[]): ReadonlySet<string> {
  const first = new Map<string, Keys>()
  const many = new Set<string>()
  for (const { author, added } of signed)
    for (const key of added) {
      const known = first.get(key)
      if (known === undefined) first.set(key, author)
      else if (!known.some((one) => author.includes(one))) many.add(key)
    }
  return many
}
