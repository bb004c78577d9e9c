import { createHash } from 'node:crypto'
import type { CheckOutput } from '../domain/check-run.ts'
import { type AppAuth, statusOf } from '../github/app-auth.ts'
import type { Log } from '../log.ts'
import { isCurrentHead, readCheckedPulls, readWrittenChecks, upsertCheck } from '../postgres/check-runs.ts'
import type { Pool } from '../postgres/pool.ts'
import { isPublicRepository } from '../postgres/read-repositories.ts'
import { renderCheck, supersededOutput } from '../words/check-run.ts'

/** What GitHub shows beside the other checks of a commit. */
const checkName = 'ClawTriage'
/** GitHub asks for no more than one write a second. */
export const usualPauseMs = 1_000

export interface CheckPorts {
  pool: Pool
  auth: Pick<AppAuth, 'asInstallation' | 'tokenFor'>
  appId: number
  when: 'found' | 'always'
  /** Where everybody may read of public repositories; null: nowhere. */
  publicUrl: string | null
  /** Between two writes. */
  pause(): Promise<void>
  log: Log
}

/**
 * Brings the check runs of a repository up to date: one for each head of an open pull request, neutral, written only
 * when what it says has changed, and closed when its head is no pull request's any more. May be called again at any
 * time: what was written before a crash is found at GitHub and not written twice.
 * @returns how many were written.
 */
export async function writeChecks(
  { pool, auth, appId, when, publicUrl, pause, log }: CheckPorts,
  { repositoryId, owner, repo }: { repositoryId: number; owner: string; repo: string },
  signal: AbortSignal,
): Promise<number> {
  const repository = { owner, repo }
  if ((await auth.tokenFor(owner, repo)) === null) return 0
  const pulls = await readCheckedPulls(pool, repositoryId)
  const written = await readWrittenChecks(pool, repositoryId)
  // What a contributor could not open is no link: the facts stand for themselves.
  const site = publicUrl !== null && (await isPublicRepository(pool, repositoryId)) ? publicUrl : null
  const pairUrl = (a: number, b: number) =>
    site === null ? null : `${site}/${owner}/${repo}/compare/${a}...${b}`
  let writes = 0
  let isFresh = false
  const rest = async () => {
    if (isFresh) await pause()
    isFresh = false
    signal.throwIfAborted()
  }
  const send = async (route: string, parameters: Record<string, unknown>) => {
    await rest()
    writes += 1
    isFresh = true
    return (await auth.asInstallation(repository, route, parameters)).data as { id: number }
  }

  for (const pull of pulls) {
    const before = written.get(pull.headSha)
    // What was found and is no longer must be taken back; what was never said need not be.
    if (pull.candidates.length === 0 && when === 'found' && before === undefined) continue
    const output = renderCheck(pull, pull.candidates, pairUrl)
    const url =
      pull.candidates[0] === undefined ? null : pairUrl(...order(pull.number, pull.candidates[0].number))
    const digest = digestOf({ output, url })
    if (before?.digest === digest && !before.closed) continue
    await rest()
    // A push that came while others were written: what is so then is said in a turn of its own.
    if (!(await isCurrentHead(pool, repositoryId, pull))) continue
    const body = { ...common(output), ...(url !== null && { details_url: url }) }
    const known = before?.checkRunId ?? (await findCheckRun(auth, repository, pull.headSha, appId))
    try {
      const { id } =
        known === null
          ? await send('POST /repos/{owner}/{repo}/check-runs', {
              ...body,
              head_sha: pull.headSha,
              external_id: `${owner}/${repo}#${pull.number}`,
            })
          : await send('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', {
              ...body,
              check_run_id: known,
            })
      await upsertCheck(pool, repositoryId, pull.number, {
        headSha: pull.headSha,
        checkRunId: id,
        digest,
        closed: false,
      })
    } catch (error) {
      // A head that was force-pushed away meanwhile has no commit there any more.
      if (statusOf(error) !== 422 && statusOf(error) !== 404) throw error
      log.warn(
        { repo: `${owner}/${repo}`, pull: pull.number, status: statusOf(error) },
        'no check run for this head',
      )
    }
  }

  const heads = new Set(pulls.map(({ headSha }) => headSha))
  for (const check of written.values()) {
    if (heads.has(check.headSha) || check.closed) continue
    await send('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', {
      ...common(supersededOutput),
      check_run_id: check.checkRunId,
    }).catch((error) => {
      if (statusOf(error) !== 404) throw error
    })
    await upsertCheck(pool, repositoryId, null, {
      ...check,
      digest: digestOf({ output: supersededOutput, url: null }),
      closed: true,
    })
  }
  return writes
}

const common = (output: CheckOutput) => ({
  name: checkName,
  status: 'completed',
  conclusion: 'neutral',
  output,
})
const order = (a: number, b: number): [number, number] => (a < b ? [a, b] : [b, a])
const digestOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex')

/** One of ours that was written and not noted: a crash came in between. */
async function findCheckRun(
  auth: CheckPorts['auth'],
  repository: { owner: string; repo: string },
  ref: string,
  appId: number,
): Promise<number | null> {
  const { data } = await auth.asInstallation(
    repository,
    'GET /repos/{owner}/{repo}/commits/{ref}/check-runs',
    {
      ref,
      check_name: checkName,
      app_id: appId,
      filter: 'latest',
    },
  )
  const runs = (data as { check_runs?: { id: number; app?: { id?: number } | null }[] }).check_runs ?? []
  return runs.find(({ app }) => app?.id === appId)?.id ?? null
}
