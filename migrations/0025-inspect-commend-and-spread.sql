-- 检查和互查、抽签、表彰、工会保障、经验和揭榜（四.1、四.2、四.4）。

-- 抽签：名单和摘要公布之后不能再动；随机数公布之后结果不能再动。
CREATE TABLE draw (
  id           text PRIMARY KEY REFERENCES matter,
  purpose      text NOT NULL CHECK (purpose IN ('sample', 'experts', 'reporters')),
  candidates   jsonb NOT NULL,
  hash         text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
  announced_on date NOT NULL,
  draw_on      date NOT NULL CHECK (draw_on > announced_on),
  source       text NOT NULL,
  take         integer NOT NULL CHECK (take > 0),
  excluded     jsonb NOT NULL,
  value        text CHECK (value <> ''),
  witness      text NOT NULL DEFAULT '',
  proof        text REFERENCES stored_file,
  drawn_on     date,
  result       jsonb,
  void_reason  text NOT NULL DEFAULT ''
);
CREATE INDEX draw_by_day ON draw (announced_on DESC, id DESC);
-- 专家抽签公开的是代号；代号是谁，只有市总知道。
CREATE TABLE draw_alias (
  draw_id   text NOT NULL REFERENCES draw,
  candidate text NOT NULL,
  person_id text NOT NULL REFERENCES person,
  PRIMARY KEY (draw_id, candidate)
);
CREATE FUNCTION keep_draw() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.purpose, NEW.candidates, NEW.hash, NEW.announced_on, NEW.draw_on, NEW.source, NEW.take, NEW.excluded)
     IS DISTINCT FROM (OLD.purpose, OLD.candidates, OLD.hash, OLD.announced_on, OLD.draw_on, OLD.source, OLD.take, OLD.excluded)
  THEN RAISE EXCEPTION 'draw % is announced and cannot be changed', OLD.id; END IF;
  IF OLD.value IS NOT NULL AND (NEW.value, NEW.result) IS DISTINCT FROM (OLD.value, OLD.result)
  THEN RAISE EXCEPTION 'draw % is drawn and cannot be changed', OLD.id; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER draw_is_kept BEFORE UPDATE ON draw FOR EACH ROW EXECUTE FUNCTION keep_draw();

