/**
 * Whether `owner/repo` is on the list, whose entries are lower-case `owner/repo` or `owner/*`. An empty list allows
 * nothing.
 */
export function isAllowed(allowed: readonly string[], owner: string, repo: string): boolean {
  return allowed.includes(`${owner}/${repo}`.toLowerCase()) || allowed.includes(`${owner.toLowerCase()}/*`)
}
