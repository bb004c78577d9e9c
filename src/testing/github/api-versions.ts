import { type Answer, failure } from './answer.ts'

/** The versions of the REST API that the model knows, the oldest first; a request that names none gets that. */
export const apiVersions = ['2022-11-28', '2026-03-10'] as const
export type ApiVersion = (typeof apiVersions)[number]

/** Fields that answers have no more, by the version that took them away. */
const removed: Record<ApiVersion, ReadonlySet<string>> = {
  '2022-11-28': new Set(),
  '2026-03-10': new Set([
    'merge_commit_sha',
    'assignee',
    'has_downloads',
    'master_branch',
    'use_squash_pr_title_as_default',
  ]),
}

/** The version that a request asks for, or GitHub's refusal of one that the server does not know. */
export function chooseVersion(
  asked: string | undefined,
  known: readonly ApiVersion[],
): ApiVersion | { refusal: Answer } {
  const version = known.find((one) => one === (asked ?? known[0]))
  if (version !== undefined) return version
  const list = known.map((one) => `"${one}"`).join(', ')
  return {
    refusal: failure(
      400,
      `Bad Request: The version you specified in the "X-GitHub-API-Version" request header, "${asked}", is not a supported version. The following versions are currently supported: ${list}.`,
    ),
  }
}

/** An answer as that version gives it: what the model renders has every field that any version has. */
export function asVersion(body: unknown, version: ApiVersion): unknown {
  const gone = removed[version]
  if (gone.size === 0) return body
  if (Array.isArray(body)) return body.map((item) => asVersion(item, version))
  if (typeof body !== 'object' || body === null) return body
  return Object.fromEntries(
    Object.entries(body)
      .filter(([name]) => !gone.has(name))
      .map(([name, value]) => [name, asVersion(value, version)]),
  )
}