CREATE TABLE inspection_plan (
  id             text PRIMARY KEY REFERENCES matter,
  plan_kind      text NOT NULL CHECK (plan_kind IN ('regular', 'irregular', 'mutual', 'sampling', 'census')),
  year           integer NOT NULL CHECK (year BETWEEN 2000 AND 2100),
  unions         jsonb NOT NULL DEFAULT '[]',
  ratio_percent  integer NOT NULL CHECK (ratio_percent BETWEEN 1 AND 100),
  start_on       date NOT NULL,
  end_on         date NOT NULL CHECK (end_on >= start_on),
  note           text NOT NULL DEFAULT '',
  checklist      jsonb NOT NULL DEFAULT '[]',
  excluded       jsonb NOT NULL DEFAULT '[]',
  inspectors     jsonb NOT NULL DEFAULT '[]',
  sample         jsonb NOT NULL DEFAULT '[]',
  seed           text NOT NULL DEFAULT '',
  proof          jsonb
);
CREATE INDEX inspection_plan_by_year ON inspection_plan (year, plan_kind);
-- 互查配对：谁查谁。
CREATE TABLE pairing (
  plan_id   text NOT NULL REFERENCES inspection_plan,
  inspector text NOT NULL REFERENCES studio,
  inspected text NOT NULL REFERENCES studio,
  PRIMARY KEY (plan_id, inspected, inspector),
  CHECK (inspector <> inspected)
);
CREATE TABLE inspection (
  id               text PRIMARY KEY REFERENCES matter,
  studio_id        text NOT NULL REFERENCES studio,
  plan_kind        text NOT NULL,
  year             integer NOT NULL,
  inspector_studio text REFERENCES studio,
  inspectors       jsonb NOT NULL DEFAULT '[]',
  last_day         date NOT NULL,
  checklist        jsonb NOT NULL,
  visited_on       date,
  advice           text NOT NULL DEFAULT '',
  learning         text NOT NULL DEFAULT '',
  inspector_signer text NOT NULL DEFAULT '',
  inspector_sign   text REFERENCES stored_file,
  studio_signer    text NOT NULL DEFAULT '',
  studio_sign      text REFERENCES stored_file,
  refused          text NOT NULL DEFAULT '',
  submitted_on     date,
  confirmed_on     date
);
CREATE INDEX inspection_by_studio ON inspection (studio_id, year);
-- 现场记录：一台设备离线记的，联网后只收一次；`revision` 说明改过几次，别人改过的不覆盖。
CREATE TABLE inspection_answer (
  inspection_id text NOT NULL REFERENCES inspection,
  item          text NOT NULL,
  result        text NOT NULL CHECK (result IN ('ok', 'problem', 'na')),
  note          text NOT NULL DEFAULT '',
  revision      integer NOT NULL CHECK (revision > 0),
  at            timestamptz NOT NULL,
  by_person     text NOT NULL REFERENCES person,
  PRIMARY KEY (inspection_id, item)
);
CREATE TABLE inspection_note (
  inspection_id text NOT NULL REFERENCES inspection,
  key           text NOT NULL,
  item          text NOT NULL,
  level         text NOT NULL CHECK (level IN ('minor', 'red')),
  text          text NOT NULL,
  advice        text NOT NULL DEFAULT '',
  photos        jsonb NOT NULL DEFAULT '[]',
  revision      integer NOT NULL CHECK (revision > 0),
  at            timestamptz NOT NULL,
  by_person     text NOT NULL REFERENCES person,
  removed       boolean NOT NULL DEFAULT false,
  PRIMARY KEY (inspection_id, key)
);
-- 现场记录每改一次留一份：谁、什么时候、改成什么。
CREATE TABLE site_revision (
  inspection_id text NOT NULL REFERENCES inspection,
  what          text NOT NULL CHECK (what IN ('answer', 'note')),
  key           text NOT NULL,
  revision      integer NOT NULL,
  content       jsonb NOT NULL,
  taken_at      timestamptz NOT NULL DEFAULT now(),
  by_person     text NOT NULL REFERENCES person,
  PRIMARY KEY (inspection_id, what, key, revision)
);
CREATE TABLE finding (
  id            text PRIMARY KEY REFERENCES matter,
  inspection_id text NOT NULL REFERENCES inspection,
  studio_id     text NOT NULL REFERENCES studio,
  key           text NOT NULL,
  year          integer NOT NULL,
  item          text NOT NULL,
  item_title    text NOT NULL,
  level         text NOT NULL CHECK (level IN ('minor', 'red')),
  text          text NOT NULL,
  advice        text NOT NULL DEFAULT '',
  photos        jsonb NOT NULL DEFAULT '[]',
  mend_by       date NOT NULL,
  measures      text NOT NULL DEFAULT '',
  proof         text REFERENCES stored_file,
  conclusion    text NOT NULL DEFAULT '',
  sent_back     integer NOT NULL DEFAULT 0,
  closed_on     date,
  UNIQUE (inspection_id, key)
);
CREATE INDEX finding_by_studio ON finding (studio_id, year);

CREATE TABLE commendation (
  id              text PRIMARY KEY REFERENCES matter,
  year            integer NOT NULL CHECK (year BETWEEN 2000 AND 2100),
  honour          text NOT NULL,
  basis           text NOT NULL,
  basis_file      text REFERENCES stored_file,
  quota           integer NOT NULL CHECK (quota > 0),
  minutes_no      text,
  met_on          date,
  document_number text,
  announced_on    date
);
CREATE TABLE commendation_item (
  id              text PRIMARY KEY,
  commendation_id text NOT NULL REFERENCES commendation,
  studio_id       text NOT NULL REFERENCES studio,
  rank            integer NOT NULL,
  state           text NOT NULL CHECK (state IN ('candidate', 'listed', 'suspended', 'struck', 'commended')),
  version         integer NOT NULL CHECK (version > 0),
  score           numeric(6,2) NOT NULL,
  evidence        jsonb NOT NULL,
  reason          text NOT NULL DEFAULT '',
  note            text,
  certificate_no  text UNIQUE,
  UNIQUE (commendation_id, studio_id)
);
CREATE INDEX commendation_item_by_studio ON commendation_item (studio_id);

