-- 台账：谁知道谁记，什么时候发生记什么时候。每条都有发生日期和登记时间；更正不覆盖，作废留痕。

CREATE TABLE fact (
  id          text PRIMARY KEY,
  studio_id   text NOT NULL REFERENCES studio,
  kind        text NOT NULL CHECK (kind IN ('member', 'premises', 'equipment', 'regulation', 'income', 'spending',
                'achievement', 'activity', 'mentorship', 'plan', 'sign')),
  event_on    date NOT NULL,
  entered_at  timestamptz NOT NULL,
  entered_by  text NOT NULL REFERENCES person,
  replaces    text REFERENCES fact,
  voided_at   timestamptz,
  voided_by   text REFERENCES person,
  void_reason text
);
CREATE INDEX fact_by_studio ON fact (studio_id, kind, event_on);
CREATE INDEX fact_by_entry ON fact (studio_id, id);

CREATE TABLE fact_member (
  id text PRIMARY KEY REFERENCES fact, person_id text NOT NULL REFERENCES person,
  department text NOT NULL, role text NOT NULL, duty text NOT NULL, specialist boolean NOT NULL, left_on date
);
CREATE TABLE fact_premises (
  id text PRIMARY KEY REFERENCES fact, place_kind text NOT NULL, address text NOT NULL,
  area_m2 numeric(10,2) NOT NULL CHECK (area_m2 >= 0), fixed boolean NOT NULL, photo text REFERENCES stored_file
);
CREATE TABLE fact_equipment (
  id text PRIMARY KEY REFERENCES fact, name text NOT NULL, model text NOT NULL, quantity integer NOT NULL CHECK (quantity > 0),
  value_fen bigint NOT NULL CHECK (value_fen >= 0), ownership text NOT NULL
);
CREATE TABLE fact_regulation (
  id text PRIMARY KEY REFERENCES fact, regulation_kind text NOT NULL, title text NOT NULL, edition text NOT NULL,
  file text REFERENCES stored_file
);
CREATE TABLE fact_income (
  id text PRIMARY KEY REFERENCES fact, source text NOT NULL, amount_fen bigint NOT NULL CHECK (amount_fen > 0),
  received boolean NOT NULL, voucher_no text NOT NULL DEFAULT '', voucher text REFERENCES stored_file, note text NOT NULL DEFAULT ''
);
CREATE TABLE fact_spending (
  id text PRIMARY KEY REFERENCES fact, purse text NOT NULL CHECK (purse IN ('own', 'subsidy')), use_code text NOT NULL,
  amount_fen bigint NOT NULL CHECK (amount_fen > 0), payee text NOT NULL, voucher_no text NOT NULL DEFAULT '',
  voucher text REFERENCES stored_file, note text NOT NULL DEFAULT ''
);
CREATE TABLE fact_achievement (
  id text PRIMARY KEY REFERENCES fact, title text NOT NULL, achievement_kind text NOT NULL, number text NOT NULL DEFAULT '',
  project text REFERENCES project, recogniser text NOT NULL DEFAULT '', level text NOT NULL DEFAULT '', document_no text NOT NULL DEFAULT '',
  document text REFERENCES stored_file, benefit_fen bigint NOT NULL DEFAULT 0 CHECK (benefit_fen >= 0), benefit_method text NOT NULL DEFAULT '',
  benefit_proof text REFERENCES stored_file, social_benefit text NOT NULL DEFAULT ''
);
CREATE TABLE fact_activity (
  id text PRIMARY KEY REFERENCES fact, activity_kind text NOT NULL, topic text NOT NULL, place text NOT NULL DEFAULT '',
  lead_present boolean NOT NULL, inside integer NOT NULL CHECK (inside >= 0), outside integer NOT NULL CHECK (outside >= 0),
  hours numeric(6,1) NOT NULL CHECK (hours >= 0), minutes text NOT NULL DEFAULT '', photo text REFERENCES stored_file
);
CREATE TABLE fact_mentorship (
  id text PRIMARY KEY REFERENCES fact, master_id text NOT NULL REFERENCES person, apprentice_id text NOT NULL REFERENCES person,
  end_on date NOT NULL, skill text NOT NULL, agreement text REFERENCES stored_file, promoted boolean NOT NULL DEFAULT false
);
CREATE TABLE fact_plan (
  id text PRIMARY KEY REFERENCES fact, year integer NOT NULL, content text NOT NULL
);
CREATE TABLE fact_sign (
  id text PRIMARY KEY REFERENCES fact, content text NOT NULL, photo text REFERENCES stored_file
);
