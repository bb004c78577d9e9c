/** What a GitHub App of ours is: the form that GitHub's "create from a manifest" takes. */
export interface AppManifest {
  name: string
  url: string
  hook_attributes: { url: string; active: boolean }
  redirect_url: string
  description: string
  public: boolean
  default_permissions: Record<string, 'read' | 'write'>
  default_events: string[]
}

/**
 * Reading what is compared, and what a keeper is chosen by: the issues that it is linked to, what came of its checks.
 * Writing check runs, and nothing else.
 */
const permissions = {
  metadata: 'read',
  pull_requests: 'read',
  contents: 'read',
  issues: 'read',
  statuses: 'read',
  checks: 'write',
} as const
/** Installations are told of without being asked for. */
const events = ['pull_request', 'repository'] as const

/** @param url of the deployed dashboard, an origin. */
export function deriveManifest(url: string, name: string): AppManifest {
  return {
    name,
    url,
    hook_attributes: { url: `${url}/api/webhooks/github`, active: true },
    // GitHub comes back here with a code in the address, which is good for an hour.
    redirect_url: `${url}/`,
    description:
      'Says in one neutral check run which earlier pull request does the same. It never comments, labels or closes.',
    public: false,
    default_permissions: { ...permissions },
    default_events: [...events],
  }
}

/** A page with one button, which hands the manifest to GitHub. */
export function renderManifestPage(manifest: AppManifest, action: string): string {
  const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Create the GitHub App ${escapeHtml(manifest.name)}</title>
<form action="${escapeHtml(action)}" method="post">
<input type="hidden" name="manifest" value="${escapeHtml(JSON.stringify(manifest))}">
<p>GitHub will show what the App may do before anything is made.</p>
<button>Create the GitHub App ${escapeHtml(manifest.name)}</button>
</form>
</html>
`
}
