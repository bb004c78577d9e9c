import type { Octokit } from '@octokit/rest'

/**
 * The version of GitHub's REST API that answers.ts describes, and that every request asks for. What it gives no more (a
 * pull request's `merge_commit_sha` and `assignee`) is optional there, since a server that does not know it answers as
 * the one before.
 */
export const apiVersion = '2026-03-10'

const header = 'x-github-api-version'

/**
 * Has every request of a client ask for `apiVersion`. A GitHub Enterprise Server from before it refuses the header:
 * then the request is sent once more without, as all after it are, and the answer has the server's own first version.
 */
export function askInVersion(octokit: Pick<Octokit, 'hook'>): void {
  let isKnown = true
  octokit.hook.wrap('request', async (send, request) => {
    if (!isKnown) return send(request)
    request.headers[header] = apiVersion
    try {
      return await send(request)
    } catch (error) {
      if (!isUnknownVersion(error)) throw error
      isKnown = false
      delete request.headers[header]
      return send(request)
    }
  })
}

/**
 * GitHub: `The version you specified in the "X-GitHub-API-Version" request header, "v3", is not a supported version.`
 */
function isUnknownVersion(error: unknown): boolean {
  return (
    error instanceof Error &&
    'status' in error &&
    error.status === 400 &&
    /x-github-api-version|not a supported version/i.test(error.message)
  )
}
