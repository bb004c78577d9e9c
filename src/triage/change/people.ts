import type { Revision, RevisionCommit } from '../../domain/revision.ts'
import { authorKey } from './author.ts'
import { foldName } from './fold-name.ts'
import { committerKeys, isServant, keysOfMany } from './second-signature.ts'

/** Programs that write for many people: what they have written says nothing of who asked for it. */
const agents =
  /^(?:claude(?:[ -](?:code|opus|sonnet|haiku|bot).*)?|(?:github )?copilot.*|copilot-swe-agent|cursor(?: ?agent)?|openai codex|codex|chatgpt.*|gpt-.*|devin(?: ai)?.*|google[- ]labs[- ]jules.*|jules|gemini.*|openhands.*|aider.*|sweep(?: ai)?.*|windsurf.*|amp|opencode.*|openclaw.*|kiro.*|qwen.*|factory-droid.*|roomote.*|web-flow|github(?: action)?s?(?: bot)?|github-actions)(?:\[bot\])?$/i
const agentAddresses =
  /^(?:noreply@(?:anthropic|openai|github|cursor|aider)\.(?:com|chat)|cursoragent@cursor\.com|copilot@github\.com|(?:\d+\+)?(?:copilot|claude|cursor|devin-ai-integration|google-labs-jules|openhands|github-actions|chatgpt-codex-connector)(?:-swe-agent)?(?:\[bot\])?@users\.noreply\.github\.com)$/i

/** Where a workflow's commits come from, by whatever name it was told to sign with: mostly of who started it. */
const workflow = /^(?:\d+\+)?github-actions(?:\[bot\])?@users\.noreply\.github\.com$/i

/** What machines and tutorials put where a name should be. */
const noNames = new Set(
  `root,admin,administrator,user,unknown,developer,test,tester,ubuntu,debian,vagrant,docker,github,anonymous,nobody,your name,yourname,username,name,author,me,dev
  test user,testuser,your name here,your full name,your username,first last,firstname lastname,first name last name,user name,no name,noname,john doe,jane doe
  example,example user,ec2 user,runner,codespace,codespaces,unknown author,unknown user,git user,default user,system administrator`.split(
    /,|\n {2}/,
  ),
)
const shortestSingleName = 5
/** A head with commits of more people than these is known by them. */
const mostPeople = 60
const longestCommit = 8_000
/** Characters of a name that are read. */
const longestName = 200

const coAuthor = /^co-authored-by:([^<\n]{0,200})<([^<>\n]{0,200})>/gim
/** Of one line. */
const signedOff = /^signed-off-by:([^<]{0,200})<([^<>]{0,200})>/i

/** The names and addresses of one person, as far as a commit tells them. */
export type Person = readonly string[]

/** A name in the forms in which two spellings of it are equal; none for one that many have. */
function nameKeys(name: string | null | undefined): string[] {
  const [plain = '', ...others] = foldName((name ?? '').slice(0, longestName))
  if (plain === '' || noNames.has(plain)) return []
  return plain.includes(' ') || plain.length >= shortestSingleName
    ? [plain, ...others].map((form) => `name ${form}`)
    : []
}

function isAgent(name: string | null | undefined, address: string | null | undefined): boolean {
  const [called, from] = [(name ?? '').trim().slice(0, 100), (address ?? '').trim().slice(0, 200)]
  if (agents.test(called)) return true
  return agentAddresses.test(from) && !(workflow.test(from) && isSomebody(called))
}

/** Whether a name at a workflow's address is a person's, and no program's. */
const isSomebody = (name: string): boolean =>
  nameKeys(name).length > 0 && !tidying.test(name) && !isServant(name)

/** Whether a signature is an agent's, or what machines and tutorials put where a name should be. */
export function isNoPerson(name: string, address: string): boolean {
  return isAgent(name, address) || noNames.has(name.trim().toLowerCase())
}

/** Whether a commit is signed with what machines and tutorials put where a name should be, and not by a program. */
export function isUnset({ authorName, authorEmail }: RevisionCommit): boolean {
  const [name, address] = [(authorName ?? '').trim().slice(0, 100), authorEmail ?? '']
  if (isAgent(name, address)) return false
  // A name that says something, or an address that mail comes from, is somebody's.
  if (nameKeys(name).length > 0 || authorKey(address) !== null) return false
  return noNames.has(name.toLowerCase()) || address.includes('@')
}

