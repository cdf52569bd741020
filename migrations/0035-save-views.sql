-- 存下来的视图：一句查询，一个名字；可以给同一职务、同一工会的同事用。
CREATE TABLE saved_view (
  id         text PRIMARY KEY,
  person_id  text NOT NULL REFERENCES person,
  list       text NOT NULL CHECK (list IN ('matters', 'studios')),
  name       text NOT NULL CHECK (length(name) BETWEEN 1 AND 30),
  address    text NOT NULL CHECK (length(address) <= 500),
  office     text,
  union_id   text REFERENCES union_org,
  studio_id  text REFERENCES studio,
  saved_at   timestamptz NOT NULL,
  UNIQUE (person_id, list, name)
);
CREATE INDEX saved_view_shared ON saved_view (list, office, union_id) WHERE office IS NOT NULL;
