/** The path of a repository's view; segments are encoded one by one. */
export function repositoryPath(owner: string, repo: string, ...segments: (string | number)[]): string {
  return `/${[owner, repo, ...segments].map((segment) => encodeURIComponent(segment)).join('/')}`
}
