import type { ChangedFile } from './patch.ts'
import { baseName } from './paths.ts'

/**
 * Lock files by name, spelled as their programs spell them: thousands of lines that nobody wrote and nobody reviews.
 * In a repository with one they are most of what its pull requests change. Every name here is one that `classifyPath`
 * calls generated.
 */
export const lockFileNames: readonly string[] =
  `package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml pnpm-lock.yml bun.lock deno.lock composer.lock symfony.lock Gemfile.lock Cargo.lock
  poetry.lock Pipfile.lock uv.lock pdm.lock pixi.lock go.sum go.work.sum mix.lock pubspec.lock Podfile.lock flake.lock packages.lock.json
  gradle.lockfile conan.lock stack.yaml.lock Package.resolved MODULE.bazel.lock`.split(/\s+/)

const names = new Set(lockFileNames)

export const isLockFile = (path: string): boolean => names.has(baseName(path))

/** Whether a change has a lock file and something else. Of a renamed file both names count. */
export function hasLockBesideOthers(files: readonly ChangedFile[]): boolean {
  return files.some(isLock) && !files.every(({ path, oldPath }) => isLockFile(path) && isLockFile(oldPath))
}

const isLock = ({ path, oldPath }: ChangedFile) => isLockFile(path) || isLockFile(oldPath)

/**
 * Forgets the lines of lock files in a change of anything else, so that none need to be read: what such a change is
 * about stands in the other files. The name, the modes and the ids of the contents stay. A change of lock files alone
 * is kept whole. A repository's own rules do not matter here: they may change later than what was read.
 */
export function forgetLockLines(files: ChangedFile[]): ChangedFile[] {
  if (!hasLockBesideOthers(files)) return files
  return files.map((file) =>
    isLock(file) && hasOtherContent(file) ? { ...file, binary: false, hunks: null } : file,
  )
}

/** No matter how the patch was made: git prints both ids whether it compares the contents or not. */
function hasOtherContent({ oldId, newId, binary, hunks }: ChangedFile): boolean {
  return oldId !== newId || binary || hunks === null || hunks.length > 0
}
