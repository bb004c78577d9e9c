/** "#123", "fixes GH-123", a link to an issue: what the author says it is about. */
const issueReference = /(?:^|[^\w&/])(?:#|GH-)(\d{1,7})\b|\/(?:issues|pull)\/(\d{1,7})\b/g

/** A description can list a whole release; what refers to everything is about nothing. */
const mostReferences = 20

/** Numbers of issues and pull requests that a text names, without its own, ascending. */
export function issueReferences(text: string, own: number): number[] {
  const found = new Set<number>()
  for (const match of text.matchAll(issueReference)) found.add(Number(match[1] ?? match[2]))
  found.delete(own)
  found.delete(0)
  return [...found].sort((a, b) => a - b).slice(0, mostReferences)
}
