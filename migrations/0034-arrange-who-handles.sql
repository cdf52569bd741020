-- 转办、会签、抄送：事项此刻在谁手上，签到哪一步。作废的会签留着。
ALTER TABLE matter ADD COLUMN handling jsonb;

-- 能撤销的一步，记下之前是什么；代理人办的，记下代谁办。
ALTER TABLE matter_event
  ADD COLUMN before    jsonb,
  ADD COLUMN on_behalf text REFERENCES person;

-- 代理：代谁坐这个位置，有起止，到期自动失效。
ALTER TABLE office_held
  ADD COLUMN stands_for text REFERENCES person,
  ADD CHECK (stands_for IS NULL OR to_on IS NOT NULL),
  ADD CHECK (stands_for <> person_id);
CREATE INDEX office_held_standing_in ON office_held (stands_for) WHERE stands_for IS NOT NULL;
