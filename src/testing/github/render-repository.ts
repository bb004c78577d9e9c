import { renderUser } from './render-user.ts'
import { isoTime, type ModelRepository, type ModelUser, userNamed } from './state.ts'
import type { Urls } from './urls.ts'

/** The URL fields of a repository, by what follows its own URL. */
const linkedUrls = {
  forks_url: '/forks',
  keys_url: '/keys{/key_id}',
  collaborators_url: '/collaborators{/collaborator}',
  teams_url: '/teams',
  hooks_url: '/hooks',
  issue_events_url: '/issues/events{/number}',
  events_url: '/events',
  assignees_url: '/assignees{/user}',
  branches_url: '/branches{/branch}',
  tags_url: '/tags',
  blobs_url: '/git/blobs{/sha}',
  git_tags_url: '/git/tags{/sha}',
  git_refs_url: '/git/refs{/sha}',
  trees_url: '/git/trees{/sha}',
  statuses_url: '/statuses/{sha}',
  languages_url: '/languages',
  stargazers_url: '/stargazers',
  contributors_url: '/contributors',
  subscribers_url: '/subscribers',
  subscription_url: '/subscription',
  commits_url: '/commits{/sha}',
  git_commits_url: '/git/commits{/sha}',
  comments_url: '/comments{/number}',
  issue_comment_url: '/issues/comments{/number}',
  contents_url: '/contents/{+path}',
  compare_url: '/compare/{base}...{head}',
  merges_url: '/merges',
  archive_url: '/{archive_format}{/ref}',
  downloads_url: '/downloads',
  issues_url: '/issues{/number}',
  pulls_url: '/pulls{/number}',
  milestones_url: '/milestones{/number}',
  notifications_url: '/notifications{?since,all,participating}',
  labels_url: '/labels{/name}',
  releases_url: '/releases{/id}',
  deployments_url: '/deployments',
}

interface Facts {
  id: number
  owner: ModelUser
  name: string
  fork: boolean
  private: boolean
  defaultBranch: string
  createdAt: Date
  pushedAt: Date
  openIssues: number
}

/** A repository as it stands inside a pull request. */
export function renderRepository(repository: ModelRepository, urls: Urls) {
  return renderFacts(
    {
      id: repository.id,
      owner: userNamed(repository.owner),
      name: repository.name,
      fork: false,
      private: repository.private,
      defaultBranch: repository.defaultBranch,
      createdAt: repository.createdAt,
      pushedAt: repository.pushedAt,
      openIssues: [...repository.pulls.values()].filter((pull) => pull.state === 'open').length,
    },
    urls,
  )
}

/** A contributor's fork of it: known only as the place of a pull request's branch. */
export function renderFork(repository: ModelRepository, owner: ModelUser, urls: Urls) {
  return renderFacts(
    {
      id: repository.id * 1_000_003 + owner.id,
      owner,
      name: repository.name,
      fork: true,
      private: repository.private,
      defaultBranch: repository.defaultBranch,
      createdAt: repository.createdAt,
      pushedAt: repository.pushedAt,
      openIssues: 0,
    },
    urls,
  )
}

/** The answer of `GET /repos/{owner}/{repo}`. */
export function renderFullRepository(repository: ModelRepository, urls: Urls) {
  return {
    ...renderRepository(repository, urls),
    network_count: 0,
    subscribers_count: 0,
    temp_clone_token: null,
  }
}

function renderFacts(facts: Facts, { api, server }: Urls) {
  const { id, owner, name, createdAt, pushedAt } = facts
  const full = `${owner.login}/${name}`
  const url = `${api}/repos/${full}`
  const html = `${server}/${full}`
  return {
    id,
    node_id: Buffer.from(`010:Repository${id}`).toString('base64'),
    name,
    full_name: full,
    private: facts.private,
    owner: renderUser(owner, { api, server }),
    html_url: html,
    description: null,
    fork: facts.fork,
    url,
    ...Object.fromEntries(Object.entries(linkedUrls).map(([field, path]) => [field, `${url}${path}`])),
    created_at: isoTime(createdAt),
    updated_at: isoTime(createdAt),
    pushed_at: isoTime(pushedAt),
    git_url: `git://${new URL(server).host}/${full}.git`,
    ssh_url: `git@${new URL(server).hostname}:${full}.git`,
    clone_url: `${html}.git`,
    svn_url: html,
    homepage: null,
    size: 0,
    stargazers_count: 0,
    watchers_count: 0,
    language: null,
    has_issues: true,
    has_projects: true,
    has_downloads: true,
    has_wiki: true,
    has_pages: false,
    has_discussions: false,
    forks_count: 0,
    mirror_url: null,
    archived: false,
    disabled: false,
    open_issues_count: facts.openIssues,
    license: null,
    allow_forking: true,
    is_template: false,
    web_commit_signoff_required: false,
    topics: [],
    visibility: facts.private ? 'private' : 'public',
    forks: 0,
    open_issues: facts.openIssues,
    watchers: 0,
    default_branch: facts.defaultBranch,
  }
}
