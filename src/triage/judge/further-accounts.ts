import type { Revision, RevisionCommit } from '../../domain/revision.ts'
import { coAuthorsOf, isMerge, isNoPerson, makersOf, personOf } from '../change/people.ts'
import { messageWords } from '../change/tokens.ts'
import { onceFor } from './once-for.ts'
import { sharesPerson, tellingWords } from './relation-facts.ts'

const longestSubject = 300

/**
 * "Merge branch 'oars' of https://github.com/ada/yard into oars": what the same branch of one's own fork has. A branch
 * under another name is somebody else's.
 */
const ownBranch =
  /^Merge (?:remote-tracking )?branch '([^']{1,200})' of (?:https?:\/\/|ssh:\/\/|git:\/\/)?(?:git@)?github\.com[:/]([\w-]{1,39})\/[\w.-]{1,100}(?: into (\S{1,200}))?$/
const mainBranches = new Set(['master', 'main', 'trunk', 'develop'])

/** The account of the fork that a merge brings its own branch from; null when it says nothing of the kind. */
function forkOf({ message }: RevisionCommit): string | null {
  const found = ownBranch.exec(message.slice(0, longestSubject).split('\n', 1)[0]!.trim())
  if (found === null) return null
  const [, branch, login, into] = found
  return (into === undefined ? mainBranches.has(branch!) : into === branch) ? login!.toLowerCase() : null
}

/**
 * "Merge branch 'acme:main' into horn", where the repository is acme's: GitHub's page of a fork brings that fork up to
 * date, which is for who owns it, or has a part in it. A maintainer who brings a pull request up to date merges 'main'.
 */
const synced = /^Merge branch '([\w-]{1,39}):[^']{1,200}' into \S/

const spell = (key: string) => key.replace(/^name /, '').replace(/[^\p{L}\p{N}]+/gu, '')

/**
 * What a pull request's own merges tell of who made it: names and accounts by which its maker has signed them, on
 * GitHub's pages mostly, and the account of the fork.
 */
const signedMerges = onceFor((revision: Revision): string[] => {
  const makers = makersOf(revision)
  const spelled = new Set(makers.map(spell))
  const owner = revision.repository?.split('/', 1)[0]?.toLowerCase()
  return revision.commits.filter(isMerge).flatMap((commit) => {
    const signed = personOf(commit.authorName, commit.authorEmail)
    const fork = forkOf(commit)
    return [
      ...(sharesPerson(signed, makers) !== null || signed.some((key) => spelled.has(spell(key)))
        ? signed
        : []),
      ...(fork === null || fork === owner || isNoPerson(fork, fork) ? [] : personOf(fork, fork)),
    ]
  })
})

/** Who has brought the fork up to date on its page. */
const syncers = onceFor((revision: Revision): string[] => {
  const owner = revision.repository?.split('/', 1)[0]?.toLowerCase()
  return revision.commits.filter(isMerge).flatMap((commit) => {
    const from = synced.exec(commit.message.slice(0, longestSubject))?.[1]?.toLowerCase()
    return from !== undefined && from === owner ? personOf(commit.authorName, commit.authorEmail) : []
  })
})

/** Steps that are called alike: one may be any ("add tests"). */
const leastSteps = 2
const subjectOf = ({ message }: RevisionCommit) =>
  message.slice(0, longestSubject).split('\n', 1)[0]!.trim().toLowerCase()
/** It says what it is about, in words or by a number. */
const isTelling = (subject: string) =>
  /#\d{1,9}\b/.test(subject) || messageWords(subject).length >= tellingWords

/** An agent's run: nobody's clock, and whoever asked for it named beside each of its commits. */
const isRun = (own: readonly RevisionCommit[]) =>
  own.every((commit) => commit.zone === undefined && coAuthorsOf(commit).length > 0)

/**
 * One person who has an agent that nobody knows for one do the same again: its commits are called as the person's are,
 * step by step, and name that one beside the agent. Who is named for what was done in words of one's own is taken over.
 */
export function findAskedAgain(one: Revision, other: Revision): string | null {
  const find = (asked: Revision, again: Revision): string | null => {
    const [steps, run] = [asked, again].map(({ commits }) =>
      commits.filter((commit) => !isMerge(commit)),
    ) as [RevisionCommit[], RevisionCommit[]]
    // GitHub's REST API tells nobody's clock, so a machine's is not known either. A mirror tells all.
    if (asked.createdAtGuessed !== true && !steps.some(({ zone }) => zone !== undefined)) return null
    if (!isRun(run)) return null
    const known = new Set(steps.map(subjectOf))
    const same = run.filter((commit) => known.has(subjectOf(commit)))
    const subjects = [...new Set(same.map(subjectOf))]
    if (subjects.length < leastSteps || !subjects.some(isTelling)) return null
    return sharesPerson(makersOf(asked), same.flatMap(coAuthorsOf).flat())
  }
  return find(one, other) ?? find(other, one)
}

/**
 * One person by an account that only the one's merges tell of, and who made the other: the key; null when it is not so.
 * @param areKnown GitHub has said who opened both: then a fork may have several who write to it.
 */
export function findFurtherAccount(one: Revision, other: Revision, areKnown: boolean): string | null {
  const further = (revision: Revision) => [...signedMerges(revision), ...(areKnown ? [] : syncers(revision))]
  return sharesPerson(further(one), makersOf(other)) ?? sharesPerson(further(other), makersOf(one))
}
