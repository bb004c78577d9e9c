import type { Revision } from '../../domain/revision.ts'
import { makersOf, peopleOf } from '../change/people.ts'
import { haveOtherNames, mayBeOne } from './whole-names.ts'

/** Letters of a whole name that is found in an address: shorter ones are met by chance. */
const shortestWhole = 8
const shortestWord = 2
/** Letters of the name beside an initial ("aironwood"), and of the one name that a person signs with. */
const shortestFamily = 5

/** The plain words of a "name …" key; none for a login or an address. */
const wordsOf = (key: string): string[] =>
  key.startsWith('name ') ? key.slice('name '.length).split(' ') : []

/** A login, or what stands before the sign of an address, as letters and digits; null for a name. */
function accountOf(key: string): string | null {
  if (key.startsWith('name ')) return null
  return key.split('@', 1)[0]!.replace(/[^\p{L}\p{N}]/gu, '')
}

/** Whether an account is called by a whole name, whichever word comes first: "ironwoodada" of "ada ironwood". */
function isCalledBy(account: string, words: readonly string[]): boolean {
  if (words.length < 2 || words.some(({ length }) => length < shortestWord)) return false
  const whole = words.join('')
  return whole.length >= shortestWhole && (account === whole || account === words.toReversed().join(''))
}

/** Letters of a name that stand for it beside the other one. */
const mostInitials = 3

/**
 * Whether an account is one of the two names whole, and the other one cut down to its first letters, before or behind
 * it: "aironwood", "iradelheid", "adelheidi" of "adelheid ironwood".
 */
function isInitialOf(account: string, words: readonly string[]): boolean {
  if (words.length < 2) return false
  const ends = [words[0]!, words.at(-1)!]
  return [ends, ends.toReversed()].some(([cut, whole]) => {
    const letters = account.length - whole!.length
    if (whole!.length < shortestFamily || letters < 1 || letters > Math.min(mostInitials, cut!.length - 1))
      return false
    const initials = cut!.slice(0, letters)
    return account === initials + whole || account === whole + initials
  })
}

/** Whether one signs with the first or the last word of the other's whole name. */
function isPartOf([word, ...rest]: readonly string[], whole: readonly string[]): boolean {
  return (
    word !== undefined &&
    rest.length === 0 &&
    word.length >= shortestFamily &&
    whole.length > 1 &&
    (whole[0] === word || whole.at(-1) === word)
  )
}

type IsOne = (mine: string, theirs: string) => boolean

/** Every pair of keys of the two that are the same by `isOne`, the first's before the second's; one made theirs. */
function* findPairs(one: Revision, other: Revision, isOne: IsOne): Generator<[mine: string, theirs: string]> {
  const [makers, others] = [new Set(makersOf(one)), new Set(makersOf(other))]
  for (const mine of new Set([...makers, ...peopleOf(one)]))
    for (const theirs of new Set([...others, ...peopleOf(other)]))
      if ((makers.has(mine) || others.has(theirs)) && (isOne(mine, theirs) || isOne(theirs, mine)))
        yield [mine, theirs]
}

/**
 * One person who signs with a whole name here, and has an account or address there that is made of that name: as sure
 * as the same name in both. The second's key; null when it is not so.
 */
export function findNameInAddress(one: Revision, other: Revision): string | null {
  const isOne: IsOne = (name, key) => {
    const account = accountOf(key)
    return account !== null && isCalledBy(account, wordsOf(name))
  }
  return findPairs(one, other, isOne).next().value?.[1] ?? null
}

const isPartOfName: IsOne = (name, key) => {
  const account = accountOf(key)
  return account === null ? isPartOf(wordsOf(key), wordsOf(name)) : isInitialOf(account, wordsOf(name))
}

/**
 * One person by one name and the first letters of the other, or who signs with one word of the name. Two strangers
 * share these now and then: only of two that write the same. Who signs with another whole name is another, and what
 * fits two of those who wrote one of them tells neither.
 */
export function findPartOfName(one: Revision, other: Revision): string | null {
  const known = [...new Set([...peopleOf(one), ...peopleOf(other)])]
  for (const [mine, theirs] of findPairs(one, other, isPartOfName)) {
    const [name, part] = isPartOfName(mine, theirs) ? [mine, theirs] : [theirs, mine]
    const fitsAnother = known.some((key) => isPartOfName(key, part) && !mayBeOne(wordsOf(key), wordsOf(name)))
    if (!fitsAnother && !haveOtherNames([one, mine], [other, theirs])) return theirs
  }
  return null
}
