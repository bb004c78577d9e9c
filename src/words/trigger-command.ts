/**
 * What a repository's owner and name consist of: an address may hold anything, and this is to be pasted into a shell.
 */
const name = /^[A-Za-z0-9_.-]+$/

/**
 * The command that asks the service behind this page for a scan; it works beside the service, which `npm run scan` does
 * not.
 */
export function triggerCommand(owner: string, repo: string, origin: string): string {
  const [o, r] = name.test(owner) && name.test(repo) ? [owner, repo] : ['owner', 'repository']
  return `FLY_APP_URL=${origin} OPS_TRIGGER_TOKEN=… npm run trigger:scan -- --owner ${o} --repo ${r}`
}
