import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { projectRoot } from '../../root.ts'

export interface BuiltDashboard {
  folder: string
  remove(): Promise<void>
}

/**
 * Builds the dashboard as `npm run build` does, into a folder of its own.
 * @param mode `uncompressed`: without the compressed files, which take most of the time and change nothing of what is
 *   shown.
 */
export async function buildDashboard(mode: 'production' | 'uncompressed'): Promise<BuiltDashboard> {
  const folder = await mkdtemp(join(tmpdir(), 'clawtriage-dashboard-'))
  await build({
    configFile: join(projectRoot, 'vite.config.ts'),
    logLevel: 'error',
    mode,
    build: { outDir: folder, reportCompressedSize: false },
  })
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) }
}
