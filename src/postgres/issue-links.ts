import type { IssueLink, LinkTexts } from '../triage/index.ts'
import type { Queryable } from './pool.ts'
import { storableJson } from './storable.ts'

/** A pull request whose links are to be read, with what names the texts that they are read from. */
export interface UnreadLinks extends LinkTexts {
  repository: string
  readFrom: string
}

/** Names what the links of pull request `p` of repository `o` are read from: $2 is the version of the reading. */
const readFrom = `md5(concat_ws(' ', $2::integer, lower(o.owner || '/' || o.name), p.texts_digest, p.created_at_guessed, r.head_sha))`
/** The commits of its present head; of one that could not be analysed none are known. */
const revision = `LATERAL (SELECT head_sha, commits FROM revisions r
  WHERE r.repository_id = p.repository_id AND r.number = p.number AND r.head_sha = p.head_sha
  ORDER BY algorithm_version DESC LIMIT 1) r ON true`

/** Of the commits those that name anything, each as far as it is read: a hostile branch comes to megabytes. */
const namingCommits = `(SELECT coalesce(jsonb_agg(jsonb_build_object('sha', c.commit ->> 'sha', 'message', left(c.commit ->> 'message', 8000))
    ORDER BY c.at), '[]')
  FROM jsonb_array_elements(r.commits) WITH ORDINALITY AS c (commit, at)
  WHERE c.commit ->> 'message' ~* '(?:#|gh-|/issues/|/pull/)[0-9]')`

/** Some pull requests whose links belong to other texts than today's, in order of number, beyond `after`. */
export async function readUnreadLinks(
  db: Queryable,
  repositoryId: number,
  version: number,
  { after, limit }: { after: number; limit: number },
): Promise<UnreadLinks[]> {
  const { rows } = await db.query<UnreadLinks>(
    `SELECT p.number, lower(o.owner || '/' || o.name) AS repository,
       CASE WHEN p.created_at_guessed THEN '' ELSE p.title END AS title, CASE WHEN p.created_at_guessed THEN '' ELSE p.body END AS body,
       ${namingCommits} AS commits,
       ${readFrom} AS "readFrom"
     FROM pull_requests p JOIN repositories o ON o.id = p.repository_id LEFT JOIN ${revision}
     WHERE p.repository_id = $1 AND p.issues_read IS DISTINCT FROM ${readFrom}
       AND p.number > $4
     ORDER BY p.number LIMIT $3`,
    [repositoryId, version, limit, after],
  )
  return rows
}

/** Replaces the links of these pull requests. Within a transaction. */
export async function replaceIssueLinks(
  db: Queryable,
  repositoryId: number,
  pulls: readonly { number: number; readFrom: string; links: readonly IssueLink[] }[],
): Promise<void> {
  const numbers = pulls.map(({ number }) => number)
  await db.query('DELETE FROM issue_links WHERE repository_id = $1 AND number = ANY ($2)', [
    repositoryId,
    numbers,
  ])
  await db.query(
    `INSERT INTO issue_links (repository_id, number, issue, closes, commit_sha)
     SELECT $1, l."number", l."issue", l."closes", l."commit"
     FROM jsonb_to_recordset($2::jsonb) AS l ("number" integer, "issue" integer, "closes" boolean, "commit" text)`,
    [
      repositoryId,
      storableJson(pulls.flatMap(({ number, links }) => links.map((link) => ({ number, ...link })))),
    ],
  )
  await db.query(
    `UPDATE pull_requests p SET issues_read = u.read_from FROM unnest($2::integer[], $3::text[]) AS u (number, read_from)
     WHERE p.repository_id = $1 AND p.number = u.number`,
    [repositoryId, numbers, pulls.map((pull) => pull.readFrom)],
  )
}
