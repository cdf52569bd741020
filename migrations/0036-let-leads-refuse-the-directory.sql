-- 领衔人可以不上公开名录（个人信息保护法第四十四条）；法定公示不在其内。每说一次添一行，最后一次算数。
CREATE TABLE directory_word (
  id        text PRIMARY KEY,
  person_id text NOT NULL REFERENCES person,
  studio_id text NOT NULL REFERENCES studio,
  refused   boolean NOT NULL,
  said_at   timestamptz NOT NULL
);
CREATE INDEX directory_word_latest ON directory_word (person_id, id DESC);
