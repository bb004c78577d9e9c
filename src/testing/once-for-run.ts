import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { inject } from 'vitest'
import { describeError } from '../errors.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** A folder that goes with the run. */
    runFolder: string
  }
}

const pollMs = 50

/**
 * Makes something once for a whole run of tests, in the file that needs it first; the others wait for it.
 * @param make fills the folder that it is given.
 * @returns the folder, which goes with the run.
 */
export async function onceForRun(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(inject('runFolder'), name)
  const part = `${folder}.part`
  const failure = `${folder}.failed`
  const isMine = await mkdir(part).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false
      throw error
    },
  )
  // The name of what is made is set at the end, so its folder stays claimed.
  const made = join(part, 'made')
  if (isMine)
    try {
      await mkdir(made)
      await make(made)
      await rename(made, folder)
    } catch (error) {
      await writeFile(failure, describeError(error))
      throw error
    }
  while (!existsSync(folder)) {
    if (existsSync(failure)) throw new Error(`${name} was not made: ${await readFile(failure, 'utf8')}`)
    await wait(pollMs)
  }
  return folder
}
