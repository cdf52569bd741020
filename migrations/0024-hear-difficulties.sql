-- 困难问题（四.2）：反映、交办、答复、确认。
CREATE TABLE difficulty (
  id              text PRIMARY KEY REFERENCES matter,
  difficulty_kind text NOT NULL,
  text            text NOT NULL,
  wanted          text NOT NULL,
  assigned_to     text CHECK (assigned_to IN ('supervisor', 'department')),
  answer_by       date,
  answer          text NOT NULL DEFAULT '',
  reopened        integer NOT NULL DEFAULT 0,
  closed_on       date
);