-- 工会保障（四.1）：给工作室的支持是台账的一类；议事和制度是工会自己的。
ALTER TABLE fact DROP CONSTRAINT fact_kind_check;
ALTER TABLE fact ADD CONSTRAINT fact_kind_check CHECK (kind IN ('member', 'premises', 'equipment', 'regulation', 'income', 'spending',
  'achievement', 'activity', 'mentorship', 'plan', 'sign', 'support'));
CREATE TABLE fact_support (
  id         text PRIMARY KEY REFERENCES fact,
  union_id   text NOT NULL REFERENCES union_org,
  head       text NOT NULL CHECK (head IN ('人员', '资金', '物资', '场地')),
  content    text NOT NULL,
  amount_fen bigint NOT NULL DEFAULT 0 CHECK (amount_fen >= 0),
  quantity   text NOT NULL DEFAULT '',
  until      date,
  file       text REFERENCES stored_file
);
CREATE INDEX fact_support_by_union ON fact_support (union_id);
CREATE TABLE union_record (
  id          text PRIMARY KEY,
  union_id    text NOT NULL REFERENCES union_org,
  kind        text NOT NULL CHECK (kind IN ('agenda', 'rule')),
  title       text NOT NULL,
  on_date     date NOT NULL,
  body        text NOT NULL DEFAULT '',
  edition     text NOT NULL DEFAULT '',
  file        text REFERENCES stored_file,
  entered_at  timestamptz NOT NULL,
  entered_by  text NOT NULL REFERENCES person,
  voided_at   timestamptz,
  voided_by   text REFERENCES person,
  void_reason text NOT NULL DEFAULT ''
);
CREATE INDEX union_record_by_union ON union_record (union_id, on_date DESC, id DESC) WHERE voided_at IS NULL;
ALTER TABLE file_use ADD COLUMN union_id text REFERENCES union_org;
ALTER TABLE file_use DROP CONSTRAINT file_use_check;
ALTER TABLE file_use ADD CONSTRAINT file_use_check CHECK (num_nonnulls(matter_id, studio_id, union_id) = 1);

-- 经验库、采用、揭榜。
CREATE TABLE experience (
  id              text PRIMARY KEY REFERENCES matter,
  experience_kind text NOT NULL CHECK (experience_kind IN ('case', 'guidance')),
  topic           text NOT NULL,
  problem         text NOT NULL DEFAULT '',
  practice        text NOT NULL DEFAULT '',
  effect          text NOT NULL DEFAULT '',
  evidence        jsonb NOT NULL DEFAULT '[]',
  named           jsonb NOT NULL DEFAULT '[]',
  difficulty      text REFERENCES matter,
  published_on    date
);
CREATE INDEX experience_published ON experience (published_on DESC, id DESC) WHERE published_on IS NOT NULL;
CREATE TABLE adoption (
  id         text PRIMARY KEY REFERENCES matter,
  union_id   text NOT NULL REFERENCES union_org,
  used_at    text NOT NULL,
  adopted_on date NOT NULL,
  effect     text NOT NULL DEFAULT '',
  benefit_fen bigint NOT NULL DEFAULT 0 CHECK (benefit_fen >= 0),
  proof      text REFERENCES stored_file,
  proven_on  date
);
CREATE INDEX adoption_by_union ON adoption (union_id);
CREATE TABLE challenge (
  id         text PRIMARY KEY REFERENCES matter,
  poster     text NOT NULL REFERENCES union_org,
  area       text NOT NULL,
  text       text NOT NULL,
  reward     text NOT NULL DEFAULT '',
  until      date NOT NULL,
  outcome    text NOT NULL DEFAULT '',
  solved_on  date
);
CREATE INDEX challenge_by_day ON challenge (until DESC, id DESC);
CREATE TABLE bid (
  id      text PRIMARY KEY REFERENCES matter,
  poster  text NOT NULL REFERENCES union_org,
  plan    text NOT NULL,
  file    text REFERENCES stored_file,
  outcome text NOT NULL DEFAULT ''
);
