import { randomUUID } from 'node:crypto'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { runGit } from '../git.ts'

/** Makes an empty bare repository where there is none. Made aside and renamed: a folder that is there is whole. */
export async function createIfMissing(gitDir: string, signal: AbortSignal): Promise<void> {
  if (await stat(join(gitDir, 'HEAD')).catch(() => null)) return
  const aside = await createAside(gitDir, signal)
  try {
    await replaceFolder(gitDir, aside)
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
}

/** An empty bare repository beside `gitDir`, which may take its place later. */
export async function createAside(gitDir: string, signal: AbortSignal): Promise<string> {
  const aside = `${gitDir}.${randomUUID()}.new`
  await mkdir(aside, { recursive: true, mode: 0o700 })
  await runGit(['init', '--quiet', '--template='], { gitDir: aside, signal })
  return aside
}

/** Puts `aside` where `gitDir` is; what was there is removed only when the new one stands. */
export async function replaceFolder(gitDir: string, aside: string): Promise<void> {
  const old = `${gitDir}.${randomUUID()}.old`
  await mkdir(dirname(gitDir), { recursive: true })
  await rename(gitDir, old).catch(() => {})
  await rename(aside, gitDir)
  await rm(old, { recursive: true, force: true })
}
