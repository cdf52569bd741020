-- 意见：说给谁听（本部门、评审组、申报单位），改过的留旧文，收回的留痕。
CREATE TABLE comment (
  id           text PRIMARY KEY,
  matter_id    text NOT NULL REFERENCES matter,
  parent       text REFERENCES comment,
  visibility   text NOT NULL CHECK (visibility IN ('office', 'panel', 'applicant')),
  place        text NOT NULL,
  by_person    text NOT NULL REFERENCES person,
  by_office    text NOT NULL,
  on_behalf    text REFERENCES person,
  at           timestamptz NOT NULL,
  text         text NOT NULL CHECK (length(text) BETWEEN 1 AND 2000),
  mentions     jsonb NOT NULL DEFAULT '[]',
  edited_at    timestamptz,
  withdrawn_at timestamptz
);
CREATE INDEX comment_by_matter ON comment (matter_id, id) WHERE parent IS NULL;
CREATE INDEX comment_replies ON comment (parent, id) WHERE parent IS NOT NULL;
CREATE TABLE comment_past (
  id         text PRIMARY KEY,
  comment_id text NOT NULL REFERENCES comment,
  text       text NOT NULL,
  until      timestamptz NOT NULL
);
CREATE INDEX comment_past_by_comment ON comment_past (comment_id, id);

-- 每一步改了什么，前后各是什么；个人信息只留摘要。
ALTER TABLE matter_event ADD COLUMN changed jsonb;

-- 当时在谁手上、归哪个工会、期限到哪天、叫什么：变一次记一行，好回头看某一天。
CREATE TABLE matter_stood (
  id        text PRIMARY KEY,
  matter_id text NOT NULL REFERENCES matter,
  at        timestamptz NOT NULL,
  acts      jsonb NOT NULL,
  union_id  text REFERENCES union_org,
  due_on    date,
  title     text NOT NULL
);
CREATE INDEX matter_stood_by_matter ON matter_stood (matter_id, id);
CREATE TABLE studio_stood (
  id        text PRIMARY KEY,
  studio_id text NOT NULL REFERENCES studio,
  at        timestamptz NOT NULL,
  standing  text NOT NULL
);
CREATE INDEX studio_stood_by_studio ON studio_stood (studio_id, id);
