import { execFileSync } from 'node:child_process'
import { cpSync, lstatSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { projectRoot } from '../root.ts'

/** What a clone of this checkout would hold, as it stands now: no build, no leftover, nothing that git ignores. */
function listCloned(): string[] {
  return execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: projectRoot,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
    .split('\0')
    .filter(
      (path) => path !== '' && lstatSync(join(projectRoot, path), { throwIfNoEntry: false }) !== undefined,
    )
}

/** Copies it into an empty folder. */
export function cloneInto(folder: string): void {
  for (const path of listCloned()) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    cpSync(join(projectRoot, path), join(folder, path))
  }
}
