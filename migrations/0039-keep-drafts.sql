-- 没写完的：一人一处一份，照打的存。JSON 存成文字：什么字符都存得下。
CREATE TABLE draft (
  person_id    text NOT NULL REFERENCES person,
  place        text NOT NULL CHECK (length(place) BETWEEN 6 AND 300),
  typed        text NOT NULL CHECK (octet_length(typed) <= 262144),
  base_version integer CHECK (base_version >= 1),
  revision     integer NOT NULL CHECK (revision >= 1),
  saved_at     timestamptz NOT NULL,
  PRIMARY KEY (person_id, place)
);
CREATE INDEX draft_by_age ON draft (saved_at);
