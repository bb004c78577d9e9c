import { createAppAuth } from '@octokit/auth-app'
import { Octokit } from '@octokit/rest'
import { AppError, describeError } from '../errors.ts'
import { askInVersion } from './api-version.ts'
import { createTransport } from './transport.ts'

/** Who is asked as a GitHub App. Tokens stay in here and in what they are handed to; none is ever logged. */
export interface AppAuth {
  /**
   * A token of the installation that has this repository, good for an hour and kept until shortly before; null when the
   * App is not installed there.
   */
  tokenFor(owner: string, repo: string): Promise<string | null>
  /** Asks as the App itself. @throws RequestError of Octokit. */
  asApp(
    route: string,
    parameters?: Record<string, unknown>,
  ): Promise<{ status: number; data: unknown; headers: Record<string, unknown> }>
  /**
   * Asks with the repository's installation. @throws AppError NOT_FOUND when there is none; RequestError of Octokit.
   */
  asInstallation(
    repository: { owner: string; repo: string },
    route: string,
    parameters?: Record<string, unknown>,
  ): Promise<{ status: number; data: unknown }>
}

const timeoutMs = 30_000
const largestAnswer = 8 * 1024 * 1024
/** An installation seldom changes; that there is none is asked again soon. */
const knownMs = 10 * 60_000
const missingMs = 30_000

export function openAppAuth(
  app: { id: number; privateKey: string },
  apiUrl: string,
  userAgent: string,
  now: () => number = Date.now,
): AppAuth {
  const common = {
    baseUrl: apiUrl,
    userAgent,
    // Octokit's own words may hold addresses with tokens in them.
    log: { debug() {}, info() {}, warn() {}, error() {} },
    request: {
      fetch: createTransport({ timeoutMs, maxBytes: largestAnswer, onRequest() {}, onMoved() {} }),
    },
  }
  const octokit = new Octokit({
    ...common,
    authStrategy: createAppAuth,
    auth: { appId: app.id, privateKey: app.privateKey },
  })
  // The other one would put its own authorization in the place of ours.
  const plain = new Octokit(common)
  for (const client of [octokit, plain]) askInVersion(client)
  const installations = new Map<string, { id: number | null; until: number }>()

  async function findInstallation(owner: string, repo: string): Promise<number | null> {
    const key = `${owner}/${repo}`.toLowerCase()
    const known = installations.get(key)
    if (known !== undefined && known.until > now()) return known.id
    let id: number | null = null
    try {
      const { data } = await octokit.rest.apps.getRepoInstallation({ owner, repo })
      id = typeof data.id === 'number' && data.suspended_at == null ? data.id : null
    } catch (error) {
      if (statusOf(error) !== 404) throw explain(error)
    }
    installations.set(key, { id, until: now() + (id === null ? missingMs : knownMs) })
    return id
  }

  async function tokenFor(owner: string, repo: string): Promise<string | null> {
    const installationId = await findInstallation(owner, repo)
    if (installationId === null) return null
    try {
      const { token } = (await octokit.auth({ type: 'installation', installationId })) as { token: string }
      return token
    } catch (error) {
      installations.delete(`${owner}/${repo}`.toLowerCase())
      throw explain(error)
    }
  }

  return {
    tokenFor,
    asApp: (route, parameters) => octokit.request(route, parameters),
    async asInstallation({ owner, repo }, route, parameters) {
      const token = await tokenFor(owner, repo)
      if (token === null)
        throw new AppError('NOT_FOUND', `the GitHub App is not installed on ${owner}/${repo}`)
      return plain.request(route, {
        owner,
        repo,
        ...parameters,
        headers: { authorization: `token ${token}` },
      })
    },
  }
}

export function statusOf(error: unknown): number | null {
  const status = (error as { status?: unknown } | null)?.status
  return typeof status === 'number' ? status : null
}

function explain(error: unknown): AppError {
  const status = statusOf(error)
  if (status === 401)
    return new AppError(
      'FORBIDDEN',
      'GitHub does not know this App: do GITHUB_APP_ID and GITHUB_PRIVATE_KEY_PEM belong together, and is the clock right?',
    )
  return new AppError(
    'UNAVAILABLE',
    `GitHub gave no token for the App: ${describeError(error).split('\n')[0]}`,
  )
}
