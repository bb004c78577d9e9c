import { messageWords, splitWord, tokenize } from '../change/tokens.ts'
import { onceFor } from './once-for.ts'
import { longestTitle } from './relation-facts.ts'
import { type Side, symbolsOf } from './side.ts'

/** Parts of a name that tell a kind and an object, at least: "encipher_xor". */
const fewestParts = 2
/** A name of more is a sentence: to look at each of them takes long, and tells nothing. */
const mostParts = 8
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
  const [definedByA, definedByB] = [symbolsOf(a), symbolsOf(b)]
  if (definedByA.size < fewestPairs || definedByB.size < fewestPairs) return false
  for (const name of definedByA) if (definedByB.has(name)) return false
  const [ofA, ofB] = [newNames(a), newNames(b)]
  if (ofA.length < fewestPairs || ofB.length < fewestPairs) return false
  if (ofA.length > mostNames || ofB.length > mostNames) return false
  const [saidByA, saidByB] = [wordsOf(a), wordsOf(b)]
  const mine = objectsByKind(ofA, (word) => saidByA.has(word) && !saidByB.has(word))
  const theirs = objectsByKind(ofB, (word) => saidByB.has(word) && !saidByA.has(word))
  const kinds = new Map<string, string[]>()
  for (const [kind, objects] of mine)
    for (const one of objects)
      for (const other of theirs.get(kind) ?? []) {
        const pair = `${one} ${other}`
        const known = kinds.get(pair) ?? []
        // "DarkSwitchProps" is a part of what "DarkSwitch" is.
        if (known.some((told) => !kind.startsWith(told) && !told.startsWith(kind))) return true
        kinds.set(pair, [...known, kind])
      }
  return false
}

/** The words of the names that may be an object, by what a name says besides: "xor" for "encipher _". */
function objectsByKind(
  names: readonly string[],
  isObject: (word: string) => boolean,
): Map<string, Set<string>> {
  const objects = new Map<string, Set<string>>()
  for (const name of names) {
    const parts = splitWord(name)
    if (parts.length < fewestParts || parts.length > mostParts) continue
    for (const [at, word] of parts.entries()) {
      if (!isObject(word)) continue
      const kind = parts.with(at, '_').join(' ')
      const known = objects.get(kind) ?? new Set()
      objects.set(kind, known.add(word))
    }
  }
  return objects
}

/** What a side defines and did not stand in the lines that it begins from. */
const newNames = onceFor((side: Side): readonly string[] => {
  const fresh = new Set(symbolsOf(side))
  for (const line of side.before) {
    if (fresh.size === 0) break
    for (const word of tokenize(line)) fresh.delete(word)
  }
  return [...fresh]
})

const wordsOf = onceFor(({ revision, commits }: Side): ReadonlySet<string> => {
  const subjects = [...commits.values()].slice(-mostSubjects).map(({ message }) => message.split('\n', 1)[0]!)
  return new Set(
    [revision.title, ...subjects].flatMap((subject) => messageWords(subject.slice(0, longestTitle))),
  )
})
