-- The revision at a head is looked up by its whole key, whatever is known of the tables' sizes: after many rows have
-- come at once Postgres takes both tables for empty, and would read all revisions of a repository for each of its pull
-- requests. OFFSET 0 keeps the two apart.
CREATE OR REPLACE VIEW current_revisions AS
  SELECT p.repository_id, p.number, p.state, p.head_sha, p.base_ref, p.title, p.body, p.author, p.created_at, p.created_at_guessed, p.updated_at,
    p.closed_at, p.merged_at, p.landed_at, p.texts_digest,
    r.algorithm_version, r.base_sha, r.base_at, r.commits, r.patch, r.own_commits, r.signature, r.derived_from, r.outcomes
  FROM pull_requests p
  CROSS JOIN LATERAL (
    SELECT algorithm_version, base_sha, base_at, commits, patch, own_commits, signature, derived_from, outcomes
    FROM revisions
    WHERE repository_id = p.repository_id AND number = p.number AND head_sha = p.head_sha
    OFFSET 0
  ) r;
