import { type Answer, failure, notFound, ok } from './answer.ts'
import { mostFiles, renderFiles } from './changed-files.ts'
import { readCommits, renderCommit } from './commits.ts'
import { linkHeader, readPage, takePage } from './paging.ts'
import { findMergeBase, readBranch, readPullContents } from './pull-repository.ts'
import { renderListedPull, renderPull } from './render-pull.ts'
import { renderFullRepository } from './render-repository.ts'
import { readGit, runGit } from './run-git.ts'
import type { ModelPull, ModelRepository } from './state.ts'
import type { Urls } from './urls.ts'

export interface RouteInput {
  repository: ModelRepository
  /** The request's own address; its query is read from it, the Link header is made from it. */
  url: URL
  urls: Urls
  /** What stands for the braces after owner and repo. */
  parameters: string[]
}

interface Route {
  /** As GitHub's OpenAPI description names it. */
  template: string
  /** What follows `/repos/{owner}/{repo}`. */
  pattern: RegExp
  answer(input: RouteInput): Promise<Answer> | Answer
}

/** GET routes of one repository. A route for another purpose is one more entry here. */
export const repositoryRoutes: readonly Route[] = [
  { template: '/repos/{owner}/{repo}', pattern: /^$/, answer: getRepository },
  { template: '/repos/{owner}/{repo}/pulls', pattern: /^\/pulls$/, answer: listPulls },
  {
    template: '/repos/{owner}/{repo}/pulls/{pull_number}',
    pattern: /^\/pulls\/(\d+)$/,
    answer: withPull(getPull),
  },
  {
    template: '/repos/{owner}/{repo}/pulls/{pull_number}/files',
    pattern: /^\/pulls\/(\d+)\/files$/,
    answer: withPull(listFiles),
  },
  {
    template: '/repos/{owner}/{repo}/pulls/{pull_number}/commits',
    pattern: /^\/pulls\/(\d+)\/commits$/,
    answer: withPull(listPullCommits),
  },
  { template: '/repos/{owner}/{repo}/commits', pattern: /^\/commits$/, answer: listCommits },
  {
    template: '/repos/{owner}/{repo}/contents/{path}',
    pattern: /^\/contents\/([\w./-]+)$/,
    answer: getContent,
  },
  { template: '/repos/{owner}/{repo}/branches', pattern: /^\/branches$/, answer: listBranches },
]

function getRepository({ repository, urls }: RouteInput): Answer {
  return ok(renderFullRepository(repository, urls))
}

async function listPulls({ repository, url, urls }: RouteInput): Promise<Answer> {
  const query = url.searchParams
  const state = query.get('state') ?? 'open'
  const sort = query.get('sort') ?? 'created'
  if (
    !['open', 'closed', 'all'].includes(state) ||
    !['created', 'updated', 'popularity', 'long-running'].includes(sort)
  )
    return failure(422, 'Validation Failed')
  const direction = query.get('direction') ?? (sort === 'created' ? 'desc' : 'asc')
  const base = query.get('base')
  const time = (pull: ModelPull) => (sort === 'updated' ? pull.updatedAt : pull.createdAt).getTime()
  const pulls = [...repository.pulls.values()]
    .filter((pull) => (state === 'all' || pull.state === state) && (base === null || pull.baseRef === base))
    .sort((a, b) => time(a) - time(b) || a.number - b.number)
  if (direction !== 'asc') pulls.reverse()
  const tips = new Map<string, string>()
  const page = takePage(pulls, readPage(query))
  for (const { baseRef } of page)
    if (!tips.has(baseRef)) tips.set(baseRef, (await readBranch(repository, baseRef)) ?? '0'.repeat(40))
  return ok(
    page.map((pull) => renderListedPull(repository, pull, tips.get(pull.baseRef)!, urls)),
    linked(url, pulls.length),
  )
}

function withPull(answer: (input: RouteInput, pull: ModelPull) => Promise<Answer>): Route['answer'] {
  return async (input) => {
    const pull = input.repository.pulls.get(Number(input.parameters[0]))
    return pull === undefined ? notFound() : answer(input, pull)
  }
}

