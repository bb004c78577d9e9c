import type { Config } from '../config.ts'
import type { EtagMemory } from '../domain/scan.ts'
import { AppError } from '../errors.ts'
import type { AppAuth } from '../github/app-auth.ts'
import { openGitHub } from '../github/github.ts'
import { deriveUserAgent } from '../github/user-agent.ts'
import type { Log } from '../log.ts'
import { openApiSource } from './api-source.ts'
import { openGitSource } from './git-source.ts'
import { openMirrorSource } from './mirror-source.ts'
import type { PullSource } from './source.ts'

export type SourceChoice = { kind: 'git' } | { kind: 'api' } | { kind: 'mirror'; dir: string }

/** Between the tries of one request; unset: as suits GitHub. */
export interface RetryPauses {
  /** The first; the next are 4 and 9 times as long. */
  api?: number
  git?: readonly number[]
}

/**
 * Opens the source that a scan asks for. Nothing is read or sent before the source is used.
 * @param etags what GitHub called its answers to earlier scans of this repository.
 * @param auth the GitHub App; null in public mode.
 */
export function openSource(
  choice: SourceChoice,
  { owner, repo }: { owner: string; repo: string },
  {
    dataDir,
    gitCacheMaxMb,
    github,
    publicUrl,
  }: Pick<Config, 'dataDir' | 'gitCacheMaxMb' | 'github' | 'publicUrl'>,
  log: Log,
  etags?: EtagMemory,
  auth?: Pick<AppAuth, 'tokenFor'> | null,
  pausesMs?: RetryPauses,
): PullSource {
  if (choice.kind === 'mirror') return openMirrorSource({ dir: choice.dir, owner, name: repo, log, dataDir })
  const { apiUrl, serverUrl, token, mode } = github
  const userAgent = deriveUserAgent(publicUrl)
  const appToken =
    auth == null
      ? undefined
      : async () => {
          const own = await auth.tokenFor(owner, repo)
          if (own === null && mode === 'app')
            throw new AppError(
              'NOT_FOUND',
              `the GitHub App is not installed on ${owner}/${repo} (GITHUB_MODE=hybrid scans public ones without)`,
            )
          return own
        }
  const list = openGitHub({
    apiUrl,
    token,
    appToken,
    owner,
    name: repo,
    log,
    userAgent,
    reserve: github.requestReserve,
    ...(etags && { etags }),
    ...(pausesMs?.api && { retryPauseMs: pausesMs.api }),
  })
  const git = openGitSource({
    owner,
    name: repo,
    list,
    dataDir,
    serverUrl,
    token,
    appToken,
    userAgent,
    cacheMaxBytes: gitCacheMaxMb * 1_000_000,
    ...(pausesMs?.git && { retryPausesMs: pausesMs.git }),
    log,
  })
  return choice.kind === 'api' ? openApiSource({ github: list, git, log }) : git
}
