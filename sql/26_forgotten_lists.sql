-- Which pull requests an earlier scan was about is forgotten in time (postgres/scan-pulls.ts): then what is asked of that
-- scan is answered for the whole repository.
ALTER TABLE scans ADD COLUMN pulls_forgotten boolean NOT NULL DEFAULT false;
