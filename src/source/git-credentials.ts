/** What a git that talks to the server is told beside its command: who asks, and with which token. */
export interface GitCredentials {
  readonly hasToken: boolean
  /** Settings of git's, filled by `refresh`: always the same array, whose content changes with the token. */
  readonly settings: [name: string, value: string][]
  /** Asks for the token of the hour. To be called before the settings are used. */
  refresh(): Promise<void>
  /** The same for a plain HTTP request to the server. */
  headers(): Record<string, string>
}

/**
 * @param serverUrl without a trailing slash; the token is sent nowhere else.
 * @param appToken a GitHub App's token for the repository, which is another one every hour; it goes before `token`.
 */
export function openGitCredentials({
  serverUrl,
  token,
  appToken,
  userAgent,
}: {
  serverUrl: string
  token: string | null
  appToken: (() => Promise<string | null>) | undefined
  userAgent: string
}): GitCredentials {
  // Who asks is no secret: it travels beside one.
  const settings: [name: string, value: string][] = []
  let authorization: string | null = null
  return {
    hasToken: token !== null || appToken !== undefined,
    settings,
    async refresh() {
      const current = (await appToken?.()) ?? token
      authorization = current === null ? null : basicAuthorization(current)
      settings.splice(0, settings.length, ['http.userAgent', userAgent])
      if (authorization !== null)
        settings.push([`http.${serverUrl}/.extraHeader`, `Authorization: ${authorization}`])
    },
    headers: () => ({ 'user-agent': userAgent, ...(authorization !== null && { authorization }) }),
  }
}

/** As GitHub takes a token over git: any user name, the token as its password. */
function basicAuthorization(token: string): string {
  return `Basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`
}
