import type { Config } from '../config.ts'
import { openGitHub } from '../github/github.ts'
import type { Log } from '../log.ts'
import { openApiSource } from './api-source.ts'
import { openGitSource } from './git-source.ts'
import { openMirrorSource } from './mirror-source.ts'
import type { EtagMemory, PullSource } from './source.ts'

export type SourceChoice = { kind: 'git' } | { kind: 'api' } | { kind: 'mirror'; dir: string }

/**
 * Opens the source that a scan asks for. Nothing is read or sent before the source is used.
 * @param etags what GitHub called its answers to earlier scans of this repository.
 */
export function openSource(
  choice: SourceChoice,
  { owner, repo }: { owner: string; repo: string },
  { dataDir, gitCacheMaxMb, github }: Pick<Config, 'dataDir' | 'gitCacheMaxMb' | 'github'>,
  log: Log,
  etags?: EtagMemory,
): PullSource {
  if (choice.kind === 'mirror') return openMirrorSource({ dir: choice.dir, owner, name: repo, log })
  const { apiUrl, serverUrl, token } = github
  const list = openGitHub({
    apiUrl,
    token,
    owner,
    name: repo,
    log,
    reserve: github.requestReserve,
    ...(etags && { etags }),
  })
  const git = openGitSource({
    owner,
    name: repo,
    list,
    dataDir,
    serverUrl,
    token,
    cacheMaxBytes: gitCacheMaxMb * 1_000_000,
    log,
  })
  return choice.kind === 'api' ? openApiSource({ github: list, git, log }) : git
}
