import { buildGitRepository, type GitRepository } from '../git-repository.ts'
import type { GitHubModel } from '../github/github-model.ts'
import type { RepositoryActions } from '../github/repository-actions.ts'

const pullsAtFirst = 20

/**
 * A repository on the model of GitHub in which more and more pull requests are opened, every two of which make the same
 * change.
 */
export interface Shop {
  name: string
  openNext(): Promise<void>
  pulls(): number
  remove(): Promise<void>
}

/** @param most pull requests that are opened one by one in the end. */
export async function openShop(model: GitHubModel, name: string, most: number): Promise<Shop> {
  const git: GitRepository = await buildGitRepository()
  const root = git.commit({ files: { 'src/a.ts': 'export const a = 1\n' } })
  git.ref('refs/heads/main', root)
  const marks = Array.from({ length: pullsAtFirst + most }, (_, at) =>
    git.commit({
      parents: [root],
      author: `${authorOf(at)} <${authorOf(at)}@example.org>`,
      message: `Part ${at}\n`,
      files: { [`src/part${at >> 1}.ts`]: part(name, at >> 1) },
    }),
  )
  await git.write()
  const heads = marks.map((mark) => git.sha(mark))
  const shop: RepositoryActions = await model.addRepository('acme', name, git.gitDir)
  let opened = pullsAtFirst
  await shop.openPulls(heads.slice(0, opened).map((head, at) => ({ head, author: authorOf(at) })))
  return {
    name,
    async openNext() {
      await shop.openPulls([{ head: heads[opened]!, author: authorOf(opened) }])
      opened++
    },
    pulls: () => opened,
    remove: () => git.remove(),
  }
}

/** Two people who do not know of each other. */
const authorOf = (at: number): string => (at % 2 === 0 ? 'ann' : 'ben')

/** Enough lines that two of the same are no accident. */
const part = (shop: string, at: number): string =>
  Array.from(
    { length: 12 },
    (_, line) => `export const ${shop}${at}of${line} = compute${at}(${line}, '${shop}')\n`,
  ).join('')
