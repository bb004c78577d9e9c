-- How many requests an hour GitHub allowed this scan's token; null when it did not say.
ALTER TABLE scans ADD COLUMN github_limit integer;
