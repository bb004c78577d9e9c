import type { ModelApp, ModelCheckRun } from './app.ts'
import { renderUser } from './render-user.ts'
import { isoTime, type ModelUser, userNamed } from './state.ts'
import type { Urls } from './urls.ts'

const permissions = { pull_requests: 'read', contents: 'read', checks: 'write', metadata: 'read' }
const slug = 'clawtriage'
/** When the App was made and installed: no test depends on it. */
const madeAt = isoTime(new Date('2026-01-01T00:00:00Z'))

export const renderToken = (token: string, expiresAt: Date) => ({
  token,
  expires_at: isoTime(expiresAt),
  permissions,
  repository_selection: 'selected',
})

export function renderInstallation(app: ModelApp, id: number, account: ModelUser, urls: Urls) {
  return {
    id,
    account: renderUser(account, urls),
    repository_selection: 'selected',
    access_tokens_url: `${urls.api}/app/installations/${id}/access_tokens`,
    repositories_url: `${urls.api}/installation/repositories`,
    html_url: `${urls.server}/organizations/${account.login}/settings/installations/${id}`,
    app_id: app.id,
    app_slug: slug,
    target_id: account.id,
    target_type: 'Organization',
    permissions,
    events: ['pull_request', 'repository'],
    created_at: madeAt,
    updated_at: madeAt,
    single_file_name: null,
    suspended_by: null,
    suspended_at: null,
  }
}

export function renderCheckRun(app: ModelApp, run: ModelCheckRun, urls: Urls) {
  const at = isoTime(run.updatedAt)
  const url = `${urls.api}/repos/${run.repository}/check-runs/${run.id}`
  return {
    id: run.id,
    node_id: `CR_${run.id}`,
    head_sha: run.headSha,
    external_id: run.externalId,
    url,
    html_url: `${urls.server}/${run.repository}/runs/${run.id}`,
    details_url: run.detailsUrl,
    status: run.status,
    conclusion: run.conclusion,
    started_at: at,
    completed_at: at,
    output: { ...run.output, text: null, annotations_count: 0, annotations_url: `${url}/annotations` },
    name: run.name,
    check_suite: { id: 1 },
    app: {
      id: app.id,
      slug,
      node_id: `A_${app.id}`,
      owner: renderUser(userNamed('acme'), urls),
      name: 'ClawTriage',
      description: null,
      external_url: 'https://claw.example',
      html_url: `${urls.server}/apps/${slug}`,
      created_at: madeAt,
      updated_at: madeAt,
      permissions,
      events: ['pull_request', 'repository'],
    },
    pull_requests: [],
  }
}
