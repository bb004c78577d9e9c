import { renderUser } from './render-user.ts'
import { readGit } from './run-git.ts'
import { type ModelRepository, userNamed } from './state.ts'
import type { Urls } from './urls.ts'

/** GitHub lists no more commits of one pull request. */
export const mostCommits = 250

export interface ModelCommit {
  sha: string
  tree: string
  parents: string[]
  author: { name: string; email: string; date: string }
  committer: { name: string; email: string; date: string }
  message: string
}

const format = ['%H', '%T', '%P', '%an', '%ae', '%at', '%cn', '%ce', '%ct', '%B'].join('%x1f')

/** Commits of a revision range, as `git log` orders them. */
export async function readCommits(gitDir: string, args: readonly string[]): Promise<ModelCommit[]> {
  const text = await readGit(gitDir, ['log', '-z', `--format=${format}`, ...args, '--'])
  return text
    .split('\0')
    .filter((record) => record !== '')
    .map((record) => {
      const [sha, tree, parents, an, ae, at, cn, ce, ct, ...message] = record.split('\x1f')
      return {
        sha: sha!,
        tree: tree!,
        parents: parents === '' ? [] : parents!.split(' '),
        author: { name: an!, email: ae!, date: fromSeconds(at!) },
        committer: { name: cn!, email: ce!, date: fromSeconds(ct!) },
        message: message.join('\x1f').trimEnd(),
      }
    })
}

const fromSeconds = (seconds: string) => new Date(Number(seconds) * 1000).toISOString().replace('.000Z', 'Z')

/** A commit as the commit lists give it. */
export function renderCommit(repository: ModelRepository, commit: ModelCommit, urls: Urls) {
  const full = `${repository.owner}/${repository.name}`
  const api = `${urls.api}/repos/${full}`
  const html = `${urls.server}/${full}/commit`
  const user = renderUser(userNamed(commit.author.email.split('@')[0] || 'ghost'), urls)
  return {
    sha: commit.sha,
    node_id: Buffer.from(`06:Commit${commit.sha}`).toString('base64'),
    commit: {
      author: commit.author,
      committer: commit.committer,
      message: commit.message,
      tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
      url: `${api}/git/commits/${commit.sha}`,
      comment_count: 0,
      verification: {
        verified: false,
        reason: 'unsigned',
        signature: null,
        payload: null,
        verified_at: null,
      },
    },
    url: `${api}/commits/${commit.sha}`,
    html_url: `${html}/${commit.sha}`,
    comments_url: `${api}/commits/${commit.sha}/comments`,
    author: user,
    committer: user,
    parents: commit.parents.map((sha) => ({ sha, url: `${api}/commits/${sha}`, html_url: `${html}/${sha}` })),
  }
}
