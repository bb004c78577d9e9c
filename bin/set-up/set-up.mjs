// Installs what is missing, and only that. Each need is asked by a cheap look at the disk, so that a second run does no work.
import { withLock } from './lock.mjs'
import { dashboard, packages } from './project.mjs'
import { chromium, curl, git, postgres, redis } from './system.mjs'

const kinds = { packages, redis, postgres, chromium, curl, git, dashboard }

/**
 * Makes sure of `needed`, in this order. Progress goes to stderr, one line a step.
 * @throws an error with `expected: true` whose message is one line that says what to install.
 */
export async function setUp(root, needed) {
  const missing = needed.filter((name) => !kinds[name].isThere(root))
  if (missing.length === 0) return
  // Two commands that start together in a fresh clone must not install over each other.
  await withLock(root, async () => {
    for (const name of missing) if (!kinds[name].isThere(root)) await kinds[name].install(root)
  })
}
