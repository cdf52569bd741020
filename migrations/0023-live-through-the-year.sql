-- 工作室的一年：年报、考核、整改、撤销、注销、复核、变更、共建、难题；台账补全留痕。

ALTER TABLE studio DROP CONSTRAINT studio_standing_check;
ALTER TABLE studio ADD CONSTRAINT studio_standing_check
  CHECK (standing IN ('incubating', 'declaring', 'created', 'qualified', 'in-force', 'rectifying', 'revoked', 'dissolved'));
ALTER TABLE studio ADD COLUMN lead_vacant_since date;
ALTER TABLE title ADD COLUMN ended_on date;
ALTER TABLE project
  ADD COLUMN spread_on date,
  ADD COLUMN budget_fen bigint CHECK (budget_fen >= 0),
  ADD COLUMN participants jsonb NOT NULL DEFAULT '[]';

CREATE TABLE report (
  id            text PRIMARY KEY REFERENCES matter,
  studio_id     text NOT NULL REFERENCES studio,
  year          integer NOT NULL CHECK (year BETWEEN 2000 AND 2100),
  highlights    text NOT NULL DEFAULT '',
  plan_done     text NOT NULL DEFAULT '',
  problems      text NOT NULL DEFAULT '',
  next_plan     text NOT NULL DEFAULT '',
  typical_case  text NOT NULL DEFAULT '',
  union_opinion text NOT NULL DEFAULT '',
  seal          text REFERENCES stored_file,
  submitted_on  date,
  timeliness    text CHECK (timeliness IN ('on-time', 'in-grace', 'late'))
);
CREATE UNIQUE INDEX report_once ON report (studio_id, year);
CREATE INDEX report_by_year ON report (year);
CREATE TABLE delivery (
  id           text PRIMARY KEY REFERENCES matter,
  recipient    text NOT NULL CHECK (recipient IN ('supervisor', 'department')),
  receipt_no   text NOT NULL UNIQUE,
  delivered_at timestamptz NOT NULL,
  reviewed_on  date,
  opinion      text NOT NULL DEFAULT ''
);

