import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { buildBusyRepository } from '../busy-repository.ts'
import { type GitHubModel, startGitHubModel } from './github-model.ts'

/**
 * A model of GitHub on which acme/shop has so many open pull requests: the newest of a bare mirror, or made up.
 * @param folder where a copy of the mirror goes.
 */
export async function openModel(
  folder: string,
  pulls: number,
  mirror: string | null,
): Promise<{ model: GitHubModel; close(): Promise<void> }> {
  const model = await startGitHubModel()
  const git = mirror === null ? await buildBusyRepository(pulls) : null
  const gitDir = git?.gitDir ?? join(folder, 'mirror.git')
  let heads: string[]
  if (git !== null) heads = git.heads
  else {
    execFileSync('git', ['clone', '--quiet', '--mirror', mirror!, gitDir], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    const refs = execFileSync(
      'git',
      ['-C', gitDir, 'for-each-ref', '--format=%(objectname) %(refname)', 'refs/pull/*/head'],
      { encoding: 'utf8' },
    )
    const numbered = refs
      .split('\n')
      .map((line) => line.split(' '))
      .map(([sha, name]) => ({ sha: sha!, number: Number(name?.split('/')[2]) }))
    heads = numbered
      .filter(({ number }) => number > 0)
      .sort((a, b) => a.number - b.number)
      .slice(-pulls)
      .map(({ sha }) => sha)
  }
  const repository = await model.addRepository('acme', 'shop', gitDir)
  const now = Date.now()
  await repository.openPulls(
    heads.map((head, at) => ({ head, createdAt: new Date(now - (heads.length - at) * 3_600_000) })),
  )
  return {
    model,
    async close() {
      await model.close()
      await git?.remove()
    },
  }
}
