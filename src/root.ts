import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's own folder: `sql/`, `public/` and `bin/` are found from here, whatever the working directory. */
export const projectRoot = dirname(dirname(fileURLToPath(import.meta.url)))

export const sqlFolder = join(projectRoot, 'sql')
export const publicFolder = join(projectRoot, 'public')
export const programFolder = join(projectRoot, 'bin')
