import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { AppError, describeError } from '../errors.ts'
import { briefText } from '../words/strangers-text.ts'
import { type NamedRepository, parseRepositoryArgument } from './repository-argument.ts'

const run = promisify(execFile)
const deadlineMs = 10_000

/**
 * Where the person stands who typed the command: npm starts a script in the package's own folder, and says where it was
 * called.
 */
export function standingFolder(
  env: Record<string, string | undefined>,
  cwd: string,
  projectRoot: string,
): string {
  return cwd === projectRoot && env.INIT_CWD?.startsWith('/') ? env.INIT_CWD : cwd
}

/**
 * The repository that a clone is of: its remote `upstream`, for a fork's clone, else `origin`.
 * @throws AppError USAGE that says why there is none.
 */
export async function findCloneRepository(folder: string, serverUrl: string): Promise<NamedRepository> {
  const address = (await readRemote(folder, 'upstream')) ?? (await readRemote(folder, 'origin'))
  if (address === null)
    throw new AppError(
      'USAGE',
      `expected a repository as OWNER/REPO: the clone in ${folder} has no remote upstream or origin`,
    )
  try {
    return parseRepositoryArgument(address, serverUrl)
  } catch (error) {
    throw new AppError('USAGE', `the clone in ${folder} names no repository: ${describeError(error)}`)
  }
}

/** With the user's own git settings: an address may be abbreviated there (`insteadOf`). */
async function readRemote(folder: string, name: string): Promise<string | null> {
  try {
    const { stdout } = await run('git', ['-C', folder, 'remote', 'get-url', name], { timeout: deadlineMs })
    return stdout.trim() || null
  } catch (error) {
    const {
      code,
      stderr = '',
      killed,
    } = error as { code?: number | string; stderr?: string; killed?: boolean }
    if (code === 'ENOENT') throw new AppError('UNAVAILABLE', 'git was not found on PATH: install it')
    if (killed)
      throw new AppError(
        'UNAVAILABLE',
        `git did not answer within ${deadlineMs / 1_000} s in ${folder}: is one of its files a named pipe, or its disk away?`,
      )
    // "No such remote": 2, of old gits 128.
    if (/No such remote/i.test(stderr)) return null
    if (/not a git repository|cannot change to/i.test(stderr))
      throw new AppError(
        'USAGE',
        `expected a repository as OWNER/REPO: ${folder} is no clone of one (try --help)`,
      )
    throw new AppError(
      'USAGE',
      `expected a repository as OWNER/REPO: ${briefText(stderr.split('\n')[0] || describeError(error), 200)}`,
    )
  }
}
