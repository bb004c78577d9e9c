import { join } from 'node:path'
import { build } from 'vite'
import { projectRoot } from '../../root.ts'

/**
 * Builds the dashboard as `npm run build` does, into this folder.
 * @param mode `uncompressed`: without the compressed files, which take most of the time and change nothing of what is
 *   shown.
 */
export async function buildDashboard(mode: 'production' | 'uncompressed', folder: string): Promise<void> {
  await build({
    configFile: join(projectRoot, 'vite.config.ts'),
    logLevel: 'error',
    mode,
    build: { outDir: folder, reportCompressedSize: false },
  })
}
