-- Unions as a dated tree, persons, the offices they hold, and how they sign in.
-- Personal values live here and in the facts tables only.

CREATE TABLE union_org (
  id            text PRIMARY KEY,
  code          text NOT NULL UNIQUE,
  name          text NOT NULL CHECK (length(name) BETWEEN 2 AND 80),
  kind          text NOT NULL CHECK (kind IN ('city', 'district', 'industry', 'zone', 'grassroots')),
  position      integer NOT NULL DEFAULT 0,
  unit_name     text,
  unit_code     text,
  ownership     text,
  industry_code text,
  admin_code    text
);
-- Who reports to whom, and since when.
CREATE TABLE union_parent (
  union_id  text NOT NULL REFERENCES union_org,
  parent_id text NOT NULL REFERENCES union_org,
  from_on   date NOT NULL,
  to_on     date CHECK (to_on >= from_on),
  PRIMARY KEY (union_id, from_on),
  CHECK (union_id <> parent_id)
);
CREATE INDEX union_parent_by_parent ON union_parent (parent_id) WHERE to_on IS NULL;

CREATE TABLE person (
  id        text PRIMARY KEY,
  name      text NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
  initials  text NOT NULL DEFAULT '',
  sex       text,
  birth     text CHECK (birth ~ '^\d{4}-\d{2}$'),
  education text,
  title     text,
  skill     text,
  post      text,
  phone     text,
  unit      text
);
CREATE TABLE kinship (
  person_id text NOT NULL REFERENCES person,
  kin_id    text NOT NULL REFERENCES person,
  said_by   text NOT NULL REFERENCES person,
  PRIMARY KEY (person_id, kin_id),
  CHECK (person_id <> kin_id)
);

CREATE TABLE account (
  id               text PRIMARY KEY,
  person_id        text NOT NULL UNIQUE REFERENCES person,
  name             text NOT NULL UNIQUE CHECK (name ~ '^[a-z0-9._-]{3,32}$'),
  password         text,
  disabled_at      timestamptz,
  failures         integer NOT NULL DEFAULT 0,
  last_failure_at  timestamptz,
  locked_until     timestamptz,
  last_office      text
);
CREATE TABLE session (
  token_hash  bytea PRIMARY KEY,
  account_id  text NOT NULL REFERENCES account,
  office_id   text NOT NULL,
  created_at  timestamptz NOT NULL,
  seen_at     timestamptz NOT NULL,
  address     text NOT NULL DEFAULT ''
);
CREATE INDEX session_by_account ON session (account_id);
CREATE TABLE invitation (
  token_hash  bytea PRIMARY KEY,
  kind        text NOT NULL CHECK (kind IN ('setup', 'invitation')),
  account_id  text REFERENCES account,
  created_at  timestamptz NOT NULL,
  expires_at  timestamptz NOT NULL,
  used_at     timestamptz
);

-- 专人负责：每个工会有一名专人，有任期、联系方式和 AB 角（四.1）。
CREATE TABLE in_charge (
  id        text PRIMARY KEY,
  union_id  text NOT NULL REFERENCES union_org,
  name      text NOT NULL,
  post      text NOT NULL,
  phone     text NOT NULL,
  stand_in  text NOT NULL,
  from_on   date NOT NULL,
  to_on     date CHECK (to_on >= from_on)
);
CREATE UNIQUE INDEX in_charge_now ON in_charge (union_id) WHERE to_on IS NULL;
