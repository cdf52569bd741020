-- 给别的系统用的：令牌、日历订阅、推送、编码对照（docs/decisions/0015）。
-- 令牌以一个职务行事；只存散列。
CREATE TABLE api_token (
  id         text PRIMARY KEY,
  token_hash bytea NOT NULL UNIQUE,
  name       text NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
  office_id  text NOT NULL REFERENCES office_held,
  scopes     text[] NOT NULL CHECK (scopes <@ ARRAY['read', 'export', 'act'] AND cardinality(scopes) > 0),
  made_at    timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at    timestamptz,
  revoked_at timestamptz,
  CHECK (expires_at > made_at AND expires_at <= made_at + interval '366 days')
);
CREATE INDEX api_token_office ON api_token (office_id);

-- 日历订阅：一个职务一个地址，换新即作废旧的。
CREATE TABLE calendar_feed (
  office_id   text PRIMARY KEY REFERENCES office_held,
  secret_hash bytea NOT NULL UNIQUE,
  made_at     timestamptz NOT NULL,
  used_at     timestamptz
);

-- 推送：往哪里、推什么；签名的密钥要用，所以存原文。
CREATE TABLE webhook (
  id         text PRIMARY KEY,
  url        text NOT NULL CHECK (length(url) <= 500),
  events     text[] NOT NULL CHECK (cardinality(events) > 0),
  secret     text NOT NULL,
  made_by    text NOT NULL REFERENCES person,
  made_at    timestamptz NOT NULL,
  failures   integer NOT NULL DEFAULT 0,
  paused_at  timestamptz,
  paused_why text
);
-- 发件箱和发送记录：与事情同一笔事务写入，发出后留作记录。
CREATE TABLE webhook_delivery (
  event_id   text NOT NULL,
  webhook_id text NOT NULL REFERENCES webhook ON DELETE CASCADE,
  type       text NOT NULL,
  body       text NOT NULL,
  made_at    timestamptz NOT NULL DEFAULT now(),
  tries      integer NOT NULL DEFAULT 0,
  next_at    timestamptz NOT NULL DEFAULT '1970-01-01',
  done_at    timestamptz,
  given_up   boolean NOT NULL DEFAULT false,
  status     integer,
  problem    text,
  tried_at   timestamptz,
  PRIMARY KEY (webhook_id, event_id)
);
CREATE INDEX webhook_delivery_due ON webhook_delivery (webhook_id, next_at, event_id) WHERE done_at IS NULL AND NOT given_up;
CREATE INDEX webhook_delivery_age ON webhook_delivery (made_at);

-- 外部系统怎么称呼一个工会（单位）：一个系统一个编码，一个编码一个工会；行政区划代码可以共用。
CREATE TABLE outside_code (
  union_id text NOT NULL REFERENCES union_org,
  system   text NOT NULL CHECK (system ~ '^[a-z0-9-]{2,20}$'),
  code     text NOT NULL CHECK (length(code) BETWEEN 1 AND 64),
  PRIMARY KEY (union_id, system)
);
CREATE INDEX outside_code_code ON outside_code (code, system);
CREATE UNIQUE INDEX outside_code_once ON outside_code (system, code) WHERE system <> 'gbt2260';
