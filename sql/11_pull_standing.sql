-- How a pull request stands with its repository, as GitHub's lists say it along with the rest (domain/pull-standing.ts). Null is unknown:
-- rows from before, and mirrors, which say nothing of it.
ALTER TABLE pull_requests
  ADD COLUMN node_id text,
  ADD COLUMN author_association text,
  ADD COLUMN labels text[],
  ADD COLUMN requested_reviewers text[],
  ADD COLUMN requested_teams text[],
  ADD COLUMN assignees text[],
  ADD COLUMN auto_merge text CHECK (auto_merge IN ('NONE', 'MERGE', 'SQUASH', 'REBASE')),
  ADD COLUMN stack jsonb;
