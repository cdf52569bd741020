-- Studios, matters (whatever lies on a desk), who may act on and see them, and what happened.

CREATE TABLE studio (
  id                text PRIMARY KEY,
  name              text NOT NULL CHECK (length(name) BETWEEN 2 AND 60),
  initials          text NOT NULL DEFAULT '',
  host_union        text NOT NULL REFERENCES union_org,
  supervising_union text NOT NULL REFERENCES union_org,
  lead_id           text NOT NULL REFERENCES person,
  field             text NOT NULL DEFAULT '技术',
  established_on    date NOT NULL,
  profile           text NOT NULL DEFAULT '',
  standing          text NOT NULL DEFAULT 'incubating'
                    CHECK (standing IN ('incubating', 'declaring', 'created', 'qualified', 'in-force', 'revoked', 'dissolved')),
  plaque_no         text UNIQUE,
  created_on        date,
  qualified_on      date,
  last_entry_on     date,
  facts_version     integer NOT NULL DEFAULT 0,
  search            text NOT NULL DEFAULT ''
);
CREATE INDEX studio_by_host ON studio (host_union);
CREATE INDEX studio_by_supervisor ON studio (supervising_union, id);
CREATE INDEX studio_by_lead ON studio (lead_id);

CREATE TABLE office_held (
  id         text PRIMARY KEY,
  person_id  text NOT NULL REFERENCES person,
  office     text NOT NULL CHECK (office IN ('lead', 'secretary', 'member', 'unit', 'grassroots', 'supervisor', 'department',
               'leadership', 'finance', 'expert', 'auditor', 'sysadmin', 'secadmin', 'auditadmin', 'clock')),
  union_id   text REFERENCES union_org,
  studio_id  text REFERENCES studio,
  from_on    date NOT NULL,
  to_on      date CHECK (to_on >= from_on)
);
CREATE INDEX office_held_by_person ON office_held (person_id);
CREATE INDEX office_held_by_place ON office_held (office, union_id, studio_id);
ALTER TABLE session ADD FOREIGN KEY (office_id) REFERENCES office_held;

CREATE TABLE matter (
  id                text PRIMARY KEY,
  kind              text NOT NULL,
  state             text NOT NULL,
  version           integer NOT NULL CHECK (version > 0),
  title             text NOT NULL,
  parent            text REFERENCES matter,
  studio            text REFERENCES studio,
  host_union        text REFERENCES union_org,
  supervising_union text REFERENCES union_org,
  standard          text NOT NULL,
  due_on            date,
  opened_at         timestamptz NOT NULL,
  since             timestamptz NOT NULL,
  closed_at         timestamptz,
  search            text NOT NULL DEFAULT ''
);
CREATE INDEX matter_by_studio ON matter (studio, id);
CREATE INDEX matter_by_parent ON matter (parent);
CREATE INDEX matter_by_kind ON matter (kind, state);
CREATE INDEX matter_open_due ON matter (due_on) WHERE closed_at IS NULL;

-- Who acts and who sees, as holders. The rule that opens a matter and the query that lists it read the same rows.
CREATE TABLE matter_party (
  matter_id text NOT NULL REFERENCES matter ON DELETE CASCADE,
  office    text NOT NULL,
  union_id  text,
  studio_id text,
  person_id text,
  acts      boolean NOT NULL
);
CREATE INDEX matter_party_by_matter ON matter_party (matter_id);
CREATE INDEX matter_party_by_holder ON matter_party (office, union_id, studio_id, person_id, matter_id);
CREATE INDEX matter_party_acting ON matter_party (office, matter_id) WHERE acts;

CREATE TABLE matter_event (
  id         text PRIMARY KEY,
  matter_id  text NOT NULL REFERENCES matter,
  version    integer NOT NULL,
  transition text NOT NULL,
  from_state text,
  to_state   text NOT NULL,
  by_person  text NOT NULL REFERENCES person,
  by_office  text NOT NULL,
  at         timestamptz NOT NULL,
  brought    jsonb NOT NULL
);
CREATE INDEX matter_event_by_matter ON matter_event (matter_id, id);