CREATE TABLE round (
  id              text PRIMARY KEY REFERENCES matter,
  year            integer NOT NULL UNIQUE CHECK (year BETWEEN 2000 AND 2100),
  document_number text,
  announced_on    date,
  placed          jsonb
);
CREATE TABLE assessment (
  id                 text PRIMARY KEY REFERENCES matter,
  studio_id          text NOT NULL REFERENCES studio,
  year               integer NOT NULL,
  self_points        jsonb,
  self_note          text NOT NULL DEFAULT '',
  supervisor_opinion text NOT NULL DEFAULT '',
  points             jsonb,
  frozen             jsonb,
  result             jsonb,
  bonus              numeric(5,2) NOT NULL DEFAULT 0,
  band               text CHECK (band IN ('excellent', 'qualifiedBand', 'rectify')),
  because            text NOT NULL DEFAULT '',
  announced_on       date,
  appeal             text NOT NULL DEFAULT '',
  reply              text NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX assessment_once ON assessment (studio_id, year);

CREATE TABLE rectification (
  id         text PRIMARY KEY REFERENCES matter,
  studio_id  text NOT NULL REFERENCES studio,
  ground     text NOT NULL,
  reason     text NOT NULL,
  demands    text NOT NULL DEFAULT '',
  mend_by    date,
  measures   text NOT NULL DEFAULT '',
  proof      text REFERENCES stored_file,
  extended   boolean NOT NULL DEFAULT false,
  conclusion text NOT NULL DEFAULT '',
  healed_on  date
);
CREATE INDEX rectification_by_studio ON rectification (studio_id, ground);
CREATE TABLE revocation (
  id               text PRIMARY KEY REFERENCES matter,
  ground           text NOT NULL,
  reason           text NOT NULL,
  evidence         text REFERENCES stored_file,
  notified_on      date,
  statement        text NOT NULL DEFAULT '',
  stated_on        date,
  decided_on       date,
  document_number  text,
  appeal           text NOT NULL DEFAULT '',
  reply            text NOT NULL DEFAULT '',
  plaque_returned_on date,
  plaque_note      text NOT NULL DEFAULT '',
  recovered_fen    bigint CHECK (recovered_fen >= 0),
  recovery_voucher text NOT NULL DEFAULT '',
  money_settled_on date
);
CREATE TABLE dissolution (
  id               text PRIMARY KEY REFERENCES matter,
  ground           text NOT NULL,
  reason           text NOT NULL,
  file             text REFERENCES stored_file,
  decided_on       date,
  plaque_returned_on date,
  plaque_note      text NOT NULL DEFAULT '',
  recovered_fen    bigint CHECK (recovered_fen >= 0),
  recovery_voucher text NOT NULL DEFAULT '',
  money_settled_on date
);
CREATE TABLE review (
  id            text PRIMARY KEY REFERENCES matter,
  light         boolean NOT NULL,
  valid_until   date NOT NULL,
  summary       text NOT NULL DEFAULT '',
  conclusion    text NOT NULL DEFAULT '',
  renewed_until date
);

CREATE TABLE change (
  id          text PRIMARY KEY REFERENCES matter,
  what        text NOT NULL CHECK (what IN ('lead', 'name', 'unit', 'place', 'merge', 'split')),
  asked       jsonb NOT NULL,
  reason      text NOT NULL,
  file        text REFERENCES stored_file,
  approved_on date
);
-- 旧名、旧人、旧单位，各自到哪天为止。
CREATE TABLE studio_past (
  id        text PRIMARY KEY,
  studio_id text NOT NULL REFERENCES studio,
  field     text NOT NULL CHECK (field IN ('name', 'lead', 'unit', 'place', 'plaque', 'merged', 'split')),
  was       text NOT NULL,
  became    text NOT NULL,
  on_date   date NOT NULL,
  matter_id text REFERENCES matter
);
CREATE INDEX studio_past_by_studio ON studio_past (studio_id, id);
-- 换发前的牌匾：扫旧码仍能看到现在的情况。
CREATE TABLE old_plaque (
  plaque_no   text PRIMARY KEY,
  verify_code text NOT NULL UNIQUE,
  title_id    text NOT NULL REFERENCES title,
  studio_name text NOT NULL,
  replaced_on date NOT NULL
);
CREATE INDEX old_plaque_by_title ON old_plaque (title_id);

CREATE TABLE partnership (
  id            text PRIMARY KEY REFERENCES matter,
  partner_union text NOT NULL REFERENCES union_org,
  role          text NOT NULL,
  share_percent integer NOT NULL CHECK (share_percent BETWEEN 1 AND 99),
  ip            text NOT NULL CHECK (ip IN ('agreement', 'waiver')),
  agreement     text REFERENCES stored_file,
  waiver        text NOT NULL DEFAULT '',
  until         date,
  confirmed_on  date,
  ended_on      date
);
CREATE INDEX partnership_by_union ON partnership (partner_union);
CREATE TABLE problem (
  id           text PRIMARY KEY REFERENCES matter,
  problem_kind text NOT NULL,
  area         text NOT NULL,
  text         text NOT NULL,
  wanted_by    date,
  plan         text NOT NULL DEFAULT '',
  outcome      text NOT NULL DEFAULT '',
  effect       text NOT NULL DEFAULT '',
  adopted_on   date
);

-- 台账
ALTER TABLE fact ADD COLUMN confirmed_at timestamptz, ADD COLUMN confirmed_by text REFERENCES person;
CREATE INDEX fact_by_event ON fact (event_on, studio_id) WHERE voided_at IS NULL;
CREATE TABLE fact_change (
  id        text PRIMARY KEY,
  fact_id   text NOT NULL REFERENCES fact,
  amendment text NOT NULL,
  before    jsonb NOT NULL,
  after     jsonb NOT NULL,
  at        timestamptz NOT NULL,
  by_person text NOT NULL REFERENCES person
);
CREATE INDEX fact_change_by_fact ON fact_change (fact_id, id);
ALTER TABLE fact_achievement
  ADD COLUMN legal_status text NOT NULL DEFAULT '',
  ADD COLUMN owners jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN inventors text NOT NULL DEFAULT '',
  ADD COLUMN applied_at text NOT NULL DEFAULT '',
  ADD COLUMN transformation jsonb,
  ADD COLUMN number_key text NOT NULL DEFAULT '',
  ADD COLUMN title_key text NOT NULL DEFAULT '';
CREATE INDEX fact_achievement_by_number ON fact_achievement (number_key) WHERE number_key <> '';
CREATE INDEX fact_achievement_by_title ON fact_achievement (title_key) WHERE length(title_key) >= 5;
CREATE INDEX fact_achievement_by_document ON fact_achievement (document) WHERE document IS NOT NULL;
ALTER TABLE fact_activity ADD COLUMN project text REFERENCES project;
ALTER TABLE fact_mentorship
  ADD COLUMN goals text NOT NULL DEFAULT '',
  ADD COLUMN ended_on date,
  ADD COLUMN outcome text NOT NULL DEFAULT '' CHECK (outcome IN ('', 'graduated', 'terminated')),
  ADD COLUMN certificate text NOT NULL DEFAULT '',
  ADD COLUMN checked text NOT NULL DEFAULT '';
ALTER TABLE fact_spending ADD COLUMN approver text NOT NULL DEFAULT '', ADD COLUMN asset_tag text NOT NULL DEFAULT '';

-- 提醒过的不再提醒：哪家、哪件事、哪一级。
CREATE TABLE reminder (
  studio_id text NOT NULL REFERENCES studio,
  what      text NOT NULL,
  on_date   date NOT NULL,
  PRIMARY KEY (studio_id, what)
);
