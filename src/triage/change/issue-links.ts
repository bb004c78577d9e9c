import { closedIssues, issueReferences, target } from './references.ts'

/** An issue that a pull request names, and whether it says that it closes it. */
export interface IssueLink {
  issue: number
  closes: boolean
  /** The commit that alone says so; null where the title or the description does, and for a mere mention. */
  commit: string | null
}

/** What a pull request says of itself, with its commits' messages. */
export interface LinkTexts {
  number: number
  /** "owner/repo", by which a text may name the repository itself; null when unknown. */
  repository: string | null
  /** Empty in a plain mirror, where it is not said: what stands for them is made of the commits. */
  title: string
  body: string
  /** Oldest first. */
  commits: readonly { sha: string; message: string }[]
}

/** Raise it when the same texts give other links: stored ones are then read anew. */
export const issueLinksVersion = 1

/** As much as GitHub takes for a description. */
const longestBody = 65_536
const longestMessage = 8_000
const longestMessages = 32_000
/** A branch of hundreds of commits is about nothing in particular. */
const mostLinks = 60

const comments = /<!--[\s\S]*?(?:-->|$)/g
/** GitHub links nothing inside code. */
const code = /```[\s\S]*?(?:```|$)|~~~[\s\S]*?(?:~~~|$)|``[^`\n]{1,500}``|`[^`\n]{1,500}`/g
/** "[#12](https://…)" and "[the issue](https://…/issues/12)". */
const markdownLink = /\[([^\][\n]{1,200})\]\((https?:\/\/[^\s()]{1,300})\)/g
const emphasis = /\*\*|__|[<>]/g
const isReference = new RegExp(`^${target}$`, 'i')
/** A line that has a closing keyword and nothing else: the issues are named below it. */
const announcement =
  /^[\s#>*_-]{0,20}(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)(?: (?:the )?(?:following )?(?:github )?issues?)?[\s:*_]{0,10}$/i
const listedIssue = new RegExp(String.raw`^[\s>]{0,20}(?:[-*+]|\d{1,3}[.)])?\s{0,5}(${target})`, 'i')

/**
 * The issues of its own repository that a pull request names, in order of number; each that it closes only as closed.
 * Closing is what GitHub's keywords say, in the title, the description and the commits, also before a list, under a
 * heading of their own and around a Markdown link.
 */
export function readIssueLinks({ number, repository, title, body, commits }: LinkTexts): IssueLink[] {
  const links = new Map<number, IssueLink>()
  const read = (text: string, commit: string | null) => {
    for (const issue of closedNumbers(commit === null ? title : '', text, number, repository))
      if (!links.get(issue)?.closes) links.set(issue, { issue, closes: true, commit })
    for (const issue of issueReferences(text, number, repository))
      if (!links.has(issue)) links.set(issue, { issue, closes: false, commit: null })
  }
  read(`${title}\n${readable(body.slice(0, longestBody))}`, null)
  let length = 0
  for (const { sha, message } of commits) {
    if (length > longestMessages || links.size >= mostLinks) break
    read(announced(message.slice(0, longestMessage)), sha)
    length += message.length
  }
  return [...links.values()].sort((a, b) => a.issue - b.issue)
}

function closedNumbers(title: string, text: string, number: number, repository: string | null): number[] {
  return closedIssues(title, text, number, repository).flatMap((issue) =>
    issue.startsWith('#') ? [Number(issue.slice(1))] : [],
  )
}

/** A description as GitHub shows it, as far as it matters to references. */
function readable(body: string): string {
  return announced(
    body
      .replace(comments, '')
      .replace(code, '')
      .replace(markdownLink, (_, label: string, url: string) => {
        if (isReference.test(label)) return label
        return isReference.test(url) ? url : label
      })
      .replace(emphasis, ''),
  )
}

/** Says before each issue of a list under "Closes:" that it is closed. */
function announced(text: string): string {
  let isOpen = false
  return text
    .split('\n')
    .map((line) => {
      if (line.trim() === '') return line
      const listed = isOpen ? listedIssue.exec(line) : null
      if (listed !== null) return `closes ${line.slice(listed[0].length - listed[1]!.length)}`
      isOpen = line.length < 80 && announcement.test(line)
      return line
    })
    .join('\n')
}
