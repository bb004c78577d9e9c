// Installs what is missing, and only that. Each need is asked by a cheap look at the disk, so that a second run does no
// work.
import { withLock } from './lock.mjs'
import { dashboard, packages } from './project.mjs'
import { describeSetUpFailure, interruptible, say } from './run-command.mjs'
import { chromium, curl, git, postgres, redis } from './system.mjs'

const kinds = { packages, redis, postgres, chromium, curl, git, dashboard }

/** Which of `needed` are not there. */
export const findMissing = (root, needed) => needed.filter((name) => !kinds[name].isThere(root))

/**
 * Makes sure of `needed`, in this order. Progress goes to stderr, one line a step.
 * @throws an error with `expected: true` whose message is one line that says what to install.
 */
export async function setUp(root, needed) {
  const missing = findMissing(root, needed)
  if (missing.length === 0) return
  say(`setting up what is missing: ${missing.join(', ')}`)
  try {
    await interruptible(async () => {
      for (const name of missing) {
        const kind = kinds[name]
        // Two commands that start together must not install over each other; servers are shared by all clones of this
        // user.
        await withLock(kind.lock?.() ?? root, async () => {
          if (!kind.isThere(root)) await kind.install(root)
        })
      }
    })
  } catch (error) {
    throw describeSetUpFailure(error)
  }
}
