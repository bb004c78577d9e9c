import type { Revision, RevisionCommit } from '../../domain/revision.ts'
import { isSharedName } from '../change/author.ts'
import { isMerge, makersOf, personOf } from '../change/people.ts'
import { areWithinDays } from './within-days.ts'

/** Who opens the same again from another account does so at once. */
const mostDays = 3
/** Who does the same to the letter and says so in the same words has forgotten by which account it was done. */
const mostDaysOfSame = 60
const shortestWord = 5
/** Few first names have as many letters. */
const longWord = 8
/** Those that many people have, in their usual spellings. */
const longFirstNames = new Set(
  `abdullah abdurrahman alejandro aleksandar aleksander aleksandr aleksandra alessandra alessandro alexander alexandra alexandre alexandros
  alexandru anastasia augustin bartlomiej benedict benedikt benjamin bernhard bertrand catherine charlotte christian christina christine
  christof christoph christophe christopher clemence constantin cristian cristiano dominique ekaterina eleonora elisabeth elizabeth emmanuel
  fabrizio ferdinand fernando florence francesca francesco francisco francois franziska frederic frederick frederik friedrich gabriela
  gabriele gabriella gabrielle geoffrey giovanni giuseppe gregoire grzegorz guilherme guillaume guillermo humberto jacqueline johannes
  jonathan josephine katarina katarzyna katharina katherine kathleen konstantin krishnan krzysztof laurence leonardo madeleine magdalena
  margaret marguerite matthias matthieu maximilian michelle mohammad mohammed montgomery muhammad nathalie nathaniel nicholas nikolaos
  oleksandr patricia philippe przemyslaw rajendra reinhard reinhold roderick salvador salvatore samantha sebastiaan sebastian sebastien
  siegfried stanislav stanislaw stephanie terrence theodore theodoros thorsten timothee valentin valentina valentine veronica veronika
  victoria viktoria vincenzo virginia vladimir vladislav volodymyr vyacheslav wilhelmina wladimir wolfgang yevgeniy zbigniew`.split(
    /\s+/,
  ),
)

/** Of a program, a house or a task rather than of a person. */
const noWords = new Set(
  `agent android apple cloud codes coder coding developer email engineer engineering finder google group hacker intel linux macbook machine mobile official
  programmer project research researcher robot school security software staff student studio support system tech technologies university users windows works`.split(
    /\s+/,
  ),
)

/**
 * How alike two are: they write or say the same; they are the same to the letter, in the same words; or neither.
 */
export type Likeness = 'other' | 'alike' | 'same'

/**
 * One person by two accounts that have a word in common ("Ironwood", "ironwood66@…"): the key of the second; null when
 * it is not so. By itself a first name is many people's, so only who wrote both at one second is one, and of two that
 * write or say the same, who did so within three days by clocks of one distance from UTC. Two whole names are two
 * people's. In a mirror, where no account is known, these clocks tell as well of a word that is long, and of what is
 * the same for weeks.
 * @param areKnown GitHub has said who opened each.
 */
export function findSharedWord(
  one: Revision,
  other: Revision,
  likeness: Likeness,
  areKnown: boolean,
): string | null {
  const days = likeness === 'same' && !areKnown ? mostDaysOfSame : mostDays
  if (!areWithinDays(one, other, days)) return null
  const [mine, theirs] = [makersOf(one), makersOf(other)]
  if (mine.some(isWholeName) && theirs.some(isWholeName)) return null
  const shareClock = (withZone: boolean): boolean => {
    const clock = clockOf(withZone)
    const clocks = new Set(written(other, theirs).flatMap(clock))
    return written(one, mine).some((commit) => clock(commit).some((read) => clocks.has(read)))
  }
  const find = (isMeant: (word: string) => boolean): string | null => {
    const words = mine.flatMap(wordsOf).filter(isMeant)
    const isTheirs = (key: string) =>
      wordsOf(key).some((word) => isMeant(word) && words.some((own) => goTogether(own, word)))
    return theirs.find(isTheirs) ?? null
  }
  if (shareClock(likeness !== 'other')) return find(() => true)
  const house = (one.repository ?? '').toLowerCase()
  const isLong = (word: string) =>
    word.length >= longWord && !longFirstNames.has(word) && !house.includes(word)
  return !areKnown && shareClock(true) ? find(isLong) : null
}

/** When a commit was written, and its author's distance from UTC, as far as these are asked and known. */
const clockOf =
  (withZone: boolean) =>
  ({ authoredAt, zone }: RevisionCommit): string[] => [
    ...(Date.parse(authoredAt) > 0 ? [authoredAt] : []),
    ...(withZone && zone !== undefined ? [zone] : []),
  ]

/** The commits that those who made it have signed. */
const written = ({ commits }: Revision, makers: readonly string[]): RevisionCommit[] =>
  commits.filter(
    (commit) =>
      !isMerge(commit) && personOf(commit.authorName, commit.authorEmail).some((key) => makers.includes(key)),
  )

/** A first name and another, and no account's digits behind. */
function isWholeName(key: string): boolean {
  const [kind, ...words] = key.split(' ')
  return (
    kind === 'name' &&
    words.length > 1 &&
    /^\p{L}{2,}$/u.test(words[0]!) &&
    /^\p{L}{2,}$/u.test(words.at(-1)!)
  )
}

/** What is made of letters alone, in a name, a login or before the sign of an address. */
const wordsOf = (key: string): string[] =>
  (
    key
      .replace(/^name /, '')
      .split('@', 1)[0]!
      .match(/\p{L}+/gu) ?? []
  ).filter((word) => word.length >= shortestWord && !noWords.has(word) && !isSharedName(word))

function goTogether(mine: string, theirs: string): boolean {
  const [short, long] = mine.length <= theirs.length ? [mine, theirs] : [theirs, mine]
  return long.startsWith(short) || long.endsWith(short)
}
