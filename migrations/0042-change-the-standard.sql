-- 政策的新版本也是数据：带进来、对照、试算，再定哪一天起施行。
CREATE TABLE standard_version (
  id         text PRIMARY KEY CHECK (id ~ '^[a-z0-9][a-z0-9-]{2,39}$'),
  body       jsonb NOT NULL,
  sha256     text NOT NULL,
  brought_by text NOT NULL REFERENCES person,
  brought_at timestamptz NOT NULL
);

-- 每定一次、收回一次（没有日子）添一行，每个版本以最后一行为准；安装时带来的日程在 standards/schedule.json。
CREATE TABLE standard_takeover (
  id       text PRIMARY KEY,
  standard text NOT NULL,
  from_on  date,
  reason   text NOT NULL,
  set_by   text NOT NULL REFERENCES person,
  set_at   timestamptz NOT NULL
);
CREATE INDEX standard_takeover_latest ON standard_takeover (standard, id DESC);
-- 一年里定稿的材料，试算时逐家要用。
CREATE INDEX IF NOT EXISTS dossier_by_time ON dossier (frozen_at);
