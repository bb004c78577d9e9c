-- Every pull request as it is today, with the revision at its head, in each version of the algorithm that has derived one.
CREATE VIEW current_revisions AS
  SELECT p.repository_id, p.number, p.state, p.head_sha, p.base_ref, p.title, p.body, p.author, p.created_at, p.created_at_guessed, p.updated_at,
    p.closed_at, p.merged_at, p.landed_at, p.texts_digest,
    r.algorithm_version, r.base_sha, r.base_at, r.commits, r.patch, r.own_commits, r.signature, r.derived_from, r.outcomes
  FROM pull_requests p
  JOIN revisions r ON r.repository_id = p.repository_id AND r.number = p.number AND r.head_sha = p.head_sha;
