/** "#123", "GH-123", "owner/repo#123", a link to an issue or a pull request. */
const reference =
  /(?:^|[^\w&/#])(?:([\w.-]{1,39}\/[\w.-]{1,100})?#|GH-)(\d{1,7})\b|https?:\/\/[\w.:-]{1,200}\/([\w.-]{1,39}\/[\w.-]{1,100})\/(?:issues|pull)\/(\d{1,7})\b/gi
/** The same where it follows what says how it is meant. */
export const target = String.raw`(?:(?:[\w.-]{1,39}\/[\w.-]{1,100})?#|GH-|https?:\/\/[\w.:-]{1,200}\/[\w.-]{1,39}\/[\w.-]{1,100}\/(?:issues|pull)\/)\d{1,7}\b`
/** "#1, #2 and #3" */
const targets = String.raw`${target}(?:(?:\s{0,3}(?:,|&|\band\b)){1,2}\s{0,3}${target}){0,19}`
/**
 * GitHub's closing keywords, with or without a colon. https://docs.github.com: "Linking a pull request to an issue
 * using a keyword"
 */
const keyword = '(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)'
const closing = new RegExp(String.raw`\b${keyword}\b:?\s{1,3}(?:issues?\s{1,3})?(${targets})`, 'gi')
/**
 * "the closed #12", "in stale/closed #12", "already fixed/closed #12": what has become of it, and not what is done to
 * it. "Fixed/Closed #12" says twice what is done.
 */
const toldOf = new RegExp(
  String.raw`(?:(?<!\b${keyword})\/|(?<![\w-])(?:the|in|of|from|already|previously|recently|since|stale|old|earlier)[ -](?:${keyword}\/){0,2})$`,
  'i',
)
const longestTold = 32
/**
 * "gh-1234: …" (CPython and others) and "[PROJ-123] …", "PROJ-123: …" at the beginning of a title name the issue that
 * the change is for.
 */
const titleNumber = /^\s*\[?gh-(\d{1,7})\]?\s*:/i
const titleKey = /^\s*[[(]?([A-Z][A-Z0-9_]{1,9}-\d{1,6})(?:[\]):]|\s)/
/** Names of standards have the form of a key. */
const standards = /^(?:UTF|ISO|RFC|CVE|SHA|MD|ES|CP|PEP|PHP|HTTP|TLS|IE|ECMA|ANSI|X)-/

/** A description can list a whole release; what refers to everything is about nothing. */
const mostReferences = 20
const longestText = 100_000

/** How an author may speak of another pull request, and what that makes of the two. */
export const claimKinds = [
  'supersedes',
  'alternative',
  'continues',
  'duplicates',
  'includes',
  'reverts',
] as const
export type ClaimKind = (typeof claimKinds)[number]

/** What an author says of another pull request, in the author's words. */
export interface Claim {
  kind: ClaimKind
  number: number
  words: string
}

const phrases: Record<ClaimKind, string> = {
  supersedes:
    'supersedes?|superseding|superseded by|replaces?|replacing|replacement (?:for|of)|obsoletes?|in favou?r of',
  alternative:
    '(?:an? )?alternatives? (?:approach |solution |fix |implementation |version )?(?:to|for|of)|instead of|rather than|competes with|competing with',
  continues:
    'picks? up|picking up|continues?|continuation of|continuing|takes? over|taking over|follow(?:s|ed)?[- ]?up (?:to|of|on|for)|builds? on|based on|revives?|resurrects?|rebase(?:d)?(?: version)? of|re-?opens?|re-?submi(?:ts?|ssion of)|re-?lands?|second (?:try|attempt) (?:at|of)',
  duplicates: '(?:a )?dup(?:licate|e)?s? of|duplicates?|same (?:fix |change |thing )?as|identical to',
  includes:
    'includes?|including|takes? in|incorporates?|combines?|merges? in|cherry[- ]?picks?(?: of)?|contains?|folds? in|squashes',
  reverts: 'reverts?|reverting|revert of|rolls? back|backs? out',
}
const between = String.raw`(?::|\s){1,3}(?:(?:the|my|pull|request|pr|prs|work|changes?|fix|approach|from|in|of|by|and)[\s:]{1,3}){0,5}`
const claims = claimKinds.map((kind) => ({
  kind,
  pattern: new RegExp(String.raw`\b(?:${phrases[kind]})${between}(${targets})`, 'gi'),
}))

/**
 * 'Revert "Parse ports (#12)"', as GitHub's button and git write it, and a title "revert: parse ports (#12)". A number
 * behind the quotation marks is that of the pull request that reverted.
 */
const quotedRevert = /^\W{0,3}(?:\w{1,20}: )?revert:? ".*\((#\d{1,7})\)"/i
const plainRevert = /^revert:[^"]*\((#\d{1,7})\)$/i
const longestSubject = 300

/** The lines that say so: any may quote what is reverted, only the first of all is a title of one's own. */
function* readReverts(text: string): Generator<[string, string]> {
  for (const [at, whole] of text.split('\n').entries()) {
    const line = whole.slice(0, longestSubject).trim()
    const match = quotedRevert.exec(line) ?? (at === 0 ? plainRevert.exec(line) : null)
    if (match !== null) yield [match[0], match[1]!]
  }
}

/**
 * Where the repository itself is meant, it may be written out: "owner/repo", lower-cased; null when it is not known.
 */
type Repository = string | null | undefined

function* readReferences(text: string, repository: Repository): Generator<number> {
  for (const [, ofName, number, ofLink, linked] of text.matchAll(reference)) {
    const named = (ofName ?? ofLink)?.toLowerCase()
    // Another repository's issue has the same number by chance. A link is taken for ours where it is not known who we
    // are.
    if (named !== undefined && (repository == null ? ofName !== undefined : named !== repository)) continue
    yield Number(number ?? linked)
  }
}

/** Numbers of issues and pull requests that a text names, without its own, ascending. */
export function issueReferences(text: string, own: number, repository?: Repository): number[] {
  const found = new Set(readReferences(text.slice(0, longestText), repository))
  found.delete(own)
  found.delete(0)
  return [...found].sort((a, b) => a - b).slice(0, mostReferences)
}

/**
 * The issues that a pull request says it closes, as "#12" or "PROJ-12", sorted: by GitHub's keywords in title,
 * description and messages, and by the title's own mark.
 */
export function closedIssues(title: string, text: string, own: number, repository?: Repository): string[] {
  const found = new Set<string>()
  const add = (number: number) => {
    if (number !== own && number !== 0) found.add(`#${number}`)
  }
  const read = text.slice(0, longestText)
  for (const { 0: said, 1: listed, index } of read.matchAll(closing))
    if (!/^\w+ed/i.test(said) || !toldOf.test(read.slice(Math.max(0, index - longestTold), index)))
      for (const number of readReferences(listed!, repository)) add(number)
  const number = titleNumber.exec(title.slice(0, 300))?.[1]
  if (number !== undefined) add(Number(number))
  const key = titleKey.exec(title.slice(0, 300))?.[1]
  if (key !== undefined && !standards.test(key)) found.add(key)
  return [...found].sort().slice(0, mostReferences)
}

/** How much of an author's sentence is kept as proof. */
const longestWords = 120

/**
 * What an author says of other pull requests, each once, in order of number. A revert that names its title alone is
 * found by that (revert.ts).
 */
export function readClaims(text: string, own: number, repository?: Repository): Claim[] {
  const found = new Map<number, Claim>()
  const add = (kind: ClaimKind, said: string, named: string) => {
    for (const number of readReferences(named, repository))
      if (number !== own && number !== 0 && !found.has(number))
        found.set(number, { kind, number, words: said.replace(/\s+/g, ' ').trim().slice(0, longestWords) })
  }
  const read = text.slice(0, longestText)
  for (const { kind, pattern } of claims)
    for (const match of read.matchAll(pattern)) add(kind, match[0], match[1]!)
  for (const [said, named] of readReverts(read)) add('reverts', said, named)
  return [...found.values()].sort((a, b) => a.number - b.number).slice(0, mostReferences)
}
