import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from './root.ts'

/** The version that health answers: package.json's, and after a `+` which release was deployed, where that is known. */
export function readVersion(release: string | null): string {
  const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
    version: string
  }
  return release === null ? version : `${version}+${release}`
}
