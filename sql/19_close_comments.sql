-- The comment with which a repository's maintainers close what repeats another pull request, where they have written one of their own.
CREATE TABLE close_comments (
  repository_id bigint PRIMARY KEY REFERENCES repositories ON DELETE CASCADE,
  template text NOT NULL,
  written_at timestamptz NOT NULL DEFAULT now()
);
