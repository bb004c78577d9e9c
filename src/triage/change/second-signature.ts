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
export function isServant(name: string): boolean {
  return name
    .slice(0, longestName)
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .some((word) => servants.has(word))
}

/** Whether a commit was committed by a program or a shared account. */
export const serves = ({ committerName = '', committerEmail = '' }: RevisionCommit): boolean =>
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
 * another, from one address, is one person, and so is who does from two addresses by a name that nobody else has, or by
 * one name that is all of the other. Nothing where the committer is a program or somebody else.
 */
export function committerKeys(commit: RevisionCommit, author: Keys, committer: Keys): Keys {
  if (serves(commit)) return []
  const shared = committer.filter((key) => author.includes(key))
  const isOne =
    shared.some((key) => isTelling(key, [...author, ...committer])) ||
    author.some((mine) => committer.some((theirs) => isWithin(mine, theirs) || isWithin(theirs, mine)))
  return isOne ? committer : []
}

/** Of a name that is a part of another: two of a shorter one are two people's as often as one's. */
const shortestPart = 6
/** Of a word that another one begins or ends with: "jandres" is j. andres. */
const shortestInWord = 5

/**
 * Whether one who commits at once what was just written signs with a part of the name, or with all of it as an
 * account's: "Moscardo", "Hano Moscardo", "hmoscardo".
 */
function isWithin(short: string, long: string): boolean {
  // The same name in both was judged before.
  if (!short.startsWith('name ') || short === long) return false
  const words = short.split(' ').slice(1)
  // An account is one word.
  const wholes = long.startsWith('name ') ? long.split(' ').slice(1) : [long.split('@', 1)[0]!]
  if (wholes.length === 1 && words.length > 1) {
    const spelled = [words, words.toReversed()].map((all) => all.join(''))
    return spelled[0]!.length >= shortestPart && spelled.includes(wholes[0]!)
  }
  if (words.length > wholes.length || !words.some(({ length }) => length >= shortestPart)) return false
  return words.every((word) => wholes.some((whole) => isInWord(word, whole)))
}

function isInWord(mine: string, theirs: string): boolean {
  if (mine === theirs) return true
  const [short, long] = mine.length <= theirs.length ? [mine, theirs] : [theirs, mine]
  return short.length >= shortestInWord && (long.startsWith(short) || long.endsWith(short))
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
