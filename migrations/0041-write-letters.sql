-- 函件、发件箱、通知和邮件（docs/decisions/0019）。
-- 通知分种类；随函件来的，记下是哪一封。
ALTER TABLE notification
  ADD COLUMN kind      text NOT NULL DEFAULT 'told',
  ADD COLUMN letter_id text;
ALTER TABLE notification_read ADD COLUMN read_at timestamptz;
CREATE INDEX notification_by_letter ON notification (letter_id) WHERE letter_id IS NOT NULL;
CREATE INDEX notification_by_time ON notification (at);

-- 函件模板：改一次一行，旧的留着；自带的在程序里。
CREATE TABLE letter_template (
  id      text PRIMARY KEY,
  key     text NOT NULL CHECK (length(key) BETWEEN 1 AND 80),
  version integer NOT NULL CHECK (version > 0),
  subject text NOT NULL CHECK (length(subject) BETWEEN 1 AND 120),
  text    text NOT NULL CHECK (length(text) BETWEEN 1 AND 4000),
  made_by text NOT NULL REFERENCES person,
  made_at timestamptz NOT NULL,
  UNIQUE (key, version)
);

-- 发件箱：与所办的一步同一笔事务写入；到点发出，之前可改、可撤。leaves_at 是机器时间，其余是城市时间。
CREATE TABLE letter (
  id               text PRIMARY KEY,
  matter_id        text NOT NULL REFERENCES matter,
  step             text NOT NULL,
  matter_version   integer NOT NULL,
  office           text NOT NULL,
  union_id         text REFERENCES union_org,
  studio_id        text REFERENCES studio,
  by_person        text NOT NULL REFERENCES person,
  template         text NOT NULL,
  template_version integer NOT NULL,
  subject          text NOT NULL CHECK (length(subject) BETWEEN 1 AND 120),
  text             text NOT NULL CHECK (length(text) BETWEEN 1 AND 4000),
  addressed        jsonb NOT NULL,
  state            text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'held', 'sent', 'failed', 'withdrawn')),
  version          integer NOT NULL DEFAULT 1,
  made_at          timestamptz NOT NULL,
  leaves_at        timestamptz NOT NULL,
  left_at          timestamptz,
  changed_by       text REFERENCES person,
  changed_at       timestamptz,
  why              text CHECK (length(why) <= 200)
);
CREATE INDEX letter_outbox ON letter (office, union_id, id);
CREATE INDEX letter_by_matter ON letter (matter_id, id);
CREATE INDEX letter_due ON letter (leaves_at, id) WHERE state = 'waiting';
-- 改过的函件，之前是怎么写的。
CREATE TABLE letter_past (
  id        text PRIMARY KEY,
  letter_id text NOT NULL REFERENCES letter,
  version   integer NOT NULL,
  subject   text NOT NULL,
  text      text NOT NULL,
  until     timestamptz NOT NULL,
  by_person text NOT NULL REFERENCES person
);
CREATE INDEX letter_past_by_letter ON letter_past (letter_id, version);

-- 通知邮箱：只有本人和系统管理员看得到。没有确认的新地址不用来发信。
CREATE TABLE mail_address (
  person_id    text PRIMARY KEY REFERENCES person,
  address      text CHECK (length(address) <= 254),
  confirmed_at timestamptz,
  wanted       text CHECK (length(wanted) <= 254),
  code_hash    bytea,
  code_until   timestamptz,
  code_tries   integer NOT NULL DEFAULT 0,
  CHECK ((address IS NULL) = (confirmed_at IS NULL))
);
-- 各人对每种通知的选择；没有选过的照默认。
CREATE TABLE notice_choice (
  person_id text NOT NULL REFERENCES person,
  kind      text NOT NULL,
  choice    text NOT NULL CHECK (choice IN ('atOnce', 'digest', 'none')),
  PRIMARY KEY (person_id, kind)
);

-- 邮件：写什么，发送时才定，那时看不到的事项不写。made_at、next_at、done_at 是机器时间，on_day 是城市的日子。
CREATE TABLE mail (
  id         text PRIMARY KEY,
  person_id  text NOT NULL REFERENCES person,
  kind       text NOT NULL CHECK (kind IN ('notice', 'digest', 'code', 'changed')),
  message_id text NOT NULL UNIQUE,
  on_day     date NOT NULL,
  capped     boolean NOT NULL DEFAULT false,
  subject    text,
  text       text,
  state      text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'accepted', 'refused', 'dropped')),
  made_at    timestamptz NOT NULL DEFAULT now(),
  tries      integer NOT NULL DEFAULT 0,
  next_at    timestamptz NOT NULL DEFAULT now(),
  done_at    timestamptz,
  status     integer,
  problem    text
);
CREATE INDEX mail_due ON mail (next_at, id) WHERE state = 'waiting';
CREATE INDEX mail_of_person ON mail (person_id, id);
CREATE UNIQUE INDEX mail_one_digest ON mail (person_id, on_day) WHERE kind = 'digest';
-- 哪条通知由哪封邮件告诉了谁：一条一人一次。
CREATE TABLE notice_mailed (
  notification_id text NOT NULL REFERENCES notification ON DELETE CASCADE,
  person_id       text NOT NULL REFERENCES person,
  mail_id         text NOT NULL REFERENCES mail ON DELETE CASCADE,
  PRIMARY KEY (notification_id, person_id)
);
CREATE INDEX notice_mailed_by_mail ON notice_mailed (mail_id);

ALTER TABLE city_clock ADD COLUMN digest_done date;
