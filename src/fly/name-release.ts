import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'

/**
 * Names what stands in `folder`: its commit, and a hash of what differs from it, so that no two deploys of other
 * content are named alike.
 * @returns letters, digits and dots; without git, a name of the moment.
 */
export function nameRelease(folder: string): string {
  const git = (...args: string[]) =>
    execFileSync('git', args, {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 1 << 30,
    }).trim()
  try {
    const commit = git('rev-parse', '--short=12', 'HEAD')
    const changes = git('diff', 'HEAD', '--binary')
    // What git does not know yet goes into the image all the same.
    const added = git('ls-files', '--others', '--exclude-standard', '-z').split('\0').filter(Boolean)
    if (changes === '' && added.length === 0) return commit
    const hash = createHash('sha256').update(changes)
    for (const path of added) hash.update(`\0${path}\0`).update(git('hash-object', '--', path))
    return `${commit}.${hash.digest('hex').slice(0, 8)}`
  } catch {
    return `t${Date.now().toString(36)}` // A folder without git.
  }
}