/** Who has put one more address where a name should be is known by it. */
const addressAsName = /^[^\s@<>]{1,100}@[^\s@<>]{1,100}\.[a-z]{2,20}$/i

/** The keys by which a signature knows a person: the address's (authorKey), and the name's. None for an agent. */
export function personOf(name: string | null | undefined, address: string | null | undefined): Person {
  if (isAgent(name, address)) return []
  const account = workflow.test((address ?? '').trim().slice(0, 200)) ? null : authorKey(address ?? null)
  const called = (name ?? '').trim().slice(0, longestName)
  const further = addressAsName.test(called) ? [authorKey(called)] : nameKeys(name)
  return [...new Set([account, ...further])].filter((key) => key !== null)
}

/**
 * Programs that tidy up behind others: their commits are no one's. What such an account opens by itself (a bump) is its
 * own.
 */
const tidying =
  /\[bot\]$|^(?:pre-commit(?:-ci)?|autofix(?:-ci)?|renovate(?:-bot)?|greenkeeper(?:io-bot)?|snyk-bot)$/i

/** Programs that raise packages, each raise a pull request of its own. */
const raising =
  /^(?:dependabot(?:-preview)?|renovate(?:-bot)?|greenkeeper(?:io-bot)?|snyk-bot|pyup-bot|depfu|mend-bolt[\w-]*|whitesource[\w-]*)(?:\[bot\])?$/i

/** Whether a program that raises packages made a commit. */
export function isRaisedByBot({ authorName }: Pick<RevisionCommit, 'authorName'>): boolean {
  return raising.test((authorName ?? '').trim().slice(0, 100))
}

/**
 * Whether a program that acts by itself made a commit, and not an agent, which does what a person asks of it.
 */
export function isProgram({ authorName, authorEmail }: RevisionCommit): boolean {
  const name = (authorName ?? '').trim().slice(0, 100)
  return tidying.test(name) && !isAgent(name, authorEmail)
}

/** Those whom a commit names beside its author; an agent, and whoever is not known, is nobody. */
export function coAuthorsOf({ message }: Pick<RevisionCommit, 'message'>): Person[] {
  return [...message.slice(0, longestCommit).matchAll(coAuthor)].map(([, name, address]) =>
    personOf(name, address),
  )
}

/**
 * Who signs a commit off, be it with several addresses; nobody where two do, of whom one took it in, or a program,
 * which signs for anyone.
 */
function signerOf({ message }: RevisionCommit): Person {
  const lines = message.slice(0, longestCommit).split('\n')
  const signers = lines.flatMap((line) => {
    const [, name = '', address = ''] = signedOff.exec(line) ?? []
    const person = personOf(name, address)
    return person.length === 0 ? [] : [{ name, person }]
  })
  const [first] = signers
  if (first === undefined || signers.some(({ name }) => isServant(name))) return []
  return signers.every(({ person }) => person.some((key) => first.person.includes(key))) ? first.person : []
}

/**
 * A commit's author by that signature alone; where an agent wrote it, those whom it names beside itself, and where it
 * is signed with nobody's name, who signs it off.
 */
function authorsOf(commit: RevisionCommit): Person[] {
  const { authorName, authorEmail } = commit
  if (isAgent(authorName, authorEmail)) return coAuthorsOf(commit)
  if (isUnset(commit)) return [signerOf(commit)]
  return tidying.test((authorName ?? '').trim().slice(0, 100)) ? [] : [personOf(authorName, authorEmail)]
}

/** What the committer's signature adds to an author's. */
const addedTo = (author: Person, commit: RevisionCommit): Person =>
  committerKeys(commit, author, personOf(commit.committerName, commit.committerEmail))

/**
 * Of each commit of a pull request who wrote it: its author by all that the commit tells (second-signature.ts); where
 * an agent did, those whom it names beside itself.
 */
export function writersIn(commits: readonly RevisionCommit[]): Person[][] {
  const signed = commits.map((commit) =>
    authorsOf(commit).map((author) => ({ author, added: addedTo(author, commit) })),
  )
  const many = keysOfMany(signed.flat())
  return signed.map((writers) =>
    writers.map(({ author, added }) => [...author, ...added.filter((key) => !many.has(key))]),
  )
}

export function isMerge({ parents, message }: RevisionCommit): boolean {
  return (
    (parents ?? 0) > 1 ||
    (parents === undefined && /^Merge (?:branch|pull request|remote-tracking|tag|commit) /.test(message))
  )
}

