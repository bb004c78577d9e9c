/** Words of code: identifiers and numbers. Punctuation says little that the words beside it do not. */
const word = /[A-Za-z_$À-￿][\w$À-￿]*|\d+(?:\.\d+)*/g
/** A line of a data file can be one endless word. */
const longestWord = 80

export function tokenize(line: string): string[] {
  return (line.match(word) ?? []).map((token) =>
    token.length > longestWord ? token.slice(0, longestWord) : token,
  )
}

/** parseHTTPPort_v2 → parse, http, port, v2: what two authors' different names have in common. */
export function splitWord(token: string): string[] {
  return token
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[\s_$-]+/)
    .map((part) => stem(part.toLowerCase()))
    .filter((part) => part.length > 1)
}

/** Light stemming: enough to make "adds", "added" and "adding" one, without a dictionary. */
export function stem(part: string): string {
  if (part.length > 5 && part.endsWith('ing')) return part.slice(0, -3)
  if (part.length > 4 && part.endsWith('ies')) return `${part.slice(0, -3)}y`
  if (part.length > 4 && part.endsWith('ed')) return part.slice(0, -2)
  if (part.length > 3 && part.endsWith('s') && !part.endsWith('ss')) return part.slice(0, -1)
  return part
}

/** Said in every second message; they name no subject. */
const stopWords = new Set(
  'the and for with from this that into when not was are has have fix use add remove update change make more some now new should its can will been than then also only pull request pr branch merge commit'.split(
    ' ',
  ),
)

/** Words of a title, a description or a commit message. */
export function messageWords(text: string): string[] {
  return tokenize(text)
    .flatMap(splitWord)
    .filter((part) => part.length > 2 && !stopWords.has(part))
}

/** "#123", "fixes GH-123", a link to an issue: what the author says it is about. */
const issueReference = /(?:^|[^\w&/])(?:#|GH-)(\d{1,7})\b|\/(?:issues|pull)\/(\d{1,7})\b/g

/** Numbers of issues and pull requests that a text names, without its own. */
export function issueReferences(text: string, own: number): number[] {
  const found = new Set<number>()
  for (const match of text.matchAll(issueReference)) found.add(Number(match[1] ?? match[2]))
  found.delete(own)
  found.delete(0)
  return [...found].sort((a, b) => a - b)
}
