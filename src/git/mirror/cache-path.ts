import { join } from 'node:path'
import { AppError } from '../../errors.ts'

/** What GitHub lets an owner and a repository be called; "." and ".." are no names. */
const ownerPattern = /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$/
const namePattern = /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$/

/** @throws AppError BAD_REQUEST when a name could lead anywhere but to its own repository. */
function checkRepositoryName(owner: string, name: string): void {
  if (!ownerPattern.test(owner) || !namePattern.test(name))
    throw new AppError(
      'BAD_REQUEST',
      `${JSON.stringify(`${owner}/${name}`.slice(0, 150))} is no repository name`,
    )
}

/** Where a repository's mirror lies. GitHub ignores case in names, and so does this. */
export function cachePath(dataDir: string, owner: string, name: string): string {
  return pathOf(dataDir, owner, name, 'git')
}

/** Where the history lies of a mirror that is somebody else's folder: beside our own. */
export function historyPath(dataDir: string, owner: string, name: string): string {
  return pathOf(dataDir, owner, name, 'history')
}

function pathOf(dataDir: string, owner: string, name: string, kind: string): string {
  checkRepositoryName(owner, name)
  return join(dataDir, 'git', owner.toLowerCase(), `${name.toLowerCase()}.${kind}`)
}
