import { renderFork, renderRepository } from './render-repository.ts'
import { renderUser } from './render-user.ts'
import { isoTime, type ModelPull, type ModelRepository, type ModelUser, userNamed } from './state.ts'
import type { Urls } from './urls.ts'

/** A pull request as `GET /repos/{owner}/{repo}/pulls` lists it. `baseSha` is the tip of the branch it targets. */
export function renderListedPull(repository: ModelRepository, pull: ModelPull, baseSha: string, urls: Urls) {
  const full = `${repository.owner}/${repository.name}`
  const url = `${urls.api}/repos/${full}/pulls/${pull.number}`
  const issueUrl = `${urls.api}/repos/${full}/issues/${pull.number}`
  const html = `${urls.server}/${full}/pull/${pull.number}`
  const statuses = `${urls.api}/repos/${full}/statuses/${pull.headSha}`
  const owner = userNamed(repository.owner)
  return {
    url,
    id: pull.id,
    node_id: `PR_${pull.id}`,
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: issueUrl,
    number: pull.number,
    state: pull.state,
    locked: false,
    title: pull.title,
    user: pull.user && renderUser(pull.user, urls),
    body: pull.body,
    created_at: isoTime(pull.createdAt),
    updated_at: isoTime(pull.updatedAt),
    closed_at: pull.closedAt && isoTime(pull.closedAt),
    merged_at: pull.mergedAt && isoTime(pull.mergedAt),
    merge_commit_sha: pull.mergeCommitSha,
    ...renderStanding(repository, pull, baseSha, urls),
    milestone: null,
    draft: pull.draft,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${urls.api}/repos/${full}/pulls/comments{/number}`,
    comments_url: `${issueUrl}/comments`,
    statuses_url: statuses,
    head: renderHead(repository, pull, urls),
    base: {
      label: `${owner.login}:${pull.baseRef}`,
      ref: pull.baseRef,
      sha: baseSha,
      user: renderUser(owner, urls),
      repo: renderRepository(repository, urls),
    },
    _links: {
      self: { href: url },
      html: { href: html },
      issue: { href: issueUrl },
      comments: { href: `${issueUrl}/comments` },
      review_comments: { href: `${url}/comments` },
      review_comment: { href: `${urls.api}/repos/${full}/pulls/comments{/number}` },
      commits: { href: `${url}/commits` },
      statuses: { href: statuses },
    },
    active_lock_reason: null,
  }
}

function renderStanding(repository: ModelRepository, pull: ModelPull, baseSha: string, urls: Urls) {
  const { association, labels, reviewers, teams, assignees, autoMerge, stack } = pull.standing
  const api = `${urls.api}/repos/${repository.owner}/${repository.name}`
  const users = (list: readonly ModelUser[]) => list.map((user) => renderUser(user, urls))
  return {
    author_association: association,
    assignee: users(assignees)[0] ?? null,
    assignees: users(assignees),
    requested_reviewers: users(reviewers),
    requested_teams: teams.map((slug, at) => ({
      id: 500 + at,
      node_id: `T_${slug}`,
      url: `${urls.api}/organizations/1/team/${500 + at}`,
      html_url: `${urls.server}/orgs/${repository.owner}/teams/${slug}`,
      name: slug,
      slug,
      description: null,
      privacy: 'closed',
      permission: 'pull',
      members_url: `${urls.api}/organizations/1/team/${500 + at}/members{/member}`,
      repositories_url: `${urls.api}/organizations/1/team/${500 + at}/repos`,
      type: 'organization',
      organization_id: 1,
      parent: null,
    })),
    labels: labels.map((name, at) => ({
      id: 700 + at,
      node_id: `LA_${700 + at}`,
      url: `${api}/labels/${encodeURIComponent(name)}`,
      name,
      description: '',
      color: 'ededed',
      default: false,
    })),
    auto_merge:
      autoMerge === null
        ? null
        : {
            enabled_by: renderUser(userNamed(repository.owner), urls),
            merge_method: autoMerge,
            commit_title: pull.title,
            commit_message: '',
          },
    // Outside of a stack there is no such field.
    ...(stack && {
      stack: {
        id: 9_000 + stack.number,
        number: stack.number,
        size: stack.size,
        position: stack.position,
        base: { ref: stack.baseRef, sha: baseSha },
      },
    }),
  }
}

/**
 * A deleted fork leaves `repo: null`, and a deleted account with it `user: null` and a label of "unknown repository".
 */
function renderHead(repository: ModelRepository, pull: ModelPull, urls: Urls) {
  const { headRepo, headRef: ref, headSha: sha } = pull
  if (headRepo.kind === 'deleted') {
    const user = pull.user && renderUser(pull.user, urls)
    return { label: user ? `${user.login}:${ref}` : 'unknown repository', ref, sha, user, repo: null }
  }
  const owner = headRepo.kind === 'fork' ? headRepo.user : userNamed(repository.owner)
  return {
    label: `${owner.login}:${ref}`,
    ref,
    sha,
    user: renderUser(owner, urls),
    repo: headRepo.kind === 'fork' ? renderFork(repository, owner, urls) : renderRepository(repository, urls),
  }
}

export interface PullTotals {
  commits: number
  additions: number
  deletions: number
  changedFiles: number
}

/** One pull request as `GET /repos/{owner}/{repo}/pulls/{pull_number}` gives it. */
export function renderPull(
  repository: ModelRepository,
  pull: ModelPull,
  baseSha: string,
  totals: PullTotals,
  urls: Urls,
) {
  return {
    ...renderListedPull(repository, pull, baseSha, urls),
    merged: pull.mergedAt !== null,
    mergeable: null,
    rebaseable: null,
    mergeable_state: 'unknown',
    merged_by: pull.mergedAt && renderUser(userNamed(repository.owner), urls),
    comments: 0,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: totals.commits,
    additions: totals.additions,
    deletions: totals.deletions,
    changed_files: totals.changedFiles,
  }
}
