-- The issues that a pull request names, as its title, its description and its commits say (triage/issue-links.ts), and whether it says that it closes them.
-- Nothing but what can be read again from those texts.
CREATE TABLE issue_links (
  repository_id bigint NOT NULL,
  number integer NOT NULL,
  issue integer NOT NULL CHECK (issue > 0),
  closes boolean NOT NULL,
  -- The commit that alone says so; null where the title or the description does.
  commit_sha text,
  PRIMARY KEY (repository_id, number, issue),
  FOREIGN KEY (repository_id, number) REFERENCES pull_requests ON DELETE CASCADE
);
CREATE INDEX issue_links_issue ON issue_links (repository_id, issue, number);

-- Names everything that a pull request's links were read from; null when they were not read yet.
ALTER TABLE pull_requests ADD COLUMN issues_read text;

-- What GitHub's GraphQL API says of a pull request that stands in a set or a group; null is unknown. It is true of the named head and, for what a person
-- may change without a push, of the time at which it was asked.
CREATE TABLE pull_facts (
  repository_id bigint NOT NULL,
  number integer NOT NULL,
  head_sha text NOT NULL,
  -- The pull request's own, as GitHub said it then.
  updated_at timestamptz NOT NULL,
  asked_at timestamptz NOT NULL,
  checks text CHECK (checks IN ('NONE', 'SUCCESS', 'FAILURE', 'ERROR', 'PENDING', 'EXPECTED')),
  review text CHECK (review IN ('NONE', 'APPROVED', 'CHANGES_REQUESTED', 'REVIEW_REQUIRED')),
  mergeable text CHECK (mergeable IN ('MERGEABLE', 'CONFLICTING')),
  committed_at timestamptz,
  -- Issues of this repository that GitHub links to it, by its words or by hand.
  closing_issues integer[] NOT NULL,
  PRIMARY KEY (repository_id, number),
  FOREIGN KEY (repository_id, number) REFERENCES pull_requests ON DELETE CASCADE
);

-- Issues that a pull request closes, as far as GitHub has said what they are.
CREATE TABLE issues (
  repository_id bigint NOT NULL REFERENCES repositories ON DELETE CASCADE,
  number integer NOT NULL,
  title text NOT NULL,
  state text NOT NULL CHECK (state IN ('OPEN', 'CLOSED')),
  PRIMARY KEY (repository_id, number)
);

-- What asking for them cost of GraphQL's points, and why it failed; null where it did not.
ALTER TABLE scans ADD COLUMN graphql_points integer NOT NULL DEFAULT 0, ADD COLUMN facts_problem text;
