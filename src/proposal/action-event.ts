import { readFile } from 'node:fs/promises'
import { AppError, describeError } from '../errors.ts'
import { parseRepositoryArgument } from '../terminal/repository-argument.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** What a run of GitHub Actions is about. */
export interface ActionEvent {
  owner: string
  repo: string
  /** The pull request that started it; null: the whole repository. */
  pull: { number: number; title: string; body: string; base: string } | null
  /** No person waits for this run: it tells what happened since the last ones. */
  isScheduled: boolean
  /** The file that becomes the run's summary. */
  summaryFile: string
}

const longestEvent = 25 * 1024 * 1024
const mostDiff = 2 * 1024 * 1024
const diffDeadlineMs = 60_000

/**
 * Reads what GitHub Actions says of its run: the environment and the event's file.
 * @throws AppError USAGE where it is not there, or not as GitHub describes it.
 */
export async function readActionEvent(env: Environment, serverUrl: string): Promise<ActionEvent> {
  const repository = env.GITHUB_REPOSITORY
  const summaryFile = env.GITHUB_STEP_SUMMARY
  if (!repository || !summaryFile)
    throw new AppError(
      'USAGE',
      'this runs in GitHub Actions, which sets GITHUB_REPOSITORY and GITHUB_STEP_SUMMARY',
    )
  const { owner, repo } = parseRepositoryArgument(repository, serverUrl)
  const isPull = env.GITHUB_EVENT_NAME === 'pull_request' || env.GITHUB_EVENT_NAME === 'pull_request_target'
  const isScheduled = env.GITHUB_EVENT_NAME === 'schedule'
  const pull = isPull ? await readPull(env.GITHUB_EVENT_PATH) : null
  return { owner, repo, isScheduled, summaryFile, pull }
}

async function readPull(path: string | undefined): Promise<ActionEvent['pull']> {
  if (!path) throw new AppError('USAGE', 'GITHUB_EVENT_PATH is not set: this runs in GitHub Actions')
  let event: unknown
  try {
    event = JSON.parse((await readFile(path)).subarray(0, longestEvent).toString('utf8'))
  } catch (error) {
    throw new AppError('USAGE', `the event of this run cannot be read: ${describeError(error)}`)
  }
  const pull = (event as { pull_request?: Record<string, unknown> } | null)?.pull_request
  const base = (pull?.base as { ref?: unknown } | undefined)?.ref
  if (!Number.isSafeInteger(pull?.number) || typeof pull?.title !== 'string' || typeof base !== 'string')
    throw new AppError('USAGE', 'the event of this run holds no pull request as GitHub describes it')
  const body = typeof pull.body === 'string' ? pull.body : ''
  return {
    number: pull.number as number,
    title: pull.title.slice(0, 300).replaceAll('\0', ''),
    body: body.slice(0, 60_000).replaceAll('\0', ''),
    base,
  }
}

/**
 * Fetches a pull request's diff from GitHub.
 * @returns null where GitHub gives none: it is too large.
 * @throws AppError UNAVAILABLE with GitHub's status.
 */
export async function fetchPullDiff(
  { apiUrl, token, userAgent }: { apiUrl: string; token: string | null; userAgent: string },
  { owner, repo }: { owner: string; repo: string },
  number: number,
  signal: AbortSignal,
): Promise<string | null> {
  let response: Response
  let text: string
  try {
    response = await fetch(`${apiUrl}/repos/${owner}/${repo}/pulls/${number}`, {
      redirect: 'manual',
      headers: {
        accept: 'application/vnd.github.diff',
        'user-agent': userAgent,
        ...(token !== null && { authorization: `Bearer ${token}` }),
      },
      signal: AbortSignal.any([signal, AbortSignal.timeout(diffDeadlineMs)]),
    })
    text = await response.text()
  } catch (error) {
    signal.throwIfAborted()
    throw new AppError('UNAVAILABLE', `the diff of #${number} cannot be fetched: ${describeError(error)}`)
  }
  if (response.status === 406 || Buffer.byteLength(text) > mostDiff) return null
  if (!response.ok)
    throw new AppError(
      'UNAVAILABLE',
      `the diff of #${number} cannot be fetched: GitHub answers ${response.status}`,
    )
  return text.replaceAll('\0', '')
}
