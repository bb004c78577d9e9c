import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import process from 'node:process'

const mark = '.part-'

/**
 * Fills a folder that is there only when it is whole: `fill` works on one beside it, which is renamed at the end. What
 * an earlier run left half-done is removed first. The caller holds the lock of the folder above.
 */
export async function installAside(folder, fill) {
  const above = dirname(folder)
  mkdirSync(above, { recursive: true })
  for (const name of readdirSync(above))
    if (name.startsWith(`${basename(folder)}${mark}`))
      rmSync(join(above, name), { recursive: true, force: true })
  const aside = `${folder}${mark}${process.pid}`
  try {
    mkdirSync(aside)
    await fill(aside)
    rmSync(folder, { recursive: true, force: true })
    renameSync(aside, folder)
  } finally {
    rmSync(aside, { recursive: true, force: true })
  }
}