/** The person who opened it, by login or address; none for an agent, whose account many share. */
export function openerOf({ author }: Pick<Revision, 'author'>): Person {
  return author === null || isAgent(author, author) ? [] : personOf(null, author)
}

/**
 * Everyone who wrote a commit of a pull request, and who opened it: keys (authorKey of an address or login, "name …" of
 * a name), sorted. Merges are no one's work, and an agent is no person: in its place stand those whom it names as
 * co-authors.
 */
export function peopleOf(revision: Revision): string[] {
  const own = revision.commits.filter((commit) => !isMerge(commit))
  const keys = new Set([...openerOf(revision), ...writersIn(own).flat(2)])
  return [...keys].sort().slice(0, mostPeople)
}

/**
 * Who made a pull request what it is: those who opened it, and who wrote more than half of its commits, without what a
 * program tidied up behind them. A maintainer who tidies up in everybody's is in none of these.
 */
export function makersOf(revision: Revision): string[] {
  const own = revision.commits
    .filter((commit) => !isMerge(commit))
    .filter((commit, at) => at === 0 || !isProgram(commit))
  const commits = new Map<string, number>()
  for (const writers of writersIn(own))
    for (const key of new Set(writers.flat())) commits.set(key, (commits.get(key) ?? 0) + 1)
  const many = [...commits].flatMap(([key, count]) => (count * 2 > own.length ? [key] : []))
  return [...new Set([...openerOf(revision), ...many.sort()])].slice(0, mostPeople).sort()
}

/** How many different people wrote its commits: two that share a name or an address are one. */
function countWriters(revision: Pick<Revision, 'commits'>): number {
  const groups: Set<string>[] = []
  for (const writer of writersIn(revision.commits.filter((commit) => !isMerge(commit))).flat()) {
    if (writer.length === 0) continue
    const known = groups.filter((group) => writer.some((key) => group.has(key)))
    const group = new Set([...writer, ...known.flatMap((one) => [...one])])
    for (const one of known) groups.splice(groups.indexOf(one), 1)
    groups.push(group)
  }
  return groups.length
}

/** From so many people on a head is a branch that gathers the work of many. */
const rollUpWriters = 3
/** How a squash, a merge or a cherry-pick names the pull request or commit that it brings. */
const brought =
  /\(#\d{1,9}\)\s*$|^Merge (?:pull request|PR) #\d{1,9}|^(?:minor|feature|bug|security) #\d{1,9}/
const picked = /^\(cherry picked from commit [0-9a-f]{7,64}\)/m
const rollUpBrought = 3

/**
 * The pull request's number or the commit's line by which a commit says that it brings something from elsewhere; null
 * when it says nothing.
 */
export function broughtFrom({ message }: RevisionCommit): string | null {
  const number = brought.exec(message.split('\n', 1)[0]!.slice(0, 300))?.[0]
  return number?.replace(/\D/g, '') ?? picked.exec(message.slice(0, longestCommit))?.[0] ?? null
}

/**
 * Whether a pull request gathers what others have written: a release branch, a merge of branches (a head of merges
 * alone: what they bring was written elsewhere), a row of cherry-picks. What it has is in other pull requests too, and
 * it repeats none of them; what it has besides is compared by itself (own-part.ts).
 * @param productionFiles how many it changes, where that is known: where it is one, those who write commits polish the
 *   same change, as maintainers do with what an agent or a newcomer began.
 */
export function isRollUp(revision: Pick<Revision, 'commits'>, productionFiles?: number): boolean {
  if (productionFiles !== 1 && countWriters(revision) >= rollUpWriters) return true
  if (revision.commits.length > 0 && revision.commits.every(isMerge)) return true
  // Several commits for one issue name the same number.
  const from = new Set<string>()
  for (const commit of revision.commits) {
    const source = isMerge(commit) ? null : broughtFrom(commit)
    if (source !== null) from.add(source)
  }
  return from.size >= rollUpBrought
}

/**
 * What a rebase, an amended message's body or a cherry-pick leaves of a commit: its author's date and its subject; its
 * id where the date is unknown.
 */
export function commitKey({ sha, authoredAt, message }: RevisionCommit): string {
  return Date.parse(authoredAt) > 0 ? `${authoredAt} ${message.split('\n', 1)[0]!.trim().slice(0, 200)}` : sha
}
