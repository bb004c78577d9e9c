import type { RevisionCommit } from '../../domain/revision.ts'
import type { GitOptions } from '../git.ts'
import { readObjects } from '../objects.ts'

/** What a commit object says, beyond the graph. */
export interface CommitFacts {
  sha: string
  /** The author's e-mail address; null when there is none. */
  authorEmail: string | null
  /** The name that the commit gives its author; null when there is none. */
  authorName: string | null
  /** Of the person who applied the commit: a cherry-pick keeps its author and names who picked it. */
  committerEmail: string | null
  committerName: string | null
  /** How many commits it follows: two and more are a merge. */
  parents: number
  /** Author date in seconds since 1970; null when it is absurd (see `plausibleSeconds`). */
  authoredAt: number | null
  /** The author's distance from UTC, "+0530"; null when there is none. */
  zone: string | null
  committedAt: number | null
  /** The whole message, cut at `longestMessage`. */
  message: string
}

/** Who commits for others: GitHub's own button. */
export const githubItself = 'noreply@github.com'

/** Characters kept of one commit message. Longer ones are pasted logs. */
const longestMessage = 64 * 1024
/**
 * git's first release is of 2005; imported histories are older, but no pull request's commit was written before 1990.
 */
const earliestSeconds = Date.UTC(1990, 0, 1) / 1_000
/** Clocks run ahead by hours, not by days. */
const clockSkewSeconds = 2 * 86_400

/** A date from a commit, or null when no clock can have shown it: epoch 0, the far future, no number. */
export function plausibleSeconds(seconds: number, nowSeconds: number): number | null {
  return seconds >= earliestSeconds && seconds <= nowSeconds + clockSkewSeconds ? seconds : null
}

/** Reads commits in one process. Each is given once, in no promised order. */
export async function readCommits(
  ids: readonly string[],
  nowSeconds: number,
  options: GitOptions,
): Promise<Map<string, CommitFacts>> {
  const facts = new Map<string, CommitFacts>()
  for await (const fact of streamCommits([...new Set(ids)], nowSeconds, options)) facts.set(fact.sha, fact)
  return facts
}

/** The same one by one, in the order asked; git is ended with whoever has read enough. */
export async function* streamCommits(
  ids: readonly string[],
  nowSeconds: number,
  options: GitOptions,
): AsyncGenerator<CommitFacts, undefined> {
  for await (const { id, kind, content } of readObjects(ids, options))
    if (kind === 'commit') yield parseCommit(id, content, nowSeconds)
}

/** Reads one commit object. Pure; never throws: a hostile object gives empty fields. */
export function parseCommit(sha: string, content: Buffer, nowSeconds: number): CommitFacts {
  const end = content.indexOf('\n\n')
  const headers = content.toString('latin1', 0, end === -1 ? content.length : end).split('\n')
  const field = (name: string) => headers.find((line) => line.startsWith(`${name} `))?.slice(name.length + 1)
  const author = readPerson(field('author'))
  const committer = readPerson(field('committer'))
  const body = end === -1 ? Buffer.alloc(0) : content.subarray(end + 2, end + 2 + longestMessage * 4)
  return {
    sha,
    authorEmail: author.email,
    authorName: readName(field('author')),
    committerEmail: committer.email,
    committerName: readName(field('committer')),
    parents: headers.filter((line) => line.startsWith('parent ')).length,
    authoredAt: plausibleSeconds(author.seconds, nowSeconds),
    zone: author.zone,
    committedAt: plausibleSeconds(committer.seconds, nowSeconds),
    message: decode(body, field('encoding')).trimEnd().slice(0, longestMessage).toWellFormed(),
  }
}

/** What a revision keeps of its commits. */
export function describeCommits(commits: readonly CommitFacts[]): RevisionCommit[] {
  return commits.map((commit) => ({
    sha: commit.sha,
    message: commit.message,
    authoredAt: toIso(commit.authoredAt ?? commit.committedAt),
    authorName: commit.authorName,
    authorEmail: commit.authorEmail,
    ...findSecondSignature(commit),
    ...(commit.zone === null ? {} : { zone: commit.zone }),
    parents: commit.parents,
  }))
}

/** The committer's signature, where it says something that the author's does not. */
export function findSecondSignature({
  authorName,
  authorEmail,
  committerName,
  committerEmail,
}: Pick<CommitFacts, 'authorName' | 'authorEmail' | 'committerName' | 'committerEmail'>): Pick<
  RevisionCommit,
  'committerName' | 'committerEmail'
> {
  if (authorName === null || authorEmail === null || committerName === null || committerEmail === null)
    return {}
  if (committerEmail === githubItself) return {}
  const isOne = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()
  const isSame = isOne(authorName, committerName) && isOne(authorEmail, committerEmail)
  return isSame ? {} : { committerName, committerEmail }
}

/** ISO 8601; a date that no clock can have shown is the epoch: wrong for everyone, misleading for no one. */
export function toIso(seconds: number | null): string {
  return new Date((seconds ?? 0) * 1_000).toISOString()
}

/** Characters kept of a name. */
const longestName = 200

/** What stands before the address. */
function readName(line = ''): string | null {
  const bytes = Buffer.from(line.slice(0, Math.max(line.lastIndexOf(' <'), 0)), 'latin1')
  const name = bytes.toString('utf8').trim().slice(0, longestName).toWellFormed()
  return name === '' ? null : name
}

/** Characters of an author's line that are read: its end, where address and date stand. */
const readOfPerson = 500

/** `Name <email> seconds zone`; the name may hold anything, so the line is read from its end. */
function readPerson(whole = ''): { email: string | null; seconds: number; zone: string | null } {
  const line = whole.slice(-readOfPerson)
  const match = /<([^<>]*)>[^<>]*?(\d{1,15})? *([+-]?\d*) *$/.exec(line)
  const zone = match?.[3] ?? ''
  const email = Buffer.from(match?.[1] ?? '', 'latin1')
    .toString('utf8')
    .trim()
  return {
    email: email === '' ? null : email,
    seconds: match?.[2] === undefined ? Number.NaN : Number(match[2]),
    zone: /^[+-]\d{4}$/.test(zone) && !/0000$/.test(zone) ? zone : null,
  }
}

function decode(bytes: Buffer, encoding = 'utf-8'): string {
  try {
    return new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes)
  } catch {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  }
}
