import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readGit, runGit } from './run-git.ts'
import type { ModelPull, ModelRepository } from './state.ts'

export const mergeMethods = ['merge', 'squash', 'rebase'] as const
export type MergeMethod = (typeof mergeMethods)[number]

/**
 * Merges a pull request into its base branch the way GitHub's three buttons do, by git itself in a temporary work tree.
 * Returns the commit that GitHub names as `merge_commit_sha`.
 */
export async function mergeIntoBase(
  repository: ModelRepository,
  pull: ModelPull,
  mergeBase: string,
  method: MergeMethod,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'github-model-merge-'))
  const tree = join(folder, 'tree')
  const branch = `refs/heads/${pull.baseRef}`
  await runGit(repository.gitDir, ['worktree', 'add', '--quiet', '--detach', tree, branch])
  try {
    switch (method) {
      case 'merge': {
        const message = `Merge pull request #${pull.number} from ${pull.headRef}\n\n${pull.title}`
        await runGit(tree, ['merge', '--quiet', '--no-ff', '-m', message, pull.headSha])
        break
      }
      case 'squash':
        await runGit(tree, ['merge', '--quiet', '--squash', pull.headSha])
        await runGit(tree, ['commit', '--quiet', '--allow-empty', '-m', `${pull.title} (#${pull.number})`])
        break
      case 'rebase':
        await runGit(tree, ['cherry-pick', '--allow-empty', `${mergeBase}..${pull.headSha}`])
    }
    const merged = await readGit(tree, ['rev-parse', 'HEAD'])
    await runGit(repository.gitDir, ['update-ref', branch, merged])
    return merged
  } finally {
    await runGit(repository.gitDir, ['worktree', 'remove', '--force', tree]).catch(() => {})
    await rm(folder, { recursive: true, force: true })
  }
}
