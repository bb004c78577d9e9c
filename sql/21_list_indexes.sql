-- The list of sets by age, and the feed.
CREATE INDEX duplicate_sets_first_seen ON duplicate_sets (repository_id, first_seen_at DESC, id);
