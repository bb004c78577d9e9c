/** The API's path of something in a repository; segments are encoded one by one. */
export function apiPath(owner: string, repo: string, ...segments: (string | number)[]): string {
  return `/api/repos/${[owner, repo, ...segments].map((segment) => encodeURIComponent(segment)).join('/')}`
}
