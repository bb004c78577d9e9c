import { rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { type GitOptions, readGitLines, runGit, startGit } from '../git.ts'
import { createAside, replaceFolder } from './create-mirror.ts'

/**
 * Leaves of a mirror what every scan needs, the commits and trees of the target branches, in one pack. Heads and blobs
 * go: a change that was analysed is stored elsewhere, and one that was not is fetched again. (git's own `repack
 * --filter` is younger than many a git.)
 * @param blobless whether the server gives single objects; else the branches' blobs stay.
 * @throws GitFailure when the mirror is damaged.
 */
export async function compactMirror(gitDir: string, blobless: boolean, signal: AbortSignal): Promise<void> {
  const options: GitOptions = { gitDir, signal, deadlineMs: null }
  const refs: { id: string; name: string }[] = []
  const listing = ['for-each-ref', '--format=%(objectname) %(refname)', 'refs/bases/'] as const
  for await (const lines of readGitLines(listing, options))
    for (const line of lines) {
      const [id, name] = line.split(' ')
      if (id && name) refs.push({ id, name })
    }
  const aside = await createAside(gitDir, signal)
  const into: GitOptions = { gitDir: aside, signal, deadlineMs: null }
  try {
    if (!blobless) await runGit(['config', '--local', 'clawtriage.whole', 'true'], into)
    if (refs.length > 0) {
      const filter = blobless ? (['--filter=blob:none'] as const) : []
      const pack = startGit(
        ['pack-objects', '--revs', '--stdout', '--quiet', '--missing=allow-any', ...filter],
        options,
      )
      // What is missing in it is missing on purpose.
      const index = startGit(['index-pack', '--stdin', ...(blobless ? ['--promisor'] : [])], into)
      index.stdout.resume()
      pack.stdin.end(refs.map(({ id }) => `${id}\n`).join(''))
      try {
        await pipeline(pack.stdout, index.stdin)
        await Promise.all([pack.done, index.done])
      } catch (error) {
        for (const git of [pack, index]) git.fail(error)
        // The reason is in what git said, where it said anything.
        await pack.done
        await index.done
        throw error
      }
      const input = refs.map(({ id, name }) => `create ${name} ${id}\n`).join('')
      await runGit(['update-ref', '--stdin'], { ...into, input })
    }
    await replaceFolder(gitDir, aside)
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
}
