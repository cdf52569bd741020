-- Audit lines are sealed in batches. A leaf keeps the digest of one line; the head of a seal binds its leaves and all seals before it.
-- Whoever has written a head down outside can prove later that nothing before it was changed, removed or slipped in.
CREATE TABLE audit_seal (
  number    integer PRIMARY KEY CHECK (number > 0),
  lines     integer NOT NULL CHECK (lines > 0),
  root      text NOT NULL CHECK (root ~ '^[0-9a-f]{64}$'),
  head      text NOT NULL UNIQUE CHECK (head ~ '^[0-9a-f]{64}$'),
  sealed_at timestamptz NOT NULL
);
CREATE TABLE audit_leaf (
  audit_id text PRIMARY KEY,
  seal     integer NOT NULL REFERENCES audit_seal DEFERRABLE INITIALLY DEFERRED,
  position integer NOT NULL,
  digest   text NOT NULL,
  UNIQUE (seal, position)
);
