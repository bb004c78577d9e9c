import { messageWords, splitWord, tokenize } from '../change/tokens.ts'
import { onceFor } from './once-for.ts'
import { longestTitle } from './relation-facts.ts'
import { type Side, symbolsOf } from './side.ts'

/** Parts of a name that tell a kind and an object, at least: "encipher_xor". */
const fewestParts = 2
/** A longer list of definitions is a rewrite, and to compare each with each takes long. */
const mostNames = 200
/** Subjects of commits that are looked at, beside the title. */
const mostSubjects = 24

/**
 * Whether two define the same kind of thing for two objects, and say so: a definition of one and a definition of the
 * other are called alike but for one word ("encipher_xor", "encipher_columnar"), by which each of them is called, and
 * neither speaks of the other's. False where both define something under one name. Symmetric.
 */
export function namesOtherObjects(a: Side, b: Side): boolean {
  const [ofA, ofB] = [newNames(a), newNames(b)]
  if (ofA.length === 0 || ofB.length === 0 || ofA.length > mostNames || ofB.length > mostNames) return false
  const definedByB = symbolsOf(b)
  if ([...symbolsOf(a)].some((name) => definedByB.has(name))) return false
  const [saidByA, saidByB] = [wordsOf(a), wordsOf(b)]
  const isOwn = (word: string, mine: ReadonlySet<string>, theirs: ReadonlySet<string>) =>
    mine.has(word) && !theirs.has(word)
  const parts = ofB.map(splitWord)
  return ofA.some((name) => {
    const mine = splitWord(name)
    return parts.some((theirs) => {
      const at = differsAt(mine, theirs)
      return at !== null && isOwn(mine[at]!, saidByA, saidByB) && isOwn(theirs[at]!, saidByB, saidByA)
    })
  })
}

/** Where two names of several parts differ, if in one part alone. */
function differsAt(one: readonly string[], other: readonly string[]): number | null {
  if (one.length !== other.length || one.length < fewestParts) return null
  const differing = one.flatMap((part, at) => (part === other[at] ? [] : [at]))
  return differing.length === 1 ? differing[0]! : null
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