async function getPull({ repository, urls }: RouteInput, pull: ModelPull): Promise<Answer> {
  const { files, commitCount } = await readPullContents(repository, pull)
  const totals = {
    commits: commitCount,
    changedFiles: files.length,
    additions: files.reduce((sum, file) => sum + file.additions, 0),
    deletions: files.reduce((sum, file) => sum + file.deletions, 0),
  }
  const baseSha = (await readBranch(repository, pull.baseRef)) ?? '0'.repeat(40)
  return {
    ...ok(renderPull(repository, pull, baseSha, totals, urls)),
    diff: async () =>
      runGit(repository.gitDir, ['diff', await findMergeBase(repository, pull), pull.headSha]),
  }
}

async function listFiles({ repository, url, urls }: RouteInput, pull: ModelPull): Promise<Answer> {
  const files = (await readPullContents(repository, pull)).files.slice(0, mostFiles)
  const page = takePage(files, readPage(url.searchParams))
  return ok(renderFiles(repository, pull.headSha, page, urls), linked(url, files.length))
}

async function listPullCommits({ repository, url, urls }: RouteInput, pull: ModelPull): Promise<Answer> {
  const { commits } = await readPullContents(repository, pull)
  return ok(
    takePage(commits, readPage(url.searchParams)).map((commit) => renderCommit(repository, commit, urls)),
    linked(url, commits.length),
  )
}

async function listCommits({ repository, url, urls }: RouteInput): Promise<Answer> {
  const asked = url.searchParams.get('sha') ?? repository.defaultBranch
  const tip = /^[0-9a-f]{40}$/.test(asked) ? asked : await readBranch(repository, asked)
  if (tip === null)
    return asked === repository.defaultBranch ? failure(409, 'Git Repository is empty.') : notFound()
  const { page, perPage } = readPage(url.searchParams)
  const total = Number(await readGit(repository.gitDir, ['rev-list', '--count', tip]))
  const range = [`--skip=${(page - 1) * perPage}`, `--max-count=${perPage}`, tip]
  const commits = await readCommits(repository.gitDir, range)
  return ok(
    commits.map((commit) => renderCommit(repository, commit, urls)),
    linked(url, total),
  )
}

/** A file at the tip of the default branch; folders are not modelled. */
async function getContent({ repository, urls, parameters }: RouteInput): Promise<Answer> {
  const path = parameters[0]!
  const [line = ''] = (
    await readGit(repository.gitDir, ['ls-tree', `refs/heads/${repository.defaultBranch}`, '--', path]).catch(
      () => '',
    )
  ).split('\n')
  const [, sha] = /^\d+ blob ([0-9a-f]+)\t/.exec(line) ?? []
  if (sha === undefined) return notFound()
  const content = await runGit(repository.gitDir, ['cat-file', 'blob', sha])
  const api = `${urls.api}/repos/${repository.owner}/${repository.name}`
  const web = `${urls.server}/${repository.owner}/${repository.name}`
  const links = {
    self: `${api}/contents/${path}?ref=${repository.defaultBranch}`,
    git: `${api}/git/blobs/${sha}`,
    html: `${web}/blob/${repository.defaultBranch}/${path}`,
  }
  return ok({
    type: 'file',
    name: path.slice(path.lastIndexOf('/') + 1),
    path,
    sha,
    size: content.length,
    encoding: 'base64',
    content: content.toString('base64'),
    url: links.self,
    git_url: links.git,
    html_url: links.html,
    download_url: `${web}/raw/${repository.defaultBranch}/${path}`,
    _links: links,
  })
}

async function listBranches({ repository, url, urls }: RouteInput): Promise<Answer> {
  const text = await readGit(repository.gitDir, [
    'for-each-ref',
    '--format=%(objectname) %(refname)',
    'refs/heads/',
  ])
  const branches = text.split('\n').filter((line) => line !== '')
  return ok(
    takePage(branches, readPage(url.searchParams)).map((line) => ({
      name: line.slice('0'.repeat(40).length + ' refs/heads/'.length),
      commit: {
        sha: line.slice(0, 40),
        url: `${urls.api}/repos/${repository.owner}/${repository.name}/commits/${line.slice(0, 40)}`,
      },
      protected: false,
    })),
    linked(url, branches.length),
  )
}

function linked(url: URL, total: number): Record<string, string> {
  const link = linkHeader(url, readPage(url.searchParams), total)
  return link === null ? {} : { link }
}
