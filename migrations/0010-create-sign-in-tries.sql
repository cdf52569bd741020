-- How often an account was tried, and where: locks bind an account at one place, so that nobody can lock out somebody else.
-- account '*' stands for any account at a place, place '*' for an account anywhere, account '?' for names that cannot exist.
-- The typed name is kept, not the account's id: an unknown name must look exactly like a known one.
CREATE TABLE sign_in_tries (
  account         text NOT NULL CHECK (length(account) <= 32),
  place           text NOT NULL CHECK (length(place) <= 64),
  failures        integer NOT NULL DEFAULT 0 CHECK (failures >= 0),
  last_failure_at timestamptz,
  locked_until    timestamptz,
  last_success_at timestamptz,
  touched_at      timestamptz NOT NULL,
  PRIMARY KEY (account, place)
);
CREATE INDEX sign_in_tries_by_age ON sign_in_tries (touched_at);
ALTER TABLE account DROP COLUMN failures, DROP COLUMN last_failure_at, DROP COLUMN locked_until;
