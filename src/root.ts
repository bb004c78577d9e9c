import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

/**
 * Set to true by the build of the package (bin/build.ts), and to their folder in the bundles that a checkout makes of
 * itself (bin/ready-programs.mjs); in the sources there is no such name.
 */
declare const CLAWTRIAGE_BUNDLE: true | string | undefined

/** Whether our programs are bundles, .js, or their own sources, .ts. */
export const isBundled = typeof CLAWTRIAGE_BUNDLE !== 'undefined'

/**
 * Whether this is the npm package or the image: our programs are bundles in `dist/`, and the folder may be read-only.
 */
export const isPackaged = isBundled && CLAWTRIAGE_BUNDLE === true

/** The project's own folder: `sql/`, `public/` and the programs are found from here, in any working directory. */
export const projectRoot = dirname(dirname(fileURLToPath(import.meta.url)))

export const sqlFolder = join(projectRoot, 'sql')
export const publicFolder = join(projectRoot, 'public')
export const programFolder =
  isBundled && typeof CLAWTRIAGE_BUNDLE === 'string'
    ? CLAWTRIAGE_BUNDLE
    : join(projectRoot, isPackaged ? 'dist' : 'bin')

/** Where a person keeps what is theirs, such as fly.toml: the checkout, for the package the working directory. */
export const workFolder = isPackaged ? process.cwd() : projectRoot
