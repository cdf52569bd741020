-- What is particular to each kind of matter: one table each, same id as its matter.

CREATE TABLE allocation (
  id               text PRIMARY KEY REFERENCES matter,
  year             integer NOT NULL CHECK (year BETWEEN 2000 AND 2100),
  basis            text NOT NULL CHECK (basis IN ('cumulative', 'annual')),
  created_total    integer NOT NULL CHECK (created_total BETWEEN 0 AND 100000),
  qualified_total  integer NOT NULL CHECK (qualified_total BETWEEN 0 AND 100000),
  document_number  text,
  issued_on        date
);
CREATE TABLE allocation_row (
  allocation_id text NOT NULL REFERENCES allocation,
  union_id      text NOT NULL REFERENCES union_org,
  position      integer NOT NULL,
  created       integer NOT NULL CHECK (created BETWEEN 0 AND 100000),
  qualified     integer NOT NULL CHECK (qualified BETWEEN 0 AND 100000),
  PRIMARY KEY (allocation_id, union_id)
);

CREATE TABLE honour (
  id           text PRIMARY KEY REFERENCES matter,
  person_id    text NOT NULL REFERENCES person,
  honour_title text NOT NULL,
  level        text NOT NULL CHECK (level IN ('unit', 'district', 'city', 'province', 'nation')),
  honour_kind  text NOT NULL,
  year         integer NOT NULL CHECK (year BETWEEN 1949 AND 2100),
  issuer       text NOT NULL,
  number       text NOT NULL DEFAULT '',
  certificate  text NOT NULL REFERENCES stored_file,
  confirmed_on date
);
CREATE INDEX honour_by_person ON honour (person_id);

CREATE TABLE project (
  id              text PRIMARY KEY REFERENCES matter,
  name            text NOT NULL,
  project_kind    text NOT NULL,
  source          text NOT NULL,
  problem         text NOT NULL,
  goal            text NOT NULL,
  start_on        date NOT NULL,
  end_on          date NOT NULL CHECK (end_on >= start_on),
  leader_id       text NOT NULL REFERENCES person,
  document_no     text,
  document        text REFERENCES stored_file,
  approved_on     date,
  closed_on       date,
  adoption        text REFERENCES stored_file,
  entered_at      timestamptz NOT NULL
);
CREATE TABLE project_milestone (
  id         text PRIMARY KEY,
  project_id text NOT NULL REFERENCES project,
  name       text NOT NULL,
  due_on     date NOT NULL,
  done_on    date,
  position   integer NOT NULL
);
CREATE INDEX project_milestone_by_project ON project_milestone (project_id);

CREATE TABLE declaration (
  id             text PRIMARY KEY REFERENCES matter,
  statement      text NOT NULL DEFAULT '',
  goals          text NOT NULL DEFAULT '',
  ip_statement   text NOT NULL DEFAULT '',
  posted_on      date,
  posted_until   date,
  posted_place   text,
  rank           integer,
  corrections    integer NOT NULL DEFAULT 0,
  submitted_on   date,
  accepted_on    date,
  verdicts       jsonb
);

CREATE TABLE acceptance (
  id            text PRIMARY KEY REFERENCES matter,
  declaration   text NOT NULL REFERENCES declaration,
  round         integer NOT NULL DEFAULT 1,
  leader_id     text REFERENCES person,
  visit_on      date,
  place         text,
  cleared       jsonb NOT NULL DEFAULT '{}',
  record        jsonb,
  result        jsonb,
  frozen        jsonb,
  concluded_on  date,
  passed_on     date
);
CREATE TABLE sheet (
  id          text PRIMARY KEY REFERENCES matter,
  expert_id   text NOT NULL REFERENCES person,
  round       integer NOT NULL,
  points      jsonb,
  reasons     jsonb,
  veto        text,
  veto_reason text,
  advice      text NOT NULL DEFAULT '',
  in_on       date
);
CREATE INDEX sheet_by_expert ON sheet (expert_id);

CREATE TABLE designation (
  id              text PRIMARY KEY REFERENCES matter,
  year            integer NOT NULL,
  minutes_no      text,
  met_on          date,
  document_number text,
  issued_on       date
);
CREATE TABLE designation_item (
  id             text PRIMARY KEY,
  designation_id text NOT NULL REFERENCES designation,
  studio_id      text NOT NULL REFERENCES studio,
  acceptance_id  text NOT NULL REFERENCES acceptance,
  standard       text NOT NULL,
  state          text NOT NULL CHECK (state IN ('listed', 'suspended', 'struck', 'deferred', 'named')),
  version        integer NOT NULL,
  note           text,
  plaque_no      text UNIQUE
);
CREATE INDEX designation_item_by_studio ON designation_item (studio_id);
CREATE UNIQUE INDEX designation_item_once ON designation_item (designation_id, studio_id);

CREATE TABLE publicity (
  id        text PRIMARY KEY REFERENCES matter,
  posted_on date NOT NULL,
  until     date NOT NULL,
  ended_on  date,
  code      text NOT NULL UNIQUE,
  snapshot  jsonb NOT NULL,
  sha256    text NOT NULL
);

CREATE TABLE objection (
  id          text PRIMARY KEY REFERENCES matter,
  receipt     text NOT NULL UNIQUE,
  by_kind     text NOT NULL CHECK (by_kind IN ('unit', 'person')),
  name        text NOT NULL,
  phone       text NOT NULL,
  address     text NOT NULL,
  seal        text REFERENCES stored_file,
  grounds     text NOT NULL,
  outcome     text CHECK (outcome IN ('upheld', 'rejected', 'inadmissible')),
  finding     text,
  reply       text,
  answered_on date
);

CREATE TABLE title (
  id          text PRIMARY KEY REFERENCES matter,
  plaque_no   text NOT NULL UNIQUE,
  verify_code text NOT NULL UNIQUE,
  named_on    date NOT NULL,
  document_number text NOT NULL,
  awarded_on  date,
  received_by text,
  valid_until date NOT NULL
);

CREATE TABLE subsidy (
  id             text PRIMARY KEY REFERENCES matter,
  acceptance     text NOT NULL UNIQUE REFERENCES acceptance,
  studio_id      text NOT NULL UNIQUE REFERENCES studio,
  amount_fen     bigint NOT NULL CHECK (amount_fen > 0),
  account_name   text,
  bank           text,
  account_no     text,
  checked_by     text REFERENCES person,
  paid_by        text REFERENCES person,
  paid_on        date,
  voucher_no     text,
  receipt        text REFERENCES stored_file,
  CHECK (paid_by IS NULL OR paid_by <> checked_by)
);
