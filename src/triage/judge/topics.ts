import type { RevisionCommit } from '../../domain/revision.ts'
import { hashText } from '../candidates/hash.ts'
import { broughtFrom, isRaisedByBot, openerOf, writersIn } from '../change/people.ts'
import { closedIssues } from '../change/references.ts'
import { messageWords } from '../change/tokens.ts'
import { siblingWords } from '../weights.ts'
import { onceFor } from './once-for.ts'
import type { Side } from './side.ts'

/** Commits of a side that are looked at, the last ones: before them come those that a branch began with. */
const mostTopics = 24
const longestSubject = 300
/** Words that two subjects share at least, where the shorter one has more. */
const leastWords = 2

/** What one commit is for, as its message says. */
interface Topic {
  /** As in the signature. */
  hash: number
  words: Set<string>
  closes: readonly string[]
}

/**
 * Pairs of commits, one of each side, that are for the same thing by their words or the issue that both close: by the
 * hashes that the signatures know them by. A title and a description of one's own count as a commit of hash 0. Null
 * where neither side has several commits: then it is about all that it has.
 */
export function findAgreements(a: Side, b: Side): [number, number][] | null {
  if (a.commits.size < 2 && b.commits.size < 2) return null
  const others = topicsOf(b)
  return topicsOf(a).flatMap((one) =>
    others.filter((other) => agree(one, other)).map(({ hash }): [number, number] => [one.hash, hash]),
  )
}

/**
 * Whether no subject of one is for the same thing as one of the other, by its words or an issue that it closes, and one
 * of them changes files of the kind that decides which the other does not.
 */
export function speaksOfElse(a: Side, b: Side): boolean {
  if (!changesMore(a, b) && !changesMore(b, a)) return false
  // Who raises many packages names one of them, or none: the program that raises each by itself is answered by it.
  if ([a, b].some(({ commits }) => [...commits.values()].some(isRaisedByBot))) return false
  const [mine, others] = [topicsOf(a), topicsOf(b)]
  // Without a subject nothing is known to be about something else.
  if (!says(mine) || !says(others)) return false
  return !mine.some((one) => others.some((other) => mayAgree(one, other)))
}

/** What `agree` asks, and less of it: here chance is to be ruled out on the other side. */
function mayAgree(a: Topic, b: Topic): boolean {
  const both = [...a.words].filter((word) => b.words.has(word)).length
  return (
    both >= leastWords ||
    (both > 0 && both / Math.min(a.words.size, b.words.size) >= siblingWords) ||
    agree(a, b)
  )
}

/** Whether one changes a file that decides and that the other does not. */
function changesMore(a: Side, b: Side): boolean {
  const others = new Set(b.changed.keys())
  return [...a.changed.keys()].some((path) => !others.has(path))
}

const says = (topics: readonly Topic[]) => topics.some(({ words }) => words.size > 0)

/** Whether some of these agreements is between commits that both are about. */
export function agreeOnOwn(
  agreements: readonly [number, number][],
  ownOfA: readonly number[],
  ownOfB: readonly number[],
): boolean {
  const [one, other] = [new Set([0, ...ownOfA]), new Set([0, ...ownOfB])]
  return agreements.some(([x, y]) => one.has(x) && other.has(y))
}

/**
 * Keys of the commits that a pull request was begun with or merged in, and that are not its work: raises that a bot
 * made for a fork, and what others were squashed to, by people who wrote nothing else of it. A subject may name an
 * issue as a squash names a pull request, so the number alone tells nothing.
 */
export const foreignCommits = onceFor(({ revision, commits }: Side): ReadonlySet<string> => {
  const foreign = new Set<string>()
  const writers = writersIn([...commits.values()])
  const entries = [...commits].map(([key, commit], nth) => {
    const from = broughtFrom(commit)
    return {
      key,
      commit,
      writers: writers[nth]!,
      isBrought: from !== null && from !== String(revision.number),
    }
  })
  // A bot's own branch stays the bot's, whoever adds to it.
  const isBots = entries[0] !== undefined && isRaisedByBot(entries[0].commit)
  const isForeignRaise = (commit: RevisionCommit) => !isBots && isRaisedByBot(commit)
  // What a program tidied up says nothing of whose work the rest is.
  const own = entries.filter(
    ({ commit, writers, isBrought }) => !isBrought && !isForeignRaise(commit) && writers.length > 0,
  )
  if (own.length === 0) return foreign
  const people = new Set([...openerOf(revision), ...own.flatMap(({ writers }) => writers.flat())])
  for (const { key, commit, writers, isBrought } of entries)
    if (
      isForeignRaise(commit) ||
      (isBrought &&
        // One by a placeholder ("root") is anyone's.
        writers.flat().length > 0 &&
        !writers.flat().some((one) => people.has(one)))
    )
      foreign.add(key)
  return foreign
})

const topicsOf = onceFor((side: Side): readonly Topic[] => {
  const { revision, commits } = side
  const { number, repository, title, body } = revision
  const topic = (hash: number, text: string, subject: string): Topic => ({
    hash,
    words: new Set(messageWords(subject.slice(0, longestSubject))),
    closes: closedIssues(subject, text, number, repository),
  })
  const foreign = foreignCommits(side)
  const topics = [...commits]
    .filter(([key]) => !foreign.has(key))
    .slice(-mostTopics)
    .map(([key, { message }]) => topic(hashText(key, 0), message, message.split('\n', 1)[0]!))
  // In a plain mirror they are made of the commits.
  return revision.createdAtGuessed ? topics : [topic(0, `${title}\n${body}`, title), ...topics]
})

function agree(a: Topic, b: Topic): boolean {
  if (a.closes.some((issue) => b.closes.includes(issue))) return true
  const [small, large] = a.words.size < b.words.size ? [a.words, b.words] : [b.words, a.words]
  let both = 0
  for (const word of small) if (large.has(word)) both++
  // One word of three is chance: "text", "support".
  return both > 0 && both / small.size >= siblingWords && (both >= leastWords || both === small.size)
}
