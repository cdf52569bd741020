-- 评审台：一次分派一行，连同参数、结果和逐条核对的证明；只增不改。
CREATE TABLE panel_assignment (
  id        text PRIMARY KEY,
  by_person text NOT NULL REFERENCES person,
  at        timestamptz NOT NULL,
  content   jsonb NOT NULL,
  sha256    text NOT NULL
);
-- 私人备注：一人一件一条，只有本人看得到。
CREATE TABLE own_note (
  person_id text NOT NULL REFERENCES person,
  matter_id text NOT NULL REFERENCES matter,
  text      text NOT NULL CHECK (length(text) <= 4000),
  revision  integer NOT NULL,
  at        timestamptz NOT NULL,
  PRIMARY KEY (person_id, matter_id)
);
CREATE INDEX fact_member_by_person ON fact_member (person_id);

-- 会议：研究哪个办公室桌上的事项，何时何地，谁出席；议程一项一行，议定的先记着，发布时才办。
CREATE TABLE meeting (
  id         text PRIMARY KEY REFERENCES matter,
  body       text NOT NULL CHECK (body IN ('leadership', 'department')),
  held_on    date NOT NULL,
  place      text NOT NULL,
  chair      text NOT NULL DEFAULT '',
  present    jsonb NOT NULL DEFAULT '[]',
  guests     text NOT NULL DEFAULT '',
  minutes_no text,
  remarks    text NOT NULL DEFAULT '',
  begun_at   timestamptz,
  ended_at   timestamptz
);
CREATE TABLE meeting_item (
  id          text PRIMARY KEY,
  meeting_id  text NOT NULL REFERENCES meeting,
  matter_id   text NOT NULL REFERENCES matter,
  position    integer NOT NULL,
  state       text NOT NULL CHECK (state IN ('pending', 'deferred', 'decided', 'released', 'dropped')),
  version     integer NOT NULL,
  step        text,
  step_zh     text,
  input       jsonb,
  said        jsonb,
  seen        integer,
  note        text NOT NULL DEFAULT '',
  evidence    jsonb,
  decided_by  text REFERENCES person,
  decided_at  timestamptz,
  released_at timestamptz
);
CREATE UNIQUE INDEX meeting_item_once ON meeting_item (meeting_id, matter_id);
CREATE INDEX meeting_item_by_matter ON meeting_item (matter_id);
-- 议定过、又改了的，旧的也在；只增不改。
CREATE TABLE meeting_item_past (
  id      text PRIMARY KEY,
  item_id text NOT NULL REFERENCES meeting_item,
  state   text NOT NULL,
  step    text,
  input   jsonb,
  note    text NOT NULL,
  until   timestamptz NOT NULL
);
CREATE INDEX meeting_item_past_by_item ON meeting_item_past (item_id, id);
