import { messageWords, splitWord, tokenize } from '../change/tokens.ts'
import { onceFor } from './once-for.ts'
import { longestTitle } from './relation-facts.ts'
import { type Side, symbolsOf } from './side.ts'

/** Parts of a name that tell a kind and an object, at least: "encipher_xor". */
const fewestParts = 2
/** A longer list of definitions is a rewrite. */
const mostNames = 200
/** Subjects of commits that are looked at, beside the title. */
const mostSubjects = 24

/** A single pair may be two words for one thing: "toggleDarkMode", "toggleNightMode". */
const fewestPairs = 2

/**
 * Whether two define the same kind of things for two objects, and say so: several definitions of one and as many of the
 * other are called alike but for one word ("encipher_xor" and "decipher_xor", "encipher_columnar" and
 * "decipher_columnar"), by which each of them is called, and neither speaks of the other's. False where both define
 * something under one name. Symmetric.
 */
export function namesOtherObjects(a: Side, b: Side): boolean {
  const [ofA, ofB] = [newNames(a), newNames(b)]
  if (ofA.length < fewestPairs || ofB.length < fewestPairs) return false
  if (ofA.length > mostNames || ofB.length > mostNames) return false
  const definedByB = symbolsOf(b)
  if ([...symbolsOf(a)].some((name) => definedByB.has(name))) return false
  const [saidByA, saidByB] = [wordsOf(a), wordsOf(b)]
  const mine = kindsByObject(ofA, (word) => saidByA.has(word) && !saidByB.has(word))
  const theirs = kindsByObject(ofB, (word) => saidByB.has(word) && !saidByA.has(word))
  return [...mine.values()].some((kinds) =>
    [...theirs.values()].some(
      (others) => [...kinds].filter((kind) => others.has(kind)).length >= fewestPairs,
    ),
  )
}

/** What the names say besides an object, for each word of theirs that may be one: "xor" is in "encipher _". */
function kindsByObject(
  names: readonly string[],
  isObject: (word: string) => boolean,
): Map<string, Set<string>> {
  const kinds = new Map<string, Set<string>>()
  for (const name of names) {
    const parts = splitWord(name)
    if (parts.length < fewestParts) continue
    for (const [at, word] of parts.entries()) {
      if (!isObject(word)) continue
      const known = kinds.get(word) ?? new Set()
      kinds.set(word, known.add(parts.with(at, '_').join(' ')))
    }
  }
  return kinds
}

/** What a side defines and did not stand in the lines that it begins from. */
const newNames = onceFor((side: Side): readonly string[] => {
  const defined = symbolsOf(side)
  if (defined.size === 0) return []
  const before = new Set([...side.before].flatMap(tokenize))
  return [...defined].filter((name) => !before.has(name))
})

const wordsOf = onceFor(({ revision, commits }: Side): ReadonlySet<string> => {
  const subjects = [...commits.values()].slice(-mostSubjects).map(({ message }) => message.split('\n', 1)[0]!)
  return new Set(
    [revision.title, ...subjects].flatMap((subject) => messageWords(subject.slice(0, longestTitle))),
  )
})
