-- What a program brings over from another repository: a relation of its own.
ALTER TABLE edges DROP CONSTRAINT edges_relation_check;
ALTER TABLE edges ADD CONSTRAINT edges_relation_check
  CHECK (relation IN ('ROLL_UP', 'STACKED', 'FOLLOW_UP', 'REVERT', 'BACKPORT', 'RESUBMISSION', 'MIRROR'));