-- 创建和达标是两件事，各记一次，记在当日归口工会名下。
CREATE TABLE milestone (
  studio_id text NOT NULL REFERENCES studio,
  kind      text NOT NULL CHECK (kind IN ('created', 'qualified')),
  on_date   date NOT NULL,
  union_id  text NOT NULL REFERENCES union_org,
  matter_id text NOT NULL REFERENCES matter,
  PRIMARY KEY (studio_id, kind)
);
CREATE INDEX milestone_by_union ON milestone (union_id, kind, on_date);

CREATE TABLE dossier (
  id         text PRIMARY KEY,
  matter_id  text NOT NULL REFERENCES matter,
  purpose    text NOT NULL,
  frozen_at  timestamptz NOT NULL,
  content    jsonb NOT NULL,
  sha256     text NOT NULL
);
CREATE INDEX dossier_by_matter ON dossier (matter_id, id);

CREATE TABLE audit (
  id        text PRIMARY KEY,
  city_at   timestamptz NOT NULL,
  machine_at timestamptz NOT NULL,
  person_id text,
  office    text NOT NULL,
  what      text NOT NULL,
  which     text NOT NULL,
  outcome   text NOT NULL CHECK (outcome IN ('done', 'refused')),
  detail    jsonb NOT NULL,
  address   text NOT NULL DEFAULT '',
  request   text NOT NULL DEFAULT ''
);
CREATE INDEX audit_by_which ON audit (which);

CREATE TABLE idempotency (
  person_id text NOT NULL,
  key       text NOT NULL,
  body_hash text NOT NULL,
  status    integer NOT NULL,
  answer    jsonb NOT NULL,
  at        timestamptz NOT NULL,
  PRIMARY KEY (person_id, key)
);
CREATE INDEX idempotency_by_age ON idempotency (at);

-- 发文字号、牌匾编号：一年一册，不跳号。
CREATE TABLE number_book (
  book text NOT NULL,
  year integer NOT NULL,
  last integer NOT NULL,
  PRIMARY KEY (book, year)
);

CREATE TABLE stored_file (
  id          text PRIMARY KEY,
  name        text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  size        bigint NOT NULL CHECK (size >= 0),
  sha256      text NOT NULL,
  type        text NOT NULL,
  uploaded_by text NOT NULL REFERENCES person,
  uploaded_at timestamptz NOT NULL
);
CREATE INDEX stored_file_by_hash ON stored_file (sha256);
CREATE TABLE file_use (
  file_id   text NOT NULL REFERENCES stored_file,
  matter_id text REFERENCES matter,
  studio_id text REFERENCES studio,
  CHECK (num_nonnulls(matter_id, studio_id) = 1)
);
CREATE INDEX file_use_by_file ON file_use (file_id);

CREATE TABLE notification (
  id        text PRIMARY KEY,
  matter_id text NOT NULL REFERENCES matter,
  text      text NOT NULL,
  at        timestamptz NOT NULL,
  office    text NOT NULL,
  union_id  text,
  studio_id text,
  person_id text
);
CREATE INDEX notification_by_holder ON notification (office, union_id, studio_id, id);
CREATE TABLE notification_read (
  notification_id text NOT NULL REFERENCES notification ON DELETE CASCADE,
  person_id       text NOT NULL REFERENCES person,
  PRIMARY KEY (notification_id, person_id)
);

-- 市里的钟：演示时可拨动；任务做到哪一天。
CREATE TABLE city_clock (
  "only"    boolean PRIMARY KEY DEFAULT true CHECK ("only"),
  demo      boolean NOT NULL DEFAULT false,
  today     date,
  set_at    timestamptz,
  jobs_done date
);
INSERT INTO city_clock DEFAULT VALUES;

-- The system itself acts too, and its acts are recorded like anybody's.
INSERT INTO person (id, name) VALUES ('clock', '系统');
