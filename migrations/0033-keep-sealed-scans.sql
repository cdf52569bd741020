-- 盖章件：打印、盖章、扫描回来，凭每页的码归位。
CREATE TABLE page_reading (
  file_id text PRIMARY KEY REFERENCES stored_file,
  sheets  jsonb NOT NULL,
  read_at timestamptz NOT NULL
);

CREATE TABLE sealed_scan (
  id         text PRIMARY KEY,
  matter_id  text REFERENCES matter,
  studio_id  text REFERENCES studio,
  paper      text NOT NULL,
  title      text NOT NULL,
  version    integer NOT NULL CHECK (version >= 0),
  pages      integer NOT NULL CHECK (pages > 0),
  extra      integer NOT NULL CHECK (extra >= 0),
  file_id    text NOT NULL REFERENCES stored_file,
  sha256     text NOT NULL,
  kept_by    text NOT NULL REFERENCES person,
  kept_at    timestamptz NOT NULL,
  CHECK (num_nonnulls(matter_id, studio_id) = 1),
  -- The same scan is kept once, however often it is sent.
  UNIQUE NULLS NOT DISTINCT (matter_id, studio_id, paper, sha256)
);
CREATE INDEX sealed_scan_of_studio ON sealed_scan (studio_id) WHERE studio_id IS NOT NULL;
